"""Shows the owners of companies with their exact shares, what each law says, and the chains behind a share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.tables import Cell, Figure, show_table
from dashboards.pages import show_link
from tracer.actions.ties.owners import OwnerLine, OwnersReport, RegimeAnswer
from tracer.actions.ties.ownership import OwnedCompany, OwnershipReport
from tracer.wording.field_words import format_share_range
from tracer.wording.language import Language
from tracer.wording.terms import OWNER_TEST_WORDS, REGIME_WORDS

Chosen = tuple[OwnersReport, OwnerLine]


def show_owners(own: OwnershipReport, reports: Sequence[OwnersReport], language: Language) -> Chosen | None:
    """A row for each owner of each company: share in per cent and as a fraction, control, the laws. Returns the chosen row."""
    lines = [(report, owner) for report in reports for owner in report.owners]
    controlled = {one.company: one for one in own.companies if one.controlled}
    rows = [_cells(own, report, owner, controlled, language) for report, owner in lines]
    st.caption(language.text("Choose a row to see its chains and the source rows."))
    place = show_table(
        rows,
        language,
        key="owners_table",
        tallest=520,
        chosen=0,
        alt=language.text("Owners of the companies, and what each law says"),
    )
    return None if place is None else lines[place]


def _cells(
    own: OwnershipReport,
    report: OwnersReport,
    owner: OwnerLine,
    controlled: dict[str, OwnedCompany],
    language: Language,
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        language.text("Company"): report.caption,
        language.text("Owner"): owner.caption,
        language.text("Share"): Figure(format_share_range(owner.lower, owner.upper, language, more=owner.lower_open)),
        language.text("Exact"): Figure(owner.lower if owner.lower == owner.upper else f"{owner.lower} – {owner.upper}"),
        language.text("Control"): _control(own, owner, controlled.get(report.company), language),
    }
    return cells | {
        language.text(REGIME_WORDS[answer.regime]): _say_answer(answer, language) for answer in owner.answers
    }


def _control(own: OwnershipReport, owner: OwnerLine, found: OwnedCompany | None, language: Language) -> str:
    """Known for the person of the page alone."""
    if owner.person != own.person or found is None:
        return ""
    return language.text("by votes") if found.controlled_by == "votes" else language.text("by capital")


def _say_answer(answer: RegimeAnswer, language: Language) -> str:
    return {
        "certain": language.text("yes"),
        "possible": language.text("possibly"),
        "no": language.text("no"),
    }[answer.answer]


def show_owner(report: OwnersReport, owner: OwnerLine, language: Language) -> None:
    """How the share comes about: each chain with its part, the laws with the tests met, the rows behind it all."""
    share = format_share_range(owner.lower, owner.upper, language, more=owner.lower_open)
    title = language.text(
        "How {owner} has {share} of {company}", owner=owner.caption, share=share, company=report.caption
    )
    st.header(markdown_text(title), anchor=False)
    lines = [
        f"**{language.percent(Fraction(chain.share), 2)}** ({chain.share}): {markdown_text(' → '.join(chain.captions))}"
        for chain in owner.chains
    ]
    if owner.chains and Fraction(owner.rest):
        lines.append(language.text("{share} through further chains", share=language.percent(Fraction(owner.rest), 2)))
    if not lines:
        lines.append(language.text("No chain of stated shares of the capital leads there."))
    st.markdown("\n".join(f"- {line}" for line in lines))
    for answer in owner.answers:
        if answer.answer != "no":
            by = {"capital": language.text("capital"), "votes": language.text("votes")}
            tests = "; ".join(f"{language.text(OWNER_TEST_WORDS[met.test])} ({by[met.by]})" for met in answer.tests)
            law = language.text(REGIME_WORDS[answer.regime])
            st.markdown(f"**{markdown_text(law)}**: {_say_answer(answer, language)} – {markdown_text(tests)}")
    show_rows(owner.evidence, language, back="owners", most=6)
    show_link("graph", language.text("Show in the graph"), node=report.company)


def show_notes(own: OwnershipReport, reports: Sequence[OwnersReport], language: Language) -> None:
    """Rings, holders whom no record names, contradictions, laws not yet in force, and what is not counted."""
    shown = {report.caption for report in reports}
    notes = [
        language.text("Ring solved: {members}", members=", ".join(ring))
        for ring in own.rings
        if not shown.isdisjoint(ring)
    ]
    for report in reports:
        if Fraction(report.unknown_upper):
            share = format_share_range(report.unknown_lower, report.unknown_upper, language)
            notes.append(
                language.text(
                    "{company}: {share} is held by nobody whom a record names.", company=report.caption, share=share
                )
            )
    for name in sorted({name for report in reports for name in report.contradicted}):
        notes.append(
            language.text(
                "The stated shares in {company} add up to more than the whole; each counts as at most that size.",
                company=name,
            )
        )
    for regime in reports[0].regimes:
        if not regime.in_force:
            law = language.text(REGIME_WORDS[regime.id])
            notes.append(
                language.text(
                    "{law} is not in force on this day; it applies from {day}.",
                    law=law,
                    day=language.date(regime.since),
                )
            )
    notes.append(
        language.text(
            "OFAC (United States) counts the shares of all blocked persons together; here each person is asked for alone."
        )
    )
    notes.append(
        language.text(
            "Counted are shares of the capital and stated votes. Control by contract, board or family is not seen here, and "
            "senior managers are not named."
        )
    )
    st.markdown("\n".join(f"- {markdown_text(note)}" for note in notes))

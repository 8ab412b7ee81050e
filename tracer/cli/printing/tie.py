"""What ``tracer link`` and ``tracer ownership`` print: paths in sentences, shares, rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import print_evidence, say
from tracer.wording.language import Language
from tracer.wording.terms import OWNER_TEST_WORDS, POWER_SENTENCE, POWER_WORDS, REGIME_WORDS, TIE_WORDS

if TYPE_CHECKING:
    from tracer.actions.ties.link import LinkReport
    from tracer.actions.ties.owners import OwnerLine, OwnersReport, RegimeLine
    from tracer.actions.ties.ownership import OwnershipReport
    from tracer.casework.ties.voting_power import PowerTable


def print_link(report: LinkReport, language: Language) -> None:
    """Each path in sentences with its rows."""
    say(f"{report.suspect_caption} – {report.asset_caption}")
    for path in report.paths:
        kind, steps = language.text(TIE_WORDS[path.kind]), language.plural("{n} step", "{n} steps", len(path.sentences))
        say(language.text(N_("Path {rank}: {kind} ({steps})"), rank=path.rank, kind=kind, steps=steps))
        for place, sentence in enumerate(path.sentences, 1):
            say(f"  {place}. {language.text(sentence.template, **sentence.params)}")
            print_evidence(sentence.evidence, indent="      ")
        for sentence in path.notes:
            say(f"  – {language.text(sentence.template, **sentence.params)}")
            print_evidence(sentence.evidence, indent="      ")
    if not report.paths:
        say(language.text(N_("No path of records ties the two.")))
    if not report.complete:
        say(language.text(N_("The search stopped at its limit: there may be more paths.")))


def print_ownership(report: OwnershipReport, language: Language) -> None:
    """One line a company, then the rings."""
    say(f"{report.caption} · {language.date(report.day)}")
    for company in report.companies:
        held = _format_share(company.lower, company.upper, language, more=company.lower_open)
        parts = [f"{held:<16} {company.caption}"]
        if company.votes_lower:
            share = _format_share(
                company.votes_lower,
                company.votes_upper,
                language,
                more=company.votes_lower_open,
                less=company.votes_upper_open,
            )
            parts.append(language.text(N_("votes {share}"), share=share))
        if company.controlled:
            by = {"votes": N_("controlled by votes"), "capital": N_("controlled by capital")}[company.controlled_by]
            parts.append(
                language.text(by if company.votes_lower or company.controlled_by == "votes" else N_("controlled"))
            )
        if company.contradicted:
            parts.append(language.text(N_("upper limit: stated shares contradict one another")))
        say("  " + " · ".join(parts))
    for found in report.contradicted_shares:
        template = N_(
            "The stated shares in {company} add up to {total}, more than the whole, so each counts as a share of at most that "
            "size. Check whether an ended share is still counted, or capital and votes are mixed:"
        )
        say("! " + language.text(template, company=found.caption, total=found.total))
        for stake in found.stakes:
            say(f"    {_format_share(stake.lower, stake.upper, language):<16} {stake.holder}")
            print_evidence(stake.evidence, indent="      ")
    for stated in report.stated_indirect:
        template = {
            "not published": N_("{share} {company} · stated indirect share, no chain published; in no computed share"),
            "not in the case": N_(
                "{share} {company} · stated indirect share, no chain in the case; in no computed share"
            ),
        }[stated.chain]
        size = language.text(N_("size not stated"))
        if stated.lower:
            size = _format_share(stated.lower, stated.upper, language, more=stated.lower_open, less=stated.upper_open)
        say("  " + language.text(template, share=f"{size:<16}", company=stated.caption))
        print_evidence(stated.evidence, indent="      ")
    for ring in report.rings:
        say(language.text(N_("Ring solved: {members}"), members=", ".join(ring)))
    for ring in report.ownerless_rings:
        say(language.text(N_("Ring without outside owner: {members}"), members=", ".join(ring)))
    for name in report.contradicted_votes:
        template = N_(
            "The stated votes in {company} add up to more than the whole; nobody is said to control it by them."
        )
        say("! " + language.text(template, company=name))


def print_owners(report: OwnersReport, language: Language) -> None:
    """One block a person: the share with its chains, and what each law says."""
    say(f"{report.caption} · {language.date(report.day)}")
    for owner in report.owners:
        say(f"  {_format_share(owner.lower, owner.upper, language, more=owner.lower_open):<16} {owner.caption}")
        for chain in owner.chains:
            say(f"      {chain.share} = {' → '.join(chain.captions)}")
        if owner.chains and owner.rest != "0/1":
            say("      " + language.text(N_("{share} through further chains"), share=owner.rest))
        for regime, answer in zip(report.regimes, owner.answers, strict=True):
            if answer.answer != "no":
                say(f"    {_format_answer(regime, owner, language)}")
        print_evidence(owner.evidence, indent="      ")
    if not report.owners:
        say(language.text(N_("No record states a share of this company for a person.")))
    if report.unknown_upper != "0/1":
        share = _format_share(report.unknown_lower, report.unknown_upper, language)
        say(language.text(N_("Held by nobody whom a record names: {share}"), share=share))
    if report.power is not None:
        _print_power(report.power, language)
    for name in report.contradicted:
        template = N_("The stated shares in {company} add up to more than the whole; each counts as at most that size.")
        say("! " + language.text(template, company=name))
    for regime in report.regimes:
        if not regime.in_force:
            template = N_("{law} is not in force on this day; it applies from {day}.")
            law = language.text(REGIME_WORDS[regime.id])
            say("! " + language.text(template, law=law, day=language.date(regime.since)))
    say(
        language.text(
            N_(
                "OFAC (United States) counts the shares of all blocked persons together; here each person is asked for alone."
            )
        )
    )
    say(
        language.text(
            N_(
                "Counted are shares of the capital and stated votes. Control by contract, board or family is not seen here, and "
                "senior managers are not named."
            )
        )
    )


def _print_power(table: PowerTable, language: Language) -> None:
    say(language.text(POWER_WORDS[table.by]))
    for line in table.holders:
        figures = language.text(
            N_("votes {votes}, Banzhaf {banzhaf}, Shapley-Shubik {shapley}"),
            votes=line.votes,
            banzhaf=line.banzhaf,
            shapley=line.shapley_shubik,
        )
        say(f"  {line.caption}: {figures}")
    say("  " + language.text(POWER_SENTENCE))
    print_evidence(table.evidence, indent="      ")


def _format_answer(regime: RegimeLine, owner: OwnerLine, language: Language) -> str:
    answer = next(one for one in owner.answers if one.regime == regime.id)
    template = {
        "certain": N_("{law}: beneficial owner ({tests})"),
        "possible": N_("{law}: possibly beneficial owner, if open shares are large enough ({tests})"),
    }[answer.answer]
    by = {"capital": N_("{test}, capital"), "votes": N_("{test}, votes")}
    tests = "; ".join(language.text(by[met.by], test=language.text(OWNER_TEST_WORDS[met.test])) for met in answer.tests)
    return language.text(template, law=language.text(REGIME_WORDS[regime.id]), tests=tests)


def _format_share(lower: str, upper: str, language: Language, *, more: bool = False, less: bool = False) -> str:
    """An exact share as a fraction, one that is known only as a range in per cent."""
    from tracer.wording.field_words import format_share_range

    if not lower:
        return language.text(N_("no capital stated"))
    return lower if lower == upper else format_share_range(lower, upper, language, more=more, less=less)

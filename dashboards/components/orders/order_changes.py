"""What an order changes before it is recorded: each asset, the totals, the terms; and what is refused, with the reason."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_refused
from dashboards.components.tables import Figure, money_cell, show_table
from tracer.actions.court_orders.order_entry import OrderLine, OrderPreview
from tracer.actions.recovery_lists.deadlines import format_rule
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import look_of
from tracer.wording.terms import STATE_WORDS, STEP_WORDS


def show_changes(preview: OrderPreview, language: Language) -> None:
    """The preview, refusals beside what is accepted."""
    taken = [line for line in preview.lines if not line.code]
    refused = [line for line in preview.lines if line.code]
    counts = language.text(
        "{taken} accepted, {refused} refused",
        taken=language.number(len(taken)),
        refused=language.number(len(refused)),
    )
    st.caption(counts)
    if taken:
        _moved(preview, taken, language)
    for reason in dict.fromkeys(line.refusal for line in refused):
        names = ", ".join(line.caption for line in refused if line.refusal == reason)
        show_refused(f"**{markdown_text(names)}: {language.text('refused')}.** {markdown_text(reason)}")
    for line in taken:
        for flag in line.flags:
            st.caption(f"{markdown_text(line.caption)}: {flag}")
    _totals(preview, language)
    _terms(preview, language)


def _moved(preview: OrderPreview, taken: list[OrderLine], language: Language) -> None:
    show_table(
        [
            {
                language.text("Asset"): line.caption,
                language.text("Change"): f"{_state(line.before, language)} → {_state(line.after, language)}",
                language.text("Value"): money_cell(line.minor, preview.currency, language),
            }
            for line in taken
        ],
        language,
        alt=language.text("What the order changes"),
        tallest=320,
    )
    known = [line.minor for line in taken if line.minor is not None]
    st.markdown(
        language.text("Together: {sum}", sum=f"**{markdown_text(language.money(sum(known), preview.currency))}**")
        + (
            language.text(", and {count} of unknown value", count=language.number(len(taken) - len(known)))
            if len(known) < len(taken)
            else ""
        )
    )


def _state(code: str, language: Language) -> str:
    return f"{look_of(code).symbol} {language.text(STATE_WORDS[code])}"


def _totals(preview: OrderPreview, language: Language) -> None:
    if not preview.changes:
        return
    st.markdown(f"**{language.text('Totals of the case, {currency}', currency=preview.currency)}**")
    show_table(
        [
            {
                language.text("Stage"): language.text(STEP_WORDS[row.bucket]),
                language.text("today"): Figure(language.money(row.before, preview.currency)),
                language.text("after"): Figure(language.money(row.after, preview.currency)),
                language.text("change"): Figure(language.money(row.after - row.before, preview.currency)),
            }
            for row in preview.changes
        ],
        language,
        alt=language.text("Totals before and after the order"),
    )


def _terms(preview: OrderPreview, language: Language) -> None:
    if not preview.terms:
        return
    st.markdown(f"**{language.text('Terms')}**")
    for term in sorted(preview.terms, key=lambda row: row.due):
        what, statute = format_rule(term.rule, language)
        line = language.plural(
            "{day}: {what} ({statute}), for {n} asset", "{day}: {what} ({statute}), for {n} assets", term.items,
            day=f"**{language.date(term.due)}**", what=what, statute=statute,
        )  # fmt: skip
        lost = language.text(" · the right is lost") if term.lapses == "right" else ""
        ended = language.text(" · the measure ends") if term.lapses == "measure" else ""
        st.markdown(line + lost + ended)

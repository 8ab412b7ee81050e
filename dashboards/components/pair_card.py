"""Shows two rows that may be one payment side by side, with the form for the decision."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.states import show_refused
from dashboards.session import case_session
from graph_schema.errors import TracerError
from graph_schema.messages import N_
from tracer.access.roles import may
from tracer.actions.files.pairs import PairLine, PairRow, format_pair_reason, join_pair, keep_pair_apart
from tracer.wording.language import Language
from tracer.wording.terms import PAIR_STATE_WORDS


def show_pair(pair: PairLine, language: Language) -> str:
    """Both rows with reasons and doubts, and the form if the reader may decide. Returns what was recorded, or ""."""
    st.title(language.text("One payment or two?"), anchor=False)
    names = (N_("Row of the payer's statement"), N_("Row of the payee's statement"))
    if pair.kind == "repeated":
        names = (N_("Row of one statement"), N_("Row of another statement of the account"))
    for column, name, row in zip(st.columns(2), names, (pair.first, pair.second), strict=True):
        with column:
            _row(language.text(name), row, language)
    said = [f"- {format_pair_reason(code, pair.days, language)}" for code in pair.reasons]
    against = [f"- {format_pair_reason(code, pair.days, language)}" for code in pair.doubts]
    for column, title, lines in zip(
        st.columns(2), (language.text("For one payment"), language.text("Against it")), (said, against), strict=True
    ):
        column.markdown(f"**{title}**\n\n" + ("\n".join(lines) or language.text("nothing")))
    st.markdown(_decided(pair, language))
    return _form(pair, language) if may(case_session().actor, "decide") else ""


def _row(name: str, row: PairRow, language: Language) -> None:
    st.markdown(f"**{name}**")
    st.metric(language.text("Sum"), language.money(row.amount_minor, row.currency), border=True)
    facts = (
        (language.text("Account"), row.account),
        (language.text("Other side"), row.named or language.text("not named")),
        (language.text("Value date"), language.date(row.value_date)),
        (language.text("Booking date"), language.date(row.booking_date)),
        (language.text("Reference"), row.reference or language.text("none")),
        (language.text("Description"), row.description or language.text("none")),
    )
    st.markdown("\n".join(f"- {label}: {markdown_text(value)}" for label, value in facts))
    show_rows(row.evidence, language)


def _decided(pair: PairLine, language: Language) -> str:
    state = language.text(PAIR_STATE_WORDS[pair.state])
    if pair.decided_by == "rule":
        return language.text("State: {state}, by rule.", state=state)
    if pair.decided_on is None:
        return language.text("State: {state}.", state=state)
    return language.text(
        "State: {state}. Decided by {author} on {day}: {reason}",
        state=state,
        author=markdown_text(pair.decided_by),
        day=language.date(pair.decided_on),
        reason=markdown_text(pair.reason),
    )


def _form(pair: PairLine, language: Language) -> str:
    with st.form(f"pair_{pair.id}", border=True):
        reason = st.text_input(language.text("Reason, goes on record with your name"), key=f"pair_reason_{pair.id}")
        with st.container(horizontal=True):
            one = pair.state != "joined" and st.form_submit_button(language.text("One payment"), type="primary")
            two = pair.state != "refused" and st.form_submit_button(language.text("Two payments"))
    if not one and not two:
        return ""
    try:
        report = (join_pair if one else keep_pair_apart)(case_session(), pair.id, reason)
    except TracerError as problem:
        show_refused(language.text("Not recorded: {reason}", reason=language.error(problem)))
        return ""
    if report.rejections:
        show_refused(language.text("Not recorded: {reason}", reason=language.said(report.rejections[0].reason)))
        return ""
    return (
        language.text("On record: the two rows are one payment.")
        if one
        else language.text("On record: the two rows are two payments.")
    )

"""Shows two rows that may be one payment side by side, with the form for the decision."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.session import case_session
from graph_schema.errors import TracerError
from graph_schema.messages import N_
from tracer.access.roles import may
from tracer.actions.files.pairs import PairLine, PairRow, format_pair_reason, join_pair, keep_pair_apart
from tracer.wording.language import Language
from tracer.wording.terms import PAIR_STATE_WORDS


def show_pair(pair: PairLine, words: Language) -> str:
    """Both rows with reasons and doubts, and the form if the reader may decide. Returns what was recorded, or ""."""
    st.title(words.text("One payment or two?"), anchor=False)
    names = (N_("Row of the payer's statement"), N_("Row of the payee's statement"))
    if pair.kind == "repeated":
        names = (N_("Row of one statement"), N_("Row of another statement of the account"))
    for column, name, row in zip(st.columns(2), names, (pair.first, pair.second), strict=True):
        with column:
            _row(words.text(name), row, words)
    said = [f"- {format_pair_reason(code, pair.days, words)}" for code in pair.reasons]
    against = [f"- {format_pair_reason(code, pair.days, words)}" for code in pair.doubts]
    for column, title, lines in zip(
        st.columns(2), (words.text("For one payment"), words.text("Against it")), (said, against), strict=True
    ):
        column.markdown(f"**{title}**\n\n" + ("\n".join(lines) or words.text("nothing")))
    st.markdown(_decided(pair, words))
    return _form(pair, words) if may(case_session().actor, "decide") else ""


def _row(name: str, row: PairRow, words: Language) -> None:
    st.markdown(f"**{name}**")
    st.metric(words.text("Sum"), words.money(row.amount_minor, row.currency), border=True)
    facts = (
        (words.text("Account"), row.account),
        (words.text("Other side"), row.named or words.text("not named")),
        (words.text("Value date"), words.date(row.value_date)),
        (words.text("Booking date"), words.date(row.booking_date)),
        (words.text("Reference"), row.reference or words.text("none")),
        (words.text("Description"), row.description or words.text("none")),
    )
    st.markdown("\n".join(f"- {label}: {markdown_text(value)}" for label, value in facts))
    show_rows(row.evidence, words)


def _decided(pair: PairLine, words: Language) -> str:
    state = words.text(PAIR_STATE_WORDS[pair.state])
    if pair.decided_by == "rule":
        return words.text("State: {state}, by rule.", state=state)
    if pair.decided_on is None:
        return words.text("State: {state}.", state=state)
    return words.text(
        "State: {state}. Decided by {author} on {day}: {reason}",
        state=state,
        author=markdown_text(pair.decided_by),
        day=words.date(pair.decided_on),
        reason=markdown_text(pair.reason),
    )


def _form(pair: PairLine, words: Language) -> str:
    with st.form(f"pair_{pair.id}", border=True):
        reason = st.text_input(words.text("Reason, goes on record with your name"), key=f"pair_reason_{pair.id}")
        with st.container(horizontal=True):
            one = pair.state != "joined" and st.form_submit_button(words.text("One payment"), type="primary")
            two = pair.state != "refused" and st.form_submit_button(words.text("Two payments"))
    if not one and not two:
        return ""
    try:
        report = (join_pair if one else keep_pair_apart)(case_session(), pair.id, reason)
    except TracerError as problem:
        st.error(words.text("Not recorded: {reason}", reason=words.error(problem)))
        return ""
    if report.rejections:
        st.error(words.text("Not recorded: {reason}", reason=words.said(report.rejections[0].reason)))
        return ""
    return (
        words.text("On record: the two rows are one payment.")
        if one
        else words.text("On record: the two rows are two payments.")
    )

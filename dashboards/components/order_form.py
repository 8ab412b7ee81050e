"""Put the next step of a measure on record: only steps the law's order allows are offered, and a document is asked for."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.session import case_session, date_pattern
from graph_schema.errors import TracerError
from graph_schema.money import parse_amount
from tracer.actions.order import Document, MeasureLine, record_step
from tracer.language import Language
from tracer.recovery.documents import AUTHORITIES, document_kind
from tracer.recovery.transitions import find_step
from tracer.terms import STATE_WORDS

_MARKS: dict[str, Literal[",", "."]] = {"ro": ",", "en": "."}
_CURRENCIES = ("RON", "EUR", "USD", "CHF", "GBP")
_EARLIEST = date(1990, 1, 1)
_AUTHORITY_WORDS = {authority.code: authority.english for authority in AUTHORITIES}


def show_order_form(measure: MeasureLine, words: Language) -> None:
    """A form that says what it will do before it does it; a refusal is shown with its reason."""
    key = f"order_{measure.id}"
    st.markdown(f"**{words.text('Put the next step on record')}**")
    state = st.selectbox(
        words.text("New state"), measure.next_states, format_func=lambda name: words.text(STATE_WORDS[name]),
        key=f"{key}_state",
    )  # fmt: skip
    kinds = _needs(measure, state, words)
    pattern = date_pattern(words)
    with st.form(key, border=True):
        left, right = st.columns(2)
        effective = left.date_input(
            words.text("Takes effect on"), value=None, format=pattern, min_value=_EARLIEST, key=f"{key}_effective"
        )
        kind = right.selectbox(
            words.text("Kind of document"), kinds, index=None, accept_new_options=True, key=f"{key}_kind_{state}",
            placeholder=words.text("choose or write"),
        )  # fmt: skip
        number = left.text_input(words.text("Number of the document"), key=f"{key}_number")
        day = right.date_input(
            words.text("Date of the document"), value=None, format=pattern, min_value=_EARLIEST, key=f"{key}_day"
        )
        authority = left.text_input(words.text("Authority that issued it"), key=f"{key}_authority")
        reason = right.text_input(words.text("Reason, goes on record with your name"), key=f"{key}_reason")
        amount = left.text_input(words.text("Sum received or paid, if any"), key=f"{key}_amount")
        currency = right.selectbox(words.text("Currency"), _CURRENCIES, key=f"{key}_currency")
        st.markdown(
            words.text(
                "Goes on record, for good: measure {number} on {asset}, {before} → {after}.",
                number=markdown_text(measure.number),
                asset=markdown_text(measure.asset_caption),
                before=words.text(STATE_WORDS[measure.state]),
                after=words.text(STATE_WORDS[state]),
            )
        )
        sent = st.form_submit_button(words.text("Put on record"), type="primary")
    if not sent:
        return
    if not isinstance(effective, date) or not isinstance(day, date):
        st.error(words.text("Not recorded: the day it takes effect and the date of the document are needed."))
        return
    document = Document(kind or "", number, day, authority)
    _send(measure, state, effective, document, reason, amount, currency, words)


def _needs(measure: MeasureLine, state: str, words: Language) -> list[str]:
    """Say what the step rests on; returns the kinds of document to choose from."""
    step = find_step(measure.state, state)
    if step is None:
        return []
    kinds = [words.text(document_kind(code).english) for code in step.documents]
    if kinds:
        authorities = [words.text(_AUTHORITY_WORDS[code]) for code in step.authorities]
        st.caption(
            words.text("Rests on: {documents}; from: {authorities} ({source}).",
                       documents=", ".join(kinds), authorities=", ".join(authorities), source=step.source)
        )  # fmt: skip
    return kinds


def _send(
    measure: MeasureLine,
    state: str,
    effective: date,
    document: Document,
    reason: str,
    amount: str,
    currency: str,
    words: Language,
) -> None:
    mark = _MARKS[words.code]
    try:
        paid = None
        if amount.strip():
            group = "." if mark == "," else ","
            paid = (parse_amount(amount.strip(), currency, decimal_mark=mark, group_mark=group), currency)
        report = record_step(
            case_session(), measure.id, state, effective=effective, document=document, reason=reason, amount=paid
        )
    except TracerError as problem:
        st.error(words.text("Not recorded: {reason}", reason=words.error(problem)))
        return
    if report.rejections:
        st.error(words.text("Not recorded: {reason}", reason=words.said(report.rejections[0].reason)))
        return
    st.session_state["order_done"] = words.text(
        "On record: {number} is now {state}.", number=measure.number, state=words.text(STATE_WORDS[state])
    )
    st.rerun()

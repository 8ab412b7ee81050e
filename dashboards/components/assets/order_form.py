"""The form that records the next step of a measure: it offers only lawful steps and asks for the document."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.session import case_session, date_pattern
from graph_schema.codes.documents import AUTHORITIES_BY_CODE, DOCUMENTS_BY_CODE
from graph_schema.errors import TracerError
from graph_schema.values.money import parse_amount
from tracer.actions.recovery.measures import MeasureLine
from tracer.actions.recovery.orders import Document, record_step
from tracer.intake.reports.reason_groups import sentence_of
from tracer.recovery.measures.transitions import find_step
from tracer.wording.language import Language
from tracer.wording.plain_values import say_plain
from tracer.wording.terms import STATE_WORDS

_MARKS: dict[str, Literal[",", "."]] = {"ro": ",", "en": "."}
_CURRENCIES = ("RON", "EUR", "USD", "CHF", "GBP")
_EARLIEST = date(1990, 1, 1)


def show_order_form(measure: MeasureLine, language: Language) -> None:
    """The form; it states what will be recorded before it records it, and shows a refusal with its reason."""
    key = f"order_{measure.id}"
    st.markdown(f"**{language.text('Put the next step on record')}**")
    state = st.selectbox(
        language.text("New state"),
        measure.next_states,
        format_func=lambda name: language.text(STATE_WORDS[name]),
        key=f"{key}_state",
    )
    kinds = _needs(measure, state, language)
    pattern = date_pattern(language)
    with st.form(key, border=True):
        left, right = st.columns(2)
        effective = left.date_input(
            language.text("Takes effect on"), value=None, format=pattern, min_value=_EARLIEST, key=f"{key}_effective"
        )
        kind = right.selectbox(
            language.text("Kind of document"),
            kinds,
            index=None,
            accept_new_options=True,
            format_func=lambda code: _document(code, language),
            key=f"{key}_kind_{state}",
            placeholder=language.text("choose or write"),
        )
        number = left.text_input(language.text("Number of the document"), key=f"{key}_number")
        day = right.date_input(
            language.text("Date of the document"), value=None, format=pattern, min_value=_EARLIEST, key=f"{key}_day"
        )
        authority = left.text_input(language.text("Authority that issued it"), key=f"{key}_authority")
        reason = right.text_input(language.text("Reason, goes on record with your name"), key=f"{key}_reason")
        amount = left.text_input(language.text("Sum received or paid, if any"), key=f"{key}_amount")
        currency = right.selectbox(language.text("Currency"), _CURRENCIES, key=f"{key}_currency")
        st.markdown(
            language.text(
                "Goes on record, for good: measure {number} on {asset}, {before} → {after}.",
                number=markdown_text(measure.number),
                asset=markdown_text(measure.asset_caption),
                before=language.text(STATE_WORDS[measure.state]),
                after=language.text(STATE_WORDS[state]),
            )
        )
        sent = st.form_submit_button(language.text("Put on record"), type="primary")
    if not sent:
        return
    if not isinstance(effective, date) or not isinstance(day, date):
        st.error(language.text("Not recorded: the day it takes effect and the date of the document are needed."))
        return
    document = Document(kind or "", number, day, authority)
    _send(measure, state, effective, document, reason, amount, currency, language)


def _needs(measure: MeasureLine, state: str, language: Language) -> tuple[str, ...]:
    """Show on which documents and authorities the step rests; return the kinds of document to choose from."""
    step = find_step(measure.state, state)
    if step is None:
        return ()
    if step.documents:
        authorities = [language.text(AUTHORITIES_BY_CODE[code].english) for code in step.authorities]
        st.caption(
            language.text(
                "Rests on: {documents}; from: {authorities} ({source}).",
                documents=", ".join(_document(code, language) for code in step.documents),
                authorities=", ".join(authorities),
                source=step.source,
            )
        )
    return step.documents


def _document(kind: str, language: Language) -> str:
    """The words of a kind of document; what a person typed instead of choosing one stays as it is."""
    return language.text(DOCUMENTS_BY_CODE[kind].english) if kind in DOCUMENTS_BY_CODE else kind


def _send(
    measure: MeasureLine,
    state: str,
    effective: date,
    document: Document,
    reason: str,
    amount: str,
    currency: str,
    language: Language,
) -> None:
    mark = _MARKS[language.code]
    try:
        paid = None
        if amount.strip():
            group = "." if mark == "," else ","
            paid = (parse_amount(amount.strip(), currency, decimal_mark=mark, group_mark=group), currency)
        report = record_step(
            case_session(), measure.id, state, effective=effective, document=document, reason=reason, amount=paid
        )
    except TracerError as problem:
        st.error(language.text("Not recorded: {reason}", reason=language.error(problem)))
        return
    if report.rejections:
        st.error(language.text("Not recorded: {reason}", reason=language.said(report.rejections[0].reason)))
        return
    st.session_state["order_remarks"] = [
        say_plain(sentence_of(flag.template, flag.params), language) for flag in report.flags
    ]
    st.session_state["order_done"] = language.text(
        "On record: {number} is now {state}.", number=measure.number, state=language.text(STATE_WORDS[state])
    )
    st.rerun()

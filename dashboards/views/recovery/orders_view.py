"""What did the court decide, and for which assets?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.orders.item_table import choose_items
from dashboards.components.orders.order_changes import show_changes
from dashboards.components.orders.order_fields import RECORDED, ask_order, missing_fields
from dashboards.components.states import show_empty, show_problem, show_refused
from dashboards.session import case_session, reader_language
from graph_schema.errors import TracerError
from tracer.actions.court_orders.order_acts import StatedOrder
from tracer.actions.court_orders.order_entry import OrderPreview, preview_order, record_order
from tracer.actions.court_orders.order_items import list_order_items
from tracer.wording.language import Language

_CURRENCY: Final = "EUR"
_DONE = "order_recorded"


def show() -> None:
    """One act, its fields, its assets, and what it changes; nothing is recorded before the last step."""
    language = reader_language()
    st.title(language.text("What did the court decide, and for which assets?"), anchor=False)
    st.caption(
        language.text("One act, eight fields, as many assets as you like. Nothing goes on record before the last step.")
    )
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(done)
    items = list_order_items(case_session(), currency=_CURRENCY)
    if not items:
        show_empty(language.text("No measure is on record yet. Import the register of measures on the page Files."))
        return
    left, right = st.columns([7, 6])
    with left:
        with st.container(border=True):
            st.header(language.text("1 · The act"), anchor=False)
            stated = ask_order(language)
        with st.container(border=True):
            st.header(language.text("2 · The assets"), anchor=False)
            chosen = choose_items(items, stated, _CURRENCY, language)
            st.caption(
                language.text(
                    "{chosen} chosen of {all}.", chosen=language.number(len(chosen)), all=language.number(len(items))
                )
            )
    stated = replace(stated, items=chosen)
    with right:
        with st.container(border=True):
            st.header(language.text("3 · What changes"), anchor=False)
            preview = _preview(stated, language)
        with st.container(border=True):
            st.header(language.text("4 · Put on record"), anchor=False)
            _record(stated, preview, language)


def _preview(stated: StatedOrder, language: Language) -> OrderPreview | None:
    missing = missing_fields(stated, language)
    if missing:
        st.caption(language.text("Still to fill in: {fields}", fields=", ".join(missing)))
    if not stated.items:
        st.caption(language.text("Choose the assets: a click on the box of a row."))
    if missing or not stated.items:
        return None
    try:
        preview = preview_order(case_session(), stated, currency=_CURRENCY)
    except TracerError as problem:
        show_problem(problem, language)
        return None
    show_changes(preview, language)
    return preview


def _record(stated: StatedOrder, preview: OrderPreview | None, language: Language) -> None:
    st.caption(language.text("It stays on record with your name. It cannot be deleted, only revoked by a later act."))
    count = 0 if preview is None else len(preview.accepted)
    label = language.plural("Put {n} asset on record", "Put {n} assets on record", count)
    if not st.button(label, type="primary", disabled=count == 0, key="order_send") or preview is None:
        return
    try:
        report = record_order(case_session(), replace(stated, items=preview.accepted), reason=stated.reason)
    except TracerError as problem:
        show_problem(problem, language)
        return
    if report.rejections:
        for rejection in report.rejections:
            show_refused(markdown_text(language.said(rejection.reason)))
        return
    st.session_state[_DONE] = language.plural(
        "On record: {number}, for {n} asset.", "On record: {number}, for {n} assets.", count, number=stated.number
    )
    st.session_state[RECORDED] = int(st.session_state.get(RECORDED, 0)) + 1
    st.rerun()

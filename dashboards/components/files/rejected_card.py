"""The rows that were not kept, over all files: the first with place and reason, and all as a table for the sender."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from dashboards.components.evidence_links import show_rows
from dashboards.components.files.preview_table import on_screen
from dashboards.session import case_session
from tracer.actions.files.rejected_rows import RejectedPlace, export_all_rejected, list_rejected
from tracer.wording.language import Language

_FIRST, _OPENED, _REASON = 2, 100, 300


def show_rejected(count: int, language: Language) -> None:
    """The card; ``count``: how many rows of the case were not kept, none of them: no card."""
    if not count:
        return
    session = case_session()
    found = list_rejected(session, most=_OPENED)
    with st.container(border=True, key="files_rejected"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.header(
                language.plural("{n} row was not kept", "{n} rows were not kept", count), anchor=False, width="content"
            )
            st.space("stretch")
            if len(found) > _FIRST:
                with st.popover(language.plural("Open the {n}", "Open the {n}", len(found))):
                    for one in found:
                        _row(one, language)
            st.download_button(
                language.text("Download with reasons"),
                data=partial(export_all_rejected, session, language),
                file_name="rejected.csv",
                mime="text/csv",
                on_click="ignore",
                key="files_rejected_csv",
            )
        for one in found[:_FIRST]:
            _row(one, language)


def _row(one: RejectedPlace, language: Language) -> None:
    """The place as a link to its row, and the reason."""
    place, reason = st.columns([2, 3], vertical_alignment="center")
    with place:
        show_rows([one.place], language, back="files")
    said = on_screen(language.said(one.row.reason), language)
    said = said if len(said) <= _REASON else f"{said[:_REASON]}…"
    reason.html(f'<div class="tracer-row-text">{escape(said)}</div>')

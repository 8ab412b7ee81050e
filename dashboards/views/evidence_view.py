"""Which source row is behind this figure?"""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty
from dashboards.pages import show_link
from dashboards.session import case_session, read_address, reader_language
from tracer.actions.files.sources import open_row
from tracer.wording.language import Language
from tracer.wording.locators import format_place


def show() -> None:
    """The row as it is in the kept file, with the file's digest and whether it is still intact."""
    language = reader_language()
    asset = read_address("asset")
    if asset:
        show_link("asset", "← " + language.text("Back to the asset"), asset=asset)
    elif read_address("back") == "money":
        show_link("money", "← " + language.text("Back to the flow of money"))
    elif read_address("back") == "graph":
        show_link("graph", "← " + language.text("Back to the graph"))
    st.title(language.text("What is in the file behind this figure?"), anchor=False)
    source, place = read_address("source"), read_address("place")
    if not source or not place:
        show_empty(language.text("Open this page from a figure: each one links to its rows."))
        return
    row = open_row(case_session(), source, place)
    st.header(markdown_text(row.file), anchor=False)
    st.markdown(f"{language.text('Place')}: **{markdown_text(format_place(row.locator, language))}**")
    if row.intact:
        st.success(language.text("The kept file is as it was received."))
    else:
        st.error(language.text("THE KEPT FILE HAS CHANGED since it was received."))
    if row.cells:
        name, value = language.text("Field"), language.text("Value")
        cells = [{name: markdown_text(field), value: markdown_text(text)} for field, text in row.cells]
        st.table(cells, hide_index=True)
    if row.text:
        st.code(row.text, language=None, wrap_lines=True)
    facts = {
        "SHA-256": row.source,
        language.text("Read as"): row.importer,
        language.text("Received"): _moment(row.received, language),
    }
    st.caption(" · ".join(f"{name}: {markdown_text(text)}" for name, text in facts.items()))


def _moment(stamp: str, language: Language) -> str:
    return language.moment(datetime.fromisoformat(stamp)) + " UTC"

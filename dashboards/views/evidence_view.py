"""Which source row is behind this figure?"""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.pages import show_link
from dashboards.session import case_session, read_address, reader_words
from tracer.actions.files.sources import open_row
from tracer.wording.language import Language
from tracer.wording.locators import format_place


def show() -> None:
    """The row as it is in the kept file, with the file's digest and whether it is still intact."""
    words = reader_words()
    asset = read_address("asset")
    if asset:
        show_link("asset", "← " + words.text("Back to the asset"), asset=asset)
    elif read_address("back") == "money":
        show_link("money", "← " + words.text("Back to the flow of money"))
    st.title(words.text("What is in the file behind this figure?"), anchor=False)
    source, place = read_address("source"), read_address("place")
    if not source or not place:
        st.info(words.text("Open this page from a figure: each one links to its rows."))
        return
    row = open_row(case_session(), source, place)
    st.header(markdown_text(row.file), anchor=False)
    st.markdown(f"{words.text('Place')}: **{markdown_text(format_place(row.locator, words))}**")
    if row.intact:
        st.success(words.text("The kept file is as it was received."))
    else:
        st.error(words.text("THE KEPT FILE HAS CHANGED since it was received."))
    if row.cells:
        name, value = words.text("Field"), words.text("Value")
        cells = [{name: markdown_text(field), value: markdown_text(text)} for field, text in row.cells]
        st.table(cells, hide_index=True)
    if row.text:
        st.code(row.text, language=None, wrap_lines=True)
    facts = {
        "SHA-256": row.source,
        words.text("Read as"): row.importer,
        words.text("Received"): _moment(row.received, words),
    }
    st.caption(" · ".join(f"{name}: {markdown_text(text)}" for name, text in facts.items()))


def _moment(stamp: str, words: Language) -> str:
    return words.moment(datetime.fromisoformat(stamp)) + " UTC"

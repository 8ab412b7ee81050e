"""All neighbours of one node as a table in pages: what no picture can show at once."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.graph.table.link_rows import link_rows
from dashboards.components.tables import show_table
from dashboards.session import case_session
from tracer.actions.case_graph.neighbours import list_neighbours
from tracer.actions.case_graph.picture import PAGE
from tracer.wording.language import Language


def show_neighbours(node: str, caption: str, language: Language) -> str | None:
    """A page of the node's neighbours, counted in all. Returns the neighbour whose row is chosen."""
    st.header(language.text("All neighbours"), anchor=False)
    key = f"neighbours_{node}"
    page = int(st.session_state.get(key, 1))
    found = list_neighbours(case_session(), node, offset=(page - 1) * PAGE)
    pages = max(1, -(-found.total // PAGE))
    if page > pages:  # the case has changed since
        st.session_state[key] = page = pages
        found = list_neighbours(case_session(), node, offset=(page - 1) * PAGE)
    text_column, choose = st.columns([5, 1], vertical_alignment="bottom")
    text_column.caption(
        language.text(
            "{first} to {last} of {all} neighbours of {name}. Choose a row to bring the neighbour into the picture.",
            first=language.number(min(found.total, found.offset + 1)),
            last=language.number(found.offset + len(found.ids)),
            all=language.number(found.total),
            name=markdown_text(caption),
        )
    )
    choose.number_input(
        language.text("Page, of {all}", all=language.number(pages)), min_value=1, max_value=pages, step=1, key=key
    )
    rows = link_rows(found.lines, found.captions, language)
    picked = show_table(
        rows, language, key=f"{key}_rows_{page}", alt=language.text("Neighbours of the node chosen"), tallest=400
    )
    if picked is None:
        return None
    line = found.lines[picked]
    return line.head if line.tail == node else line.tail

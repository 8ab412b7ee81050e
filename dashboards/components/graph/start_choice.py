"""Chooses the node from which the picture starts."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.session import case_session, read_address
from tracer.actions.case_graph.explore import find
from tracer.actions.recovery.assets import list_subjects
from tracer.wording.language import Language
from tracer.wording.terms import CASE_ROLE_WORDS


def choose_start(language: Language) -> str:
    """The node to start from: of the address, of the search box, or of the persons of the case; empty while none is chosen."""
    session = case_session()
    box, people = st.columns([2, 1], vertical_alignment="bottom")
    text = box.text_input(
        language.text("Find by name, number or description"),
        key="graph_find",
        placeholder=language.text("name, IBAN, plate, parcel"),
    ).strip()
    captions = {
        line.id: f"{line.caption} ({language.text(CASE_ROLE_WORDS[line.role])})" for line in list_subjects(session)
    }
    picked = people.selectbox(
        language.text("or start from a person of the case"),
        list(captions),
        index=None,
        format_func=captions.__getitem__,
        placeholder=language.text("choose"),
        key="graph_person",
    )
    wanted = read_address("node")
    if text:
        wanted = _search(text, language) or wanted
    if picked != st.session_state.get("graph_picked"):
        st.session_state["graph_picked"] = picked
        wanted = picked or wanted
    return wanted


def _search(text: str, language: Language) -> str:
    """The thing found and chosen; empty while nothing is."""
    found = find(case_session(), text, 12)
    hits = {hit.id: _line(hit.caption, hit.detail) for hit in found.hits}
    for one in found.near:
        hits[one.hit.id] = _line(one.hit.caption, *(reason.text for reason in one.reasons), one.hit.detail)
    if not hits:
        st.warning(language.text("Nothing in the case matches {text}.", text=markdown_text(found.text)))
        return ""
    choice, go = st.columns([5, 1], vertical_alignment="bottom")
    hit = choice.selectbox(
        language.text("Found"), list(hits), format_func=hits.__getitem__, key=f"graph_hit_{found.text}"
    )
    return hit if go.button(language.text("Start here"), key="graph_go", width="stretch") and hit else ""


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)

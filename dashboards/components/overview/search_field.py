"""The field to find on the Overview, and what was found: exact hits, then what is written otherwise."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty
from dashboards.components.tables import show_table
from dashboards.pages import go_to
from dashboards.session import case_session
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES
from tracer.actions.case_graph.explore import Found, Hit, find
from tracer.wording.language import Language

_ASKED = "start_asked"


def show_field(language: Language) -> str:
    """The field; returns what is typed in it."""
    typed = st.text_input(
        language.text("Find by name, number or description"),
        value=st.session_state.get(_ASKED, ""),
        key="start_find",
        placeholder=language.text("name, IBAN, plate, parcel"),
        label_visibility="collapsed",
    )
    text = str(typed).strip()
    if not text:
        st.session_state[_ASKED] = ""
    return text


def show_found(text: str, language: Language) -> None:
    """What the case has under this text; a chosen row opens its page."""
    chosen: list[Hit] = []
    found = find(case_session(), text, first=lambda exact: chosen.extend(_show_exact(exact, language)))
    chosen += _show_near(found, language)
    # Kept for a reader who comes back to this page, under the veil. Never in the address: addresses are stored and logged.
    st.session_state[_ASKED] = found.text if found.hits or found.near else ""
    if found.hits or found.near:
        st.caption(language.text("Choose a row to open it: an asset on its page, anything else in the graph."))
    for hit in chosen:
        if hit.type in ASSET_TYPES:
            go_to("asset", asset=hit.id)
        go_to("graph", node=hit.id)


def _show_exact(found: Found, language: Language) -> list[Hit]:
    """Draws the exact hits; the hit that was chosen, if one was."""
    if not found.hits:
        return []
    picked = show_table(
        [_row(hit, language) for hit in found.hits],
        language,
        key=f"start_found_{found.text}",
        alt=language.text("What was found"),
        tallest=300,
    )
    if not found.complete:
        st.caption(language.text("There are more matches; narrow the search."))
    return [] if picked is None else [found.hits[picked]]


def _show_near(found: Found, language: Language) -> list[Hit]:
    """Draws the hits that are written otherwise, each with how it differs; the hit that was chosen, if one was."""
    chosen: list[Hit] = []
    if not found.hits and not found.near:
        show_empty(language.text("Nothing in the case matches {text}.", text=markdown_text(found.text)))
    elif not found.hits:
        st.caption(language.text("Nothing in the case matches {text} exactly.", text=markdown_text(found.text)))
    for near, heading in ((True, language.text("Near, written otherwise")), (False, language.text("Less alike"))):
        some = [one for one in found.near if one.near is near]
        if not some:
            continue
        st.markdown(f"**{heading}**")
        reasons = ("; ".join(reason.text for reason in one.reasons) for one in some)
        picked = show_table(
            [
                {**_row(one.hit, language), language.text("How it differs"): reason}
                for one, reason in zip(some, reasons, strict=True)
            ],
            language,
            key=f"start_near_{near}_{found.text}",
            alt=heading,
            tallest=300,
            whole=language.text("How it differs"),
        )
        chosen += [] if picked is None else [some[picked].hit]
    return chosen


def _row(hit: Hit, language: Language) -> dict[str, str | int]:
    return {
        language.text("Name"): hit.caption,
        language.text("Kind"): language.text(NODE_TYPES[hit.type].meaning),
        language.text("Details"): hit.detail,
        language.text("Sources"): hit.sources,
    }

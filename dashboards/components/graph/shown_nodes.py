"""Keeps which nodes the picture shows, and brings the next ones in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from dashboards.components.graph.drawn_elements import EDGE_KINDS
from dashboards.graph_component.component import Growth
from dashboards.graph_component.elements import EdgeKind
from dashboards.graph_component.from_browser.away import Away
from dashboards.session import case_session, write_address
from graph_schema.messages import N_
from tracer.actions.case_graph.picture import PAGE, Neighbourhood, draw_nodes, expand, is_current

SOFT_LIMIT: Final = 500
_AWAY: Final = "graph_away"

FAMILIES: Final[dict[EdgeKind, str]] = {
    "money": N_("money"),
    "ownership": N_("ownership"),
    "control": N_("control and use"),
    "family": N_("family"),
    "measure": N_("measures and files"),
}
FIRST_FAMILIES: Final[tuple[EdgeKind, ...]] = ("money", "ownership", "control", "family")


def drawn_now() -> Neighbourhood:
    """The picture as the last expansion read it; read again only where the case, the day or the language changed."""
    session = case_session()
    drawn: Neighbourhood = st.session_state["graph_drawn"]
    if not is_current(session, drawn):
        drawn = replace(draw_nodes(session, st.session_state["graph_shown"]), rest=drawn.rest)
        st.session_state["graph_drawn"] = drawn
    return drawn


def begin(node: str) -> None:
    """Begin a picture with this node and its first neighbours."""
    st.session_state["graph_shown"] = []
    st.session_state["graph_seed"] = node
    st.session_state.pop("graph_opened", None)
    show_next(node)
    write_address({"node": node})


def bring_in_one(node: str, *, fewer: int = 0) -> None:
    """Show this node too, if the picture takes more, and open it at the side. ``fewer``: so many are left to be expanded."""
    if node not in st.session_state["graph_shown"] and not is_full():
        shown, rest = [*st.session_state["graph_shown"], node], max(0, st.session_state["graph_drawn"].rest - fewer)
        st.session_state["graph_shown"] = shown
        st.session_state["graph_drawn"] = replace(draw_nodes(case_session(), shown), rest=rest)
        count_growth()
    st.session_state["graph_opened"] = node


def grow(node: str) -> None:
    """Show the next neighbours of this node, if the picture takes more."""
    if not is_full():
        show_next(node)
        count_growth(node)
    st.session_state["graph_opened"] = node


def count_growth(node: str = "") -> None:
    """The picture is about to show more, which its reader can take back. ``node``: the one expanded."""
    before: Growth = st.session_state.get("graph_grown", Growth())
    st.session_state["graph_grown"] = Growth(before.times + 1, node)


def take_up(nodes: list[str], turn: int) -> None:
    """The reader took an expansion back, or did it again: these nodes are in the picture now."""
    drawn: Neighbourhood = st.session_state["graph_drawn"]
    st.session_state["graph_shown"] = nodes
    st.session_state["graph_drawn"] = replace(draw_nodes(case_session(), nodes), rest=drawn.rest)
    st.session_state["graph_heard"] = turn


def drawn_ids(drawn: Neighbourhood) -> frozenset[str]:
    """The ids of the nodes of a picture."""
    return frozenset(point.id for point in drawn.points)


def present_away() -> Away:
    """The nodes that the reader has put away, as the browser told last."""
    away: Away = st.session_state.get(_AWAY, Away())
    return away


def set_away(away: Away) -> None:
    """Keep what the browser told."""
    st.session_state[_AWAY] = away


def is_full() -> bool:
    """Does the picture take no more? Says so at the next drawing."""
    full = len(st.session_state["graph_shown"]) >= SOFT_LIMIT
    st.session_state["graph_full"] = full
    return full


def show_next(node: str) -> None:
    """The next neighbours along the kinds of link chosen; when those are all shown, along every kind."""
    shown: list[str] = st.session_state["graph_shown"]
    families = st.session_state.get("graph_families", list(FIRST_FAMILIES))
    types = [name for name, family in EDGE_KINDS.items() if family in families]
    found = expand(case_session(), node, shown, limit=PAGE, types=types)
    if len(found.points) <= max(1, len(shown)):
        found = expand(case_session(), node, shown, limit=PAGE)
    st.session_state["graph_shown"] = [point.id for point in found.points]
    st.session_state["graph_drawn"] = found

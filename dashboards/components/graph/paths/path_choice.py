"""Keeps which paths the reader asked for, in the session and in the address, and brings their nodes into the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from dashboards.session import case_session, read_address, write_address
from graph_schema.errors import TracerError
from tracer.actions.case_graph.paths import NodePath, NodePathReport, find_node_paths
from tracer.actions.case_graph.picture import Neighbourhood, draw_nodes
from tracer.casework.ties.node_paths import PATH_KINDS

_ASKED, _FOUND, _PLACE, _ADDED = "graph_path", "graph_path_found", "graph_path_place", "graph_path_added"
FIRST_KIND = "strongest"


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """Two nodes, the kind of path, and whether only the days of the timeline count."""

    start: str
    end: str
    kind: str = FIRST_KIND
    within_days: bool = False


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The paths found, or why there are none to show."""

    report: NodePathReport | None
    problem: TracerError | None = None


def asked_paths() -> PathQuestion | None:
    """The paths asked for: in this session, else in the address with which the page was opened."""
    if _ASKED not in st.session_state:
        start, end = read_address("path_from"), read_address("path_to")
        kind, within = (*read_address("paths", FIRST_KIND).split(" "), "")[:2]
        kind = kind if kind in PATH_KINDS else FIRST_KIND
        st.session_state[_ASKED] = PathQuestion(start, end, kind, within == "days") if start and end else None
    question: PathQuestion | None = st.session_state[_ASKED]
    return question


def ask_paths(question: PathQuestion) -> None:
    """Ask for these paths; what earlier paths alone brought into the picture goes."""
    _take_back()
    st.session_state[_ASKED] = question
    st.session_state[_PLACE] = 0
    keep_paths()


def set_paths(question: PathQuestion | None) -> None:
    """Ask for the paths of a saved view, whose nodes are in the picture already."""
    if asked_paths() != question:
        st.session_state.pop(_ADDED, None)
        st.session_state[_ASKED] = question
        st.session_state[_PLACE] = 0
        keep_paths()


def keep_paths() -> None:
    """Put the question into the address, so that a reload keeps it."""
    question = asked_paths()
    if question is None:
        write_address({"path_from": "", "path_to": "", "paths": ""})
        return
    kind = f"{question.kind} days" if question.within_days else question.kind
    write_address({"path_from": question.start, "path_to": question.end, "paths": kind})


def drop_paths() -> None:
    """Take the paths off, with the nodes that they alone brought into the picture."""
    _take_back()
    st.session_state[_ASKED] = None
    keep_paths()


def forget_paths() -> None:
    """Forget the paths: another picture begins."""
    st.session_state.pop(_ADDED, None)
    st.session_state[_ASKED] = None
    keep_paths()


def open_anew() -> None:
    """Begin the next picture with the node and the paths of its address, whatever is open now."""
    for key in (_ADDED, _ASKED, "graph_seed"):
        st.session_state.pop(key, None)


def answer_paths(seen: object, days: tuple[date | None, date | None]) -> PathAnswer | None:
    """The paths asked for; searched, and put on record, once for each question, day, language and version of the case."""
    question = asked_paths()
    if question is None:
        return None
    limits = days if question.within_days else (None, None)
    key = (question, limits, seen)
    known = st.session_state.get(_FOUND)
    if known is None or known[0] != key:
        known = (key, _search(question, limits))
        st.session_state[_FOUND] = known
    answer: PathAnswer = known[1]
    return answer


def chosen_path(report: NodePathReport) -> NodePath | None:
    """The path that is marked in the picture and read beside it."""
    return report.paths[chosen_place(report)] if report.paths else None


def chosen_place(report: NodePathReport) -> int:
    """The place of the chosen path among those found."""
    return min(int(st.session_state.get(_PLACE, 0)), max(0, len(report.paths) - 1))


def choose_path(place: int) -> None:
    """Choose the path at this place."""
    st.session_state[_PLACE] = place


def bring_in(drawn: Neighbourhood, report: NodePathReport, most: int) -> Neighbourhood:
    """The picture with the nodes of the paths, the chosen one first, up to ``most`` nodes in all."""
    shown: list[str] = st.session_state["graph_shown"]
    chosen = chosen_path(report)
    paths: Sequence[NodePath] = (*([chosen] if chosen else []), *report.paths)
    known = set(shown)
    fresh = [node for node in dict.fromkeys(node for path in paths for node in path.nodes) if node not in known]
    if not fresh or len(shown) >= most:
        return drawn
    after = [*shown, *fresh][:most]
    st.session_state[_ADDED] = (shown, after)
    return _draw_again(after, drawn)


def _take_back() -> None:
    before, after = st.session_state.pop(_ADDED, (None, None))
    if before is not None and st.session_state.get("graph_shown") == after:
        _draw_again(before, st.session_state["graph_drawn"])


def _draw_again(shown: list[str], drawn: Neighbourhood) -> Neighbourhood:
    st.session_state["graph_shown"] = shown
    again = replace(draw_nodes(case_session(), shown), rest=drawn.rest)
    st.session_state["graph_drawn"] = again
    return again


def _search(question: PathQuestion, limits: tuple[date | None, date | None]) -> PathAnswer:
    try:
        return PathAnswer(
            find_node_paths(
                case_session(),
                question.start,
                question.end,
                question.kind,
                from_date=limits[0],
                to_date=limits[1],
            )
        )
    except TracerError as problem:
        return PathAnswer(None, problem)

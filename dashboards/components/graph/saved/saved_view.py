"""Opens a saved view in this session and knows which one the picture is kept as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.graph.money.money_filter import present_filter, set_filter
from dashboards.components.graph.paths.path_choice import PathQuestion, asked_paths, forget_paths, set_paths
from dashboards.components.graph.saved.view_news import format_acts, format_gone
from dashboards.components.graph.shown_nodes import FAMILIES
from dashboards.graph_component.component import HARD_LIMIT
from dashboards.graph_component.from_browser.open_view import OpenView, ViewAsked, ViewField, is_view_id
from dashboards.session import case_session, chosen_case, read_address, write_address
from graph_schema.errors import NotFound
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.picture import draw_nodes
from tracer.actions.case_graph.picture_export import PictureQuestion
from tracer.actions.case_graph.views.opening import SavedView, list_views, open_view
from tracer.casework.ties.node_paths import PATH_KINDS
from tracer.wording.language import Language

_VIEW: Final = "graph_view"
_OPENING: Final = "graph_opening"
_SAID: Final = "graph_view_said"
_MOST_LINES: Final = 20
_WITHIN_DAYS: Final = "_within_days"
_NO_DAYS: Final = {"from": None, "to": None}


def open_asked_view(language: Language) -> None:
    """Open the view of the address; on return to the page, the one that was open. Nothing where another start is asked for."""
    if "graph_layout" in st.session_state:  # the page is open already
        return
    asked, own, node = read_address("view"), st.session_state.get(_VIEW, ""), read_address("node")
    seed = st.session_state.get("graph_seed")
    if not asked and node in ("", seed):
        asked = own
    if is_view_id(asked):
        open_saved_view(asked, language)


def open_saved_view(view: str, language: Language) -> None:
    """Show this view. A view that is not kept yet, or is empty, is filled by the browser that makes it."""
    st.session_state[_VIEW] = view
    st.session_state[_OPENING] = _opening() + 1
    st.session_state[_SAID] = []
    try:
        opened = open_view(case_session(), view)
    except NotFound:
        return
    nodes = list(opened.state["nodes"])[:HARD_LIMIT]
    if not nodes:
        return
    forget_paths()
    seed = opened.state["seed"]
    st.session_state["graph_seed"] = seed if seed in nodes else nodes[0]
    st.session_state.pop("graph_opened", None)
    _show(nodes)
    _take_fields(opened)
    lost = format_gone(opened.gone, language)
    st.session_state[_SAID] = [*([lost] if lost else []), *format_acts(opened.acts, language)]
    write_address({"node": st.session_state["graph_seed"], "view": view})


def show_saved_views(language: Language) -> None:
    """The saved views as a list to open one from, where no picture is open."""
    lines = [line for line in list_views(case_session()) if not line.removed]
    if not lines:
        return
    st.header(language.text("Saved views"), anchor=False)
    for line in lines[:_MOST_LINES]:
        day = language.date(datetime.fromisoformat(line.changed).date())
        st.button(
            markdown_text(f"{line.name} · {line.changed_by} · {day}"),
            key=f"graph_saved_{line.id}",
            on_click=open_saved_view,
            args=(line.id, language),
            type="tertiary",
        )


def answer_view(asked: ViewAsked, language: Language) -> None:
    """Does what the browser asks for the view: takes its id up, opens it, follows what others changed, or lets it go."""
    match asked.act:
        case "kept":
            st.session_state[_VIEW] = asked.id
        case "open":
            open_saved_view(asked.id, language)
        case "catch_up":
            _catch_up(asked)
        case "drop" if st.session_state.get(_VIEW) == asked.id:
            st.session_state[_VIEW] = ""
            st.session_state[_OPENING] = _opening() + 1


def as_kept(question: PictureQuestion) -> tuple[PictureQuestion, Mapping[str, tuple[float, float]] | None]:
    """The question without the nodes that the open view hides or folds, and where that view has the others.

    Without an open view: the question as it is, and None.
    """
    view = st.session_state.get(_VIEW, "")
    try:
        state = open_view(case_session(), view).state if view else None
    except NotFound:  # the browser has made it and not sent it yet
        state = None
    if state is None:
        return question, None
    away = {*state["hidden"], *(leaf for leaves in state["folds"].values() for leaf in leaves)}
    nodes = tuple(node for node in question.nodes if node not in away)
    focus = question.focus if question.focus in nodes else ""
    return replace(question, nodes=nodes, focus=focus), {
        node: (place["x"], place["y"]) for node, place in state["nodes"].items() if node in nodes
    }


def open_view_id() -> str:
    """The id of the view that is open; empty for none."""
    return str(st.session_state.get(_VIEW, ""))


def leave_view() -> None:
    """The picture begins anew, and is kept as no view."""
    st.session_state[_VIEW] = ""
    st.session_state[_OPENING] = _opening() + 1
    st.session_state[_SAID] = []


def keep_view() -> None:
    """Put the view into the address, so that a reload opens it."""
    write_address({"view": st.session_state.get(_VIEW, "")})


def present_view(layout: str, families: Sequence[str], language: Language) -> OpenView:
    """What the picture sends of its view: its id, and the fields that the page itself has."""
    return OpenView(
        id=st.session_state.get(_VIEW, ""),
        opening=_opening(),
        case=chosen_case(),
        language=language.code,
        reader=case_session().actor.name,
        fields=[
            ViewField("layout", "", layout),
            ViewField("seed", "", st.session_state.get("graph_seed")),
            ViewField("filter", "families", sorted(families)),
            *_filter_fields(present_filter()),
            ViewField("path", "", _path_value(asked_paths())),
        ],
        said=st.session_state.get(_SAID, []),
    )


def _opening() -> int:
    return int(st.session_state.get(_OPENING, 0))


def _show(nodes: list[str]) -> None:
    st.session_state["graph_shown"] = nodes
    st.session_state["graph_drawn"] = draw_nodes(case_session(), nodes)


def _catch_up(asked: ViewAsked) -> None:
    if asked.id != st.session_state.get(_VIEW):
        return
    opened = open_view(case_session(), asked.id)
    allowed = {*st.session_state["graph_shown"], *opened.state["nodes"]}
    rest = st.session_state["graph_drawn"].rest
    _show([node for node in dict.fromkeys(asked.ids) if node in allowed][:HARD_LIMIT])
    st.session_state["graph_drawn"] = replace(st.session_state["graph_drawn"], rest=rest)
    if opened.state["seed"] in allowed:
        st.session_state["graph_seed"] = opened.state["seed"]
    _take_fields(opened)
    st.session_state["graph_heard"] = asked.turn


def _take_fields(opened: SavedView) -> None:
    state = opened.state
    if state["layout"]:
        st.session_state["graph_layout"] = state["layout"]
    if state["filter"]["families"] is not None:
        kept = state["filter"]["families"]
        st.session_state["graph_families"] = [name for name in FAMILIES if name in kept]
    set_filter(_read_filter(state["filter"]))
    set_paths(_read_path(state["path"]))


def _filter_fields(wanted: MoneyFilter) -> Iterator[ViewField]:
    ends = {"from": wanted.from_date, "to": wanted.to_date}
    yield ViewField("filter", "days", {name: day.isoformat() if day else None for name, day in ends.items()})
    known: set[str] = st.session_state.setdefault("graph_view_currencies", set())
    least = dict(wanted.least)
    known |= set(least)  # a currency whose amount was taken off is sent with none
    for currency in sorted(known):
        yield ViewField("filter", f"least:{currency}", least.get(currency, 0))


def _read_filter(kept: Mapping[str, Any]) -> MoneyFilter:
    days = kept["days"] or _NO_DAYS
    first, last = (date.fromisoformat(day) if (day := days[end]) else None for end in ("from", "to"))
    return MoneyFilter(first, last, tuple(sorted((code, minor) for code, minor in kept["least"].items() if minor)))


def _path_value(question: PathQuestion | None) -> dict[str, str] | None:
    if question is None:
        return None
    way = question.kind + (_WITHIN_DAYS if question.within_days else "")
    return {"from": question.start, "to": question.end, "way": way}


def _read_path(kept: Mapping[str, str] | None) -> PathQuestion | None:
    kind = "" if kept is None else kept["way"].removesuffix(_WITHIN_DAYS)
    if kept is None or kind not in PATH_KINDS:
        return None
    return PathQuestion(kept["from"], kept["to"], kind, kind != kept["way"])

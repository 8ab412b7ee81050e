"""Mounts the case graph in the page and returns what the reader selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from dashboards.component_mount import mount_component
from dashboards.graph_component.bundles import bundle_parallel
from dashboards.graph_component.elements import GraphEdge, GraphNode
from dashboards.graph_component.frame import AROUND, GRAPH_CSS, HTML
from dashboards.graph_component.from_browser.away import Away, read_away
from dashboards.graph_component.from_browser.messages import Answer, answer_messages, last_received
from dashboards.graph_component.from_browser.open_view import OpenView, ViewAsked, read_asked
from dashboards.graph_component.timeline import TIMELINE_HEIGHT, Days, Timeline, describe_timeline, read_days
from dashboards.graph_component.words import named_colours, tool_texts
from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.records.nodes import NODE_TYPES
from tracer.wording.language import Language
from tracer.wording.looks.node_looks import PROTECTED, TYPES
from tracer.wording.looks.stage_looks import STAGES, stage_of

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Layout = Literal["fcose", "dagre"]
"""``fcose``: who knows whom. ``dagre``: left to right, for chains of ownership and layers of money."""

HARD_LIMIT: Final = 1500
"""Above this many nodes no picture is readable: show a table instead."""

_PACKAGE: Final = Path(__file__).parent
_ASSETS: Final = "frontend/build"
_BUNDLE: Final = _PACKAGE / _ASSETS / "cy.js"
_NAME: Final = "tracer-graph"


@dataclass(frozen=True, slots=True)
class GraphState:
    """What the reader has selected. ``selected``: ids of nodes and edges, sorted, kept between runs."""

    selected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """What the page itself added last. ``times``: how often it has; ``node``: the node expanded, or empty."""

    times: int = 0
    node: str = ""


def case_graph(
    nodes: Sequence[GraphNode],
    edges: Sequence[GraphEdge],
    *,
    language: Language,
    key: str,
    layout: Layout = "fcose",
    height: int = 600,
    selected: Sequence[str] = (),
    note: str = "",
    grown: Growth | None = None,
    heard: int = 0,
    view: OpenView | None = None,
    timeline: Timeline | None = None,
    away: Away | None = None,
    shown_again: int = 0,
    on_expand: Callable[[str], object] | None = None,
    on_open: Callable[[str], object] | None = None,
    on_show: Callable[[list[str], int], object] | None = None,
    on_view: Callable[[ViewAsked], object] | None = None,
    on_days: Callable[[Days], object] | None = None,
    on_away: Callable[[Away], object] | None = None,
) -> GraphState:
    """How are these persons, companies, accounts and assets connected, and which neighbours come next?

    Nodes already shown keep their place whatever is added or taken away; only another ``layout`` moves them.
    Does not limit what is shown to the reader's rights, nor count hidden neighbours: the caller does both,
    and says in ``note`` what was left out ("60 of 443 shown"). A canvas cannot be read aloud: put a select
    box, a button and the table of shown nodes beside it.

    Arguments: ``height`` of the picture in pixels. ``selected``: ids selected by the page; a later selection of the
    reader is kept until the page selects something else. A selected link with parallels is the line that holds it.
    ``on_expand``: called with a node's id at a double click (or Enter), before the script runs again. ``on_open``: the
    same for a right click (or the key O). ``grown``: the page raises its count when it adds nodes that the reader can
    take back. ``on_show``: called when the reader takes nodes back or brings them in again, with the ids that are now in
    the picture, all of them sent before, and the number of that change; the page hands the number back as ``heard`` from
    then on. ``view``: keep the picture as a saved view; ``on_view``: called with what the browser asks of the page for it.
    ``timeline``: drawn below the picture; ``on_days``: called with the days that the reader chose there, once playing ends.
    ``on_away``: called with the nodes that the reader has put away, which the page hands back as
    ``away``; ``shown_again``: raise it to bring the hidden ones back.
    Call inside ``st.fragment``, so that the rest of the page stays as it is.
    Raises: WrongUse for more than HARD_LIMIT nodes, an unknown type or state, two elements with one id, or an
    edge whose end is not shown; EnvironmentFailure if the browser's part was not built.
    """
    lines, held = bundle_parallel(list(_drawn_edges(edges, nodes)))
    marked = list(dict.fromkeys(held.get(one, one) for one in selected))
    payload = {
        "nodes": list(_drawn_nodes(nodes)),
        "edges": lines,
        "types": {
            name: {**asdict(look), "word": language.text(NODE_TYPES[name].meaning)} for name, look in TYPES.items()
        },
        "protected": {**asdict(PROTECTED), "word": language.text("protected person")},
        "stages": {
            name: {"colour": look.colour, "mark": look.mark, "border": look.border} for name, look in STAGES.items()
        },
        "colours": named_colours(language),
        "layout": layout,
        "height": height,
        "selected": marked,
        "note": note,
        "grown": asdict(grown or Growth()),
        "heard": heard,
        "received": asdict(last_received(st.session_state, key)),
        "view": None if view is None else asdict(view),
        "timeline": None if timeline is None else describe_timeline(timeline, held),
        "knows_away": away is not None and away != Away(),
        "shown_again": shown_again,
        "language": language.code,
        "texts": tool_texts(language),
    }
    shown = {node["id"] for node in nodes}
    sent: set[str] = st.session_state.setdefault(f"{key}_sent", set())
    sent |= shown
    answers = {
        "expand": _node_answer(shown, on_expand),
        "open": _node_answer(shown, on_open),
        "show": _show_answer(sent, on_show),
        "view": _view_answer(on_view),
        "days": _days_answer(timeline, on_days),
    }
    result = _mount()(
        key=key,
        height=height + AROUND + (TIMELINE_HEIGHT if timeline else 0),
        data=payload,
        default={"selected": marked},
        on_selected_change=_nothing,
        on_messages_change=lambda: answer_messages(st.session_state, key, answers),
        on_away_change=_away_reporter(key, on_away),
    )
    known = shown | {edge["id"] for edge in lines}
    return GraphState(selected=tuple(sorted(known.intersection(_ids(result.get("selected"))))))


def _drawn_nodes(nodes: Sequence[GraphNode]) -> Iterator[dict[str, object]]:
    if len(nodes) > HARD_LIMIT:
        raise WrongUse(
            "{count} nodes are too many for one picture: expected at most {limit}. Narrow the question or "
            "use the table.",
            count=len(nodes),
            limit=HARD_LIMIT,
        )
    for node in nodes:
        if node["type"] not in TYPES:
            raise WrongUse(
                "The type {type} has no look in the graph: known are {known}. Give it one in "
                "tracer/wording/looks/node_looks.py.",
                type=node["type"],
                known=", ".join(TYPES),
            )
        state = node.get("state")
        yield {**node, "stage": "" if state is None else stage_of(state)}


def _drawn_edges(edges: Sequence[GraphEdge], nodes: Sequence[GraphNode]) -> Iterator[GraphEdge]:
    shown = {node["id"] for node in nodes}
    ids = [*(node["id"] for node in nodes), *(edge["id"] for edge in edges)]
    if len(set(ids)) < len(ids):
        twice = sorted({name for name in ids if ids.count(name) > 1})
        raise WrongUse(
            "The graph holds {ids} more than once: expected one element for each id. Merge them first.",
            ids=", ".join(twice[:5]),
        )
    for edge in edges:
        if edge["source"] not in shown or edge["target"] not in shown:
            raise WrongUse(
                "The edge {edge} ends at a node that is not shown. Show the node or leave out the edge.",
                edge=edge["id"],
            )
        yield edge


def _node_answer(shown: set[str], report: Callable[[str], object] | None) -> Answer:
    # The id comes from a browser: only a node that was sent there is passed on.
    def answer(clicked: object) -> None:
        node = clicked.get("id") if isinstance(clicked, dict) else None
        if report is not None and isinstance(node, str) and node in shown:
            report(node)

    return answer


def _show_answer(sent: set[str], report: Callable[[list[str], int], object] | None) -> Answer:
    def answer(asked: object) -> None:
        turn = asked.get("turn") if isinstance(asked, dict) else None
        if report is not None and isinstance(asked, dict) and isinstance(turn, int):
            report([node for node in _ids(asked.get("ids")) if node in sent], turn)

    return answer


def _view_answer(report: Callable[[ViewAsked], object] | None) -> Answer:
    def answer(value: object) -> None:
        asked = read_asked(value)
        if report is not None and asked is not None:
            report(asked)

    return answer


def _days_answer(timeline: Timeline | None, report: Callable[[Days], object] | None) -> Answer:
    def answer(value: object) -> None:
        days = None if timeline is None else read_days(value, timeline)
        if report is not None and days is not None:
            report(days)

    return answer


def _away_reporter(key: str, report: Callable[[Away], object] | None) -> Callable[[], None]:
    def answer_change() -> None:
        away = read_away(st.session_state[key].get("away"))
        if report is not None and away is not None:
            report(away)

    return answer_change


def _nothing() -> None:
    """Does nothing: Streamlit returns a state's value to Python only if a callback is given."""


def _ids(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _mount() -> ComponentRenderer:
    if not _BUNDLE.is_file():
        raise EnvironmentFailure(
            "The graph cannot be drawn: {file} is missing. Install the package again, or run {builder}.",
            file=f"{_PACKAGE.name}/{_ASSETS}/{_BUNDLE.name}",
            builder="dashboards/graph_component/build_frontend.py",
        )
    return mount_component(_NAME, _PACKAGE, _ASSETS, html=HTML, css=GRAPH_CSS, js=_BUNDLE.name)

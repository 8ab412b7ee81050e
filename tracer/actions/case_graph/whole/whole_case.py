"""Draws the whole case, or its most linked nodes where there are too many, as an overview from which a node is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph_schema.records.nodes import ASSET_TYPES
from tracer.actions.case_graph.picture import EVERY_KIND
from tracer.actions.case_graph.whole.places import NOWHERE, Circle, Places, place_nodes
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_state import asset_states
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.money_lines import MoneyLines

MOST_NODES: Final = 10_000
MOST_LINES: Final = 30_000
_NOT_DRAWN: Final = frozenset({"Statement"})


@dataclass(frozen=True, slots=True)
class WholePoint:
    """A node of the overview. ``caption``: under the veil; ``hidden``: shown by a pseudonym. ``links``: how many neighbours.

    ``group``: the place of its circle. ``state`` of an asset as ``GraphPoint`` has it.
    """

    id: str
    type: str
    caption: str
    hidden: bool
    state: str
    x: float
    y: float
    group: int
    links: int


@dataclass(frozen=True, slots=True)
class WholeGroup:
    """Nodes that lie in one circle. ``hub``: the caption of the node around which they lie; empty for the rest."""

    hub: str
    x: float
    y: float
    radius: float
    size: int


@dataclass(frozen=True, slots=True)
class WholeCase:
    """``total``: how many nodes the case has; more than ``points`` where the overview is of the most linked ones.

    ``lines``: pairs of numbers of points. ``left_out``: how many pairs of neighbours are not drawn.
    """

    points: tuple[WholePoint, ...]
    lines: tuple[tuple[int, int], ...]
    groups: tuple[WholeGroup, ...]
    total: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What depends on the case alone, and not on who reads it."""

    ids: tuple[str, ...]
    degrees: tuple[int, ...]
    lines: tuple[tuple[int, int], ...]
    places: Places
    total: int
    left_out: int


def draw_whole(session: Session, most: int = MOST_NODES) -> WholeCase:
    """Where does everything lie that the case has, and what is linked to what?

    Statements are left out, as in every picture. Of more than ``most`` nodes the most linked ones are drawn; of more than
    MOST_LINES pairs of neighbours those between the most linked ones. Cost: at the first question of a data version two
    passes over links and payments and the placing; then a caption for each node.
    """
    session.read("read", "whole", detail=f"most={most}")
    session = session.for_answer()
    graph, veil, states, money = session.graph(), session.veil(), asset_states(session), session.payments().lines
    version = session.case.data_version()
    drawing = session.case.cache.value(("whole", most), version, lambda: _draw(graph, money, most))
    points = []
    for place, node in enumerate(drawing.ids):
        view = graph.nodes[node]
        (x, y), group = drawing.places.spots[place], drawing.places.group[place]
        state = states.get(node, "IDENTIFIED" if view.type in ASSET_TYPES else "")
        points.append(
            WholePoint(
                node, view.type, caption(view, veil), veil.covers(node), state, x, y, group, drawing.degrees[place]
            )
        )
    groups = tuple(_group(circle, points) for circle in drawing.places.circles)
    return WholeCase(tuple(points), drawing.lines, groups, drawing.total, drawing.left_out)


def _group(circle: Circle, points: Sequence[WholePoint]) -> WholeGroup:
    hub = "" if circle.hub == NOWHERE else points[circle.hub].caption
    return WholeGroup(hub, circle.x, circle.y, circle.radius, circle.size)


def _draw(graph: CaseGraph, money: MoneyLines, most: int) -> _Drawing:
    near = _neighbours(graph, money)
    ranked = sorted(near, key=lambda node: (-len(near[node]), node))
    ids = sorted(ranked[:most])
    number = {node: place for place, node in enumerate(ids)}
    among = [sorted(number[other] for other in near[node] if other in number) for node in ids]
    pairs = [(one, other) for one, others in enumerate(among) for other in others if one < other]
    if len(pairs) > MOST_LINES:
        pairs.sort(key=lambda pair: (-min(len(among[end]) for end in pair), pair))
    lines = tuple(sorted(pairs[:MOST_LINES]))
    degrees = tuple(len(near[node]) for node in ids)
    return _Drawing(tuple(ids), degrees, lines, place_nodes(among), len(near), len(pairs) - len(lines))


def _neighbours(graph: CaseGraph, money: MoneyLines) -> Mapping[str, set[str]]:
    """Of each node that is drawn its neighbours, by links and by payments."""
    near: dict[str, set[str]] = {node: set() for node, view in graph.nodes.items() if view.type not in _NOT_DRAWN}
    ends = [(link.tail, link.head) for link in graph.links if link.type in EVERY_KIND]
    accounts = [node.id for node in graph.nodes_of_type("Account")]
    ends += [(line.debit_account or "", line.credit_account or "") for line in money.among(accounts)[0]]
    for tail, head in ends:
        if tail != head and tail in near and head in near:
            near[tail].add(head)
            near[head].add(tail)
    return near

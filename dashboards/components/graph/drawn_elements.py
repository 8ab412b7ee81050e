"""Draws the nodes and links of a neighbourhood as elements of the picture."""

from __future__ import annotations

from dashboards.components.graph.table.link_rows import format_share, print_link
from dashboards.graph_component.elements import GraphEdge, GraphNode
from tracer.actions.case_graph.narrowing import MoneyFilter, NarrowedMoney
from tracer.actions.case_graph.paths import PRICE_LINE, NodePath
from tracer.actions.case_graph.picture import GraphLine, GraphPoint, Neighbourhood
from tracer.wording.language import Language
from tracer.wording.looks.link_looks import EDGE_KINDS as EDGE_KINDS
from tracer.wording.terms import STATE_WORDS

_IBAN_CUT = 14


def _label(line: GraphLine, language: Language) -> str:
    if line.sum_minor is not None:
        count = language.plural("{n} transfer", "{n} transfers", line.count)
        return f"{language.money(line.sum_minor, line.currency)} · {count}"
    if line.type in ("InCase", "RoleIn", "Covers", "Against"):
        return ""
    ended = language.text("until {day}", day=language.partial_date(line.last)) if line.last else ""
    return " ".join(filter(None, (print_link(line, language), format_share(line, language), ended)))


def edge_of(line: GraphLine, language: Language) -> GraphEdge:
    """The edge of the picture for a link or a sum of transfers."""
    return GraphEdge(
        id=line.id, source=line.tail, target=line.head, kind=EDGE_KINDS[line.type], label=_label(line, language)
    )


def draw_links(
    drawn: Neighbourhood, money: NarrowedMoney, wanted: MoneyFilter, path: NodePath | None, language: Language
) -> tuple[list[GraphEdge], list[GraphLine]]:
    """The edges of the picture, and the lines of the table that says the same.

    Sums are of the payments that the filter leaves; where it leaves none the edge is pale and without figures, and the
    table has no row. The chosen path is marked; the prices that were paid on it are drawn too, pale where the filter may
    leave out a payment of theirs.
    """
    left = {line.id: line for line in money.lines}
    on_path = {line.id: line for line in path.lines} if path else {}
    edges, lines = [], []
    for line in drawn.lines:
        kept = line if line.type != "Transfer" else left.get(line.id)
        edge = edge_of(kept or line, language)
        edge["faded"] = kept is None
        if kept is None:
            edge["label"] = ""
        else:
            lines.append(kept)
        edges.append(edge)
    for line in on_path.values():
        if line.type == PRICE_LINE:
            price: GraphEdge = {**edge_of(line, language), "inferred": True}
            if _leaves_whole(wanted, line):
                lines.append(line)
            else:
                price["faded"], price["label"] = True, ""
            edges.append(price)
    for edge in edges:
        edge["path"] = edge["id"] in on_path
    return edges, lines


def _leaves_whole(wanted: MoneyFilter, price: GraphLine) -> bool:
    """Does the filter leave every payment of this price? Of several payments the amount of each is not known here."""
    least = dict(wanted.least).get(price.currency, 0)
    within = (wanted.from_date is None or price.first >= wanted.from_date.isoformat()) and (
        wanted.to_date is None or price.last <= wanted.to_date.isoformat()
    )
    return within and (not least or (price.count == 1 and (price.sum_minor or 0) >= least))


def fade_and_mark(nodes: list[GraphNode], edges: list[GraphEdge], path: NodePath | None) -> list[GraphNode]:
    """The nodes, pale where every line in the picture is; those of the chosen path marked and never pale."""
    on_path = set(path.nodes) if path else set()
    ends: dict[str, bool] = {}
    for edge in edges:
        for node in (edge["source"], edge["target"]):
            ends[node] = ends.get(node, True) and edge.get("faded", False)
    for drawn in nodes:
        drawn["path"] = drawn["id"] in on_path
        drawn["faded"] = ends.get(drawn["id"], False) and not drawn["path"] and not drawn.get("focus", False)
    return nodes


def neighbours_in(point: GraphPoint, drawn: Neighbourhood) -> set[str]:
    """The neighbours of a node that are in the picture."""
    ends = {end for line in drawn.lines if point.id in (line.tail, line.head) for end in (line.tail, line.head)}
    return ends - {point.id}


def node_of(point: GraphPoint, drawn: Neighbourhood, language: Language, *, seed: str | None) -> GraphNode:
    """The node of the picture for a point of the neighbourhood. ``seed``: the id of the node that the picture began with."""
    node = GraphNode(id=point.id, type=point.type, name=point.caption)
    if point.type == "Account" and not point.hidden and point.caption.isalnum():
        # Groups of four, as on paper, on two lines: a number of 24 letters would run into its neighbours.
        grouped = " ".join(point.caption[place : place + 4] for place in range(0, len(point.caption), 4))
        node["name"], node["caption"] = grouped[:_IBAN_CUT], grouped[_IBAN_CUT + 1 :]
    node["hidden"] = max(0, point.neighbours - len(neighbours_in(point, drawn)))
    node["protected"] = point.hidden
    node["focus"] = point.id == seed
    if point.state and point.state != "IDENTIFIED":
        node["state"] = point.state
        node["state_label"] = language.text(STATE_WORDS[point.state])
    return node

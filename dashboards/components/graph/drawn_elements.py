"""Draws the nodes and links of a neighbourhood as elements of the picture."""

from __future__ import annotations

from dashboards.components.graph.link_rows import format_share, print_link
from dashboards.graph_component.elements import EdgeKind, GraphEdge, GraphNode
from tracer.actions.case_graph.picture import GraphLine, GraphPoint, Neighbourhood
from tracer.wording.language import Language
from tracer.wording.terms import STATE_WORDS

_IBAN_CUT = 14
EDGE_KINDS: dict[str, EdgeKind] = {
    "Transfer": "money",
    "Shareholding": "ownership",
    "Holds": "ownership",
    "ShareOf": "ownership",
    "HoldsAccount": "control",
    "ControlsAccount": "control",
    "BenefitsFrom": "control",
    "Represents": "control",
    "Uses": "control",
    "RelatedTo": "family",
    "Covers": "measure",
    "Against": "measure",
    "InCase": "measure",
    "RoleIn": "record",
    "StatementOf": "record",
}


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

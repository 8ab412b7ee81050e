"""Answers with nodes and links in the form in which the picture draws them: the next neighbours of a node, or given nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

from pydantic import ConfigDict, Field, TypeAdapter

from dashboards.components.graph.drawn_elements import edge_of, node_of
from dashboards.serving.routes.asked import Answer, Asked
from tracer.actions.case_graph.picture import GraphLine, GraphPoint, Neighbourhood, draw_nodes, expand
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import stage_of

LARGEST_PICTURE: Final = 2000
"""How many nodes a picture may have."""

_Id = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class _Expansion:
    """``shown``: the ids in the picture now. ``types``: the kinds of link to follow; None: every kind."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    node: _Id
    shown: Annotated[tuple[_Id, ...], Field(max_length=LARGEST_PICTURE)]
    types: tuple[_Id, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Picture:
    __pydantic_config__ = ConfigDict(extra="forbid")

    nodes: Annotated[tuple[_Id, ...], Field(max_length=LARGEST_PICTURE)]


_FORM: Final = TypeAdapter(_Expansion)
_PICTURE: Final = TypeAdapter(_Picture)


def expand_node(asked: Asked) -> Answer:
    """Which neighbours come next, and how are they linked to the picture?

    ``nodes``: the new nodes and the shown ones whose number of hidden neighbours changes with them. ``edges``: those with
    an end at a new node. ``rest``: how many neighbours of the node are still not shown.
    """
    wanted = asked.read(_FORM)
    drawn = expand(asked.session, wanted.node, wanted.shown, types=wanted.types or ())
    language = asked.session.language
    fresh = {point.id for point in drawn.points} - set(wanted.shown)
    lines = [line for line in drawn.lines if line.tail in fresh or line.head in fresh]
    changed = fresh | {end for line in lines for end in (line.tail, line.head)}
    return {
        "nodes": _drawn_nodes([point for point in drawn.points if point.id in changed], drawn, language),
        "edges": [edge_of(line, language) for line in lines],
        "rest": drawn.rest,
    }


def draw_again(asked: Asked) -> Answer:
    """What do these nodes look like, and how are they linked? Nodes that the case does not have are left out.

    What a page asks when it opens a saved view.
    """
    drawn = draw_nodes(asked.session, asked.read(_PICTURE).nodes)
    language = asked.session.language
    return {
        "nodes": _drawn_nodes(drawn.points, drawn, language),
        "edges": [edge_of(line, language) for line in drawn.lines],
    }


def _drawn_nodes(points: Sequence[GraphPoint], drawn: Neighbourhood, language: Language) -> list[dict[str, object]]:
    """The nodes as the picture draws them. Cost: each line is looked at twice, whatever the number of nodes."""
    lines: dict[str, list[GraphLine]] = defaultdict(list)
    for line in drawn.lines:
        for end in {line.tail, line.head}:
            lines[end].append(line)
    nodes = [node_of(point, replace(drawn, lines=tuple(lines[point.id])), language, seed=None) for point in points]
    return [{**node, "stage": stage_of(node["state"]) if "state" in node else ""} for node in nodes]

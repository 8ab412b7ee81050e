"""Answers with the next neighbours of a node, in the form in which the picture draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import ConfigDict, Field, TypeAdapter

from dashboards.components.graph.drawn_elements import edge_of, node_of
from dashboards.serving.routes.asked import Answer, Asked
from dashboards.theme import stage_of
from tracer.actions.case_graph.picture import GraphPoint, Neighbourhood, expand
from tracer.wording.language import Language

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


_FORM: Final = TypeAdapter(_Expansion)


def expand_node(asked: Asked) -> Answer:
    """Which neighbours come next, and how are they linked to the picture?

    ``nodes``: the new nodes and the shown ones whose number of hidden neighbours changes with them. ``edges``: those with
    an end at a new node. ``rest``: how many neighbours of the node are still not shown.
    """
    wanted = asked.read(_FORM)
    drawn = expand(asked.session, wanted.node, wanted.shown, types=wanted.types or ())
    language = asked.session.language
    fresh = {point.id for point in drawn.points} - set(wanted.shown)
    lines = [line for line in drawn.lines if fresh.intersection((line.tail, line.head))]
    changed = fresh.union(*((line.tail, line.head) for line in lines))
    return {
        "nodes": [_drawn_node(point, drawn, language) for point in drawn.points if point.id in changed],
        "edges": [edge_of(line, language) for line in lines],
        "rest": drawn.rest,
    }


def _drawn_node(point: GraphPoint, drawn: Neighbourhood, language: Language) -> dict[str, object]:
    node = node_of(point, drawn, language, seed=None)
    state = node.get("state")
    return {**node, "stage": "" if state is None else stage_of(state)}

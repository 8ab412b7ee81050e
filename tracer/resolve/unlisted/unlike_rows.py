"""Finds rows that only one of two statements lists, although both cover their day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from graph_schema.statements.overlap import Relation, relate_all
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.match import Match
from tracer.resolve.overlaps import rows_between

_WEIGHTIEST_FIRST: Final[tuple[Relation, ...]] = ("contradicts", "repeats", "unknown")


def count_unlike(graph: CaseGraph, matches: Iterable[Match]) -> int:
    """How many rows does only one of two statements list, although both cover the day and their balances allow a repeat?

    ``matches``: the pairs of ``find_repeated``; their rows are not counted again. Cost: as ``find_repeated``.
    """
    return sum(relation in ("repeats", "unknown") for relation in find_unlike(graph, matches).values())


def find_unlike(graph: CaseGraph, matches: Iterable[Match]) -> Mapping[str, Relation]:
    """Which rows does only one of two statements list of days that both cover, and how do the two statements stand?

    Rows of statements that continue one another are left out: these stand in one of the two. A row that is such in
    several ways is told with the one that says most: ``contradicts``, then ``repeats``, then ``unknown``.
    ``matches`` and cost as for ``count_unlike``.
    """
    statements = {stated.span.key: stated for stated in graph.sharing}
    paired = {name for match in matches for name in (match.first, match.second)}
    unlike: dict[str, Relation] = {}
    relations = relate_all(stated.span for stated in graph.sharing)
    for wanted in _WEIGHTIEST_FIRST:
        for (earlier, later), relation in relations.items():
            if relation == wanted:
                one, other = statements[earlier], statements[later]
                first, last = other.span.first, min(one.span.last, other.span.last)
                sides = [{transfer for transfer, _ in rows_between(stated, first, last)} for stated in (one, other)]
                for transfer in (sides[0] ^ sides[1]) - paired:
                    unlike.setdefault(transfer, relation)
    return unlike

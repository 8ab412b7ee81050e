"""Rows of overlapping statements paired as the rule says it: each row held against each. For comparison only."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.statements.overlap import Relation, SpanKey, StatedStatement, relate_all
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.match import Match
from tracer.resolve.overlaps import _NEAR, _differ, _far, _group, _judge, _minor, _Row, _same_reference, rows_between

ROUNDS = (
    _same_reference,
    lambda row, other: not _differ(row.reference, other.reference) and not _differ(_far(row), _far(other)),
    lambda row, other: True,
)


class Plain:
    """The same question with lists that are gone through from the beginning."""

    def __init__(self, graph: CaseGraph) -> None:
        self.graph = graph
        self.spans: dict[str, set[SpanKey]] = {}
        self.payment: dict[str, str] = {}
        self.offered: list[str] = []
        for stated in graph.sharing:
            for transfer in stated.entries.column("transfer_id").to_pylist():
                self.spans.setdefault(transfer, set()).add(stated.span.key)

    def find(self) -> tuple[Match, ...]:
        statements = {stated.span.key: stated for stated in self.graph.sharing}
        found: dict[frozenset[str], Match] = {}
        for (earlier, later), relation in relate_all(stated.span for stated in self.graph.sharing).items():
            for match in self.compare(statements[earlier], statements[later], relation):
                known = found.setdefault(frozenset((match.first, match.second)), match)
                if match.sure and not known.sure:
                    found[frozenset((match.first, match.second))] = match
        return tuple(sorted(found.values(), key=lambda match: (match.first, match.second)))

    def compare(self, earlier: StatedStatement, later: StatedStatement, relation: Relation) -> Iterator[Match]:
        first, last = later.span.first, min(earlier.span.last, later.span.last)
        rows = rows_between(earlier, first, last), rows_between(later, first, last)
        matched = {transfer for transfer, _ in rows[0]} & {transfer for transfer, _ in rows[1]}
        groups = tuple(_group(side, matched) for side in rows)
        for key in sorted(groups[0].keys() & groups[1].keys()):
            for match in self.pair(groups[0][key], groups[1][key], relation):
                matched |= {match.first, match.second}
                yield match
        if relation != "continues":
            yield from self.pair_days(*(_group(side, matched) for side in rows))

    def pair(self, earlier: list[_Row], later: list[_Row], relation: Relation) -> Iterator[Match]:
        offered = self.offered
        earlier = [*(row for row in earlier if row[0] not in offered), *(row for row in earlier if row[0] in offered)]
        rest = [*(row for row in later if row[0] not in offered), *(row for row in later if row[0] in offered)]
        self.offered = list(offered)
        for fits in ROUNDS:
            for transfer, row in list(earlier):
                other = next((one for one in rest if fits(row, one[1]) and self.apart(transfer, one[0])), None)
                match = None if other is None else _judge(transfer, row, other, relation)
                if other is not None and match is not None:
                    earlier = [kept for kept in earlier if kept[0] != transfer]
                    rest.remove(other)
                    if match.sure:
                        first, second = self.root(match.first), self.root(match.second)
                        self.payment[second] = first
                        self.spans[first] |= self.spans[second]
                    else:
                        self.offered += [match.first, match.second]
                    yield match

    def pair_days(self, earlier: dict, later: dict) -> Iterator[Match]:
        rest = [row for key in sorted(later) for row in later[key]]
        for key in sorted(earlier):
            for transfer, row in earlier[key]:
                fitting = [
                    (abs(other.booking_date - row.booking_date), name, other)
                    for name, other in rest
                    if self.apart(transfer, name)
                    and (row.side, _minor(row)) == (other.side, _minor(other))
                    and abs(row.booking_date - other.booking_date) <= _NEAR
                    and ROUNDS[1](row, other)
                ]
                if fitting:
                    _, name, other = min(fitting, key=lambda found: found[:2])
                    rest.remove((name, other))
                    yield Match(
                        "repeated", transfer, name, False, ("same_amount_listed_once",), ("booking_days_differ",)
                    )

    def apart(self, one: str, other: str) -> bool:
        first, second = self.root(one), self.root(other)
        return first != second and not self.spans[first] & self.spans[second]

    def root(self, transfer: str) -> str:
        while transfer in self.payment:
            transfer = self.payment[transfer]
        return transfer

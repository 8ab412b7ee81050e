"""Hides small counts in a table so that none of them can be computed from what is published.

A table is read as a circulation: each count flows from its row to its column, each row total from outside to the row,
each column total from the column to outside. What is published fixes some flows. A reader knows besides that a hidden
count is at least 1. He knows a hidden count exactly if no cycle through its flow can be changed by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Node = tuple[str, int]
Flow = tuple[Node, Node]
"""A count or a total: where it flows from, where to."""

_OUTSIDE: Final[Node] = ("outside", 0)


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table to publish: None stands for a hidden count or total. Shapes: rows x columns, rows, columns."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def hide_small_cells(rows: Sequence[Sequence[int]], smallest: int) -> PublishedTable:
    """Which counts may be published? Counts and totals from 1 to below ``smallest`` are hidden, and what would reveal them.

    In each row and column with one hidden cell the smallest shown cell above 0 is hidden (the first on a tie); if there
    is none, the total of this row or column. If any total is hidden, there is no grand total. A count that could still be
    computed from several rows and columns together, or because no hidden count is below 1, gets a partner in the same
    way. Cost: at worst cubic in the hidden cells.
    """
    table = _HiddenCounts(rows, smallest)
    while table.complement() or table.hide_computable():
        pass
    return table.published()


class _HiddenCounts:
    def __init__(self, rows: Sequence[Sequence[int]], smallest: int) -> None:
        self.height, self.width = len(rows), len(rows[0]) if rows else 0
        self.counts: dict[Flow, int] = {_cell(r, c): count for r, row in enumerate(rows) for c, count in enumerate(row)}
        self.counts |= {_row_total(r): sum(row) for r, row in enumerate(rows)}
        self.counts |= {_column_total(c): sum(row[c] for row in rows) for c in range(self.width)}
        self.total = sum(map(sum, rows))
        self.small = {flow for flow, count in self.counts.items() if 0 < count < smallest}
        self.hidden = set(self.small)
        self.is_total_small = 0 < self.total < smallest

    def complement(self) -> bool:
        """Hide a partner of each cell that is hidden alone in its row, then in its column. Was anything hidden?"""
        changed = False
        for line, total in self._lines():
            is_alone = len(self.hidden & set(line)) == 1 and total not in self.hidden
            changed |= is_alone and self._hide_next(line, total)
        return changed

    def hide_computable(self) -> bool:
        """Hide a partner of one hidden cell, or of one small total, that is known exactly. Was anything hidden?"""
        lines = dict(zip(range(self.height + self.width), self._lines(), strict=True))
        for flow in sorted(self.hidden):
            if _OUTSIDE in flow:
                if flow in self.small and self._is_computable(flow) and self._hide_total():
                    return True
            elif self._is_computable(flow):
                (_, row), (_, column) = flow
                if self._hide_next(*lines[row]) or self._hide_next(*lines[self.height + column]):
                    return True
        return False

    def _lines(self) -> Iterator[tuple[list[Flow], Flow]]:
        for r in range(self.height):
            yield [_cell(r, c) for c in range(self.width)], _row_total(r)
        for c in range(self.width):
            yield [_cell(r, c) for r in range(self.height)], _column_total(c)

    def _hide_next(self, line: Iterable[Flow], total: Flow) -> bool:
        return self._hide_smallest(line) or self._hide_smallest([total])

    def _hide_total(self) -> bool:
        return self._hide_smallest(total for _, total in self._lines())

    def _hide_smallest(self, flows: Iterable[Flow]) -> bool:
        """Hide the smallest of these that is shown and above 0, the first on a tie. Was there one?"""
        shown = [flow for flow in flows if flow not in self.hidden and self.counts[flow] > 0]
        if shown:
            self.hidden.add(min(shown, key=lambda flow: (self.counts[flow], flow)))
        return bool(shown)

    def _is_computable(self, flow: Flow) -> bool:
        """Can this hidden flow be neither one more nor, if it is above 1, one less?"""
        tail, head = flow
        reach = self._changes(without=flow)
        return not _joins(reach, head, tail) and (self.counts[flow] <= 1 or not _joins(reach, tail, head))

    def _changes(self, without: Flow) -> Mapping[Node, set[Node]]:
        """Where can a change of one go on from each node: up along a hidden flow, down against one above 1?"""
        reach: defaultdict[Node, set[Node]] = defaultdict(set)
        for flow in self.hidden - {without}:
            reach[flow[0]].add(flow[1])
            if self.counts[flow] > 1:
                reach[flow[1]].add(flow[0])
        return reach

    def published(self) -> PublishedTable:
        """The table with None for what is hidden."""
        totals = [total for _, total in self._lines()]
        is_any_hidden = self.is_total_small or any(total in self.hidden for total in totals)
        return PublishedTable(
            tuple(tuple(self._shown(_cell(r, c)) for c in range(self.width)) for r in range(self.height)),
            tuple(map(self._shown, totals[: self.height])),
            tuple(map(self._shown, totals[self.height :])),
            None if is_any_hidden else self.total,
        )

    def _shown(self, flow: Flow) -> int | None:
        return None if flow in self.hidden else self.counts[flow]


def _cell(row: int, column: int) -> Flow:
    return ("row", row), ("column", column)


def _row_total(row: int) -> Flow:
    return _OUTSIDE, ("row", row)


def _column_total(column: int) -> Flow:
    return ("column", column), _OUTSIDE


def _joins(reach: Mapping[Node, set[Node]], start: Node, end: Node) -> bool:
    reached, waiting = {start}, [start]
    while waiting:
        near = reach.get(waiting.pop(), set()) - reached
        reached |= near
        waiting.extend(near)
    return end in reached

"""Hides small counts in a table so that none of them can be computed from what is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table to publish: None stands for a hidden count or total. Shapes: rows x columns, rows, columns."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def hide_small_cells(rows: Sequence[Sequence[int]], smallest: int) -> PublishedTable:
    """Which counts may be published? Counts from 1 to below ``smallest`` are hidden, and what would reveal them.

    In each row and column with one hidden cell the smallest shown cell above 0 is hidden (the first on a tie); if there
    is none, the total of this row or column. If any total is hidden, there is no grand total. A cell that could still be
    computed from several rows and columns together gets a partner in the same way. Cost: cubic in the cells at worst.
    """
    table = _HiddenCells(rows, smallest)
    while table.complement() or table.hide_computable():
        pass
    return table.published()


class _HiddenCells:
    def __init__(self, rows: Sequence[Sequence[int]], smallest: int) -> None:
        self.rows = rows
        self.height, self.width = len(rows), len(rows[0]) if rows else 0
        cells = [(row, column) for row in range(self.height) for column in range(self.width)]
        self.hidden: set[Cell] = {(r, c) for r, c in cells if 0 < rows[r][c] < smallest}
        self.row_totals: set[int] = set()
        self.column_totals: set[int] = set()

    def complement(self) -> bool:
        """Hide a partner of each cell that is hidden alone in its row, then in its column. Was anything hidden?"""
        changed = False
        for row in range(self.height):
            changed |= self._partner([(row, column) for column in range(self.width)], self.row_totals, row)
        for column in range(self.width):
            changed |= self._partner([(row, column) for row in range(self.height)], self.column_totals, column)
        return changed

    def _partner(self, line: list[Cell], totals: set[int], place: int) -> bool:
        return len(self.hidden & set(line)) == 1 and place not in totals and self._hide_next(line, totals, place)

    def _hide_next(self, line: Iterable[Cell], totals: set[int], place: int) -> bool:
        shown = [cell for cell in line if cell not in self.hidden and self.rows[cell[0]][cell[1]] > 0]
        if shown:
            self.hidden.add(min(shown, key=lambda cell: (self.rows[cell[0]][cell[1]], cell)))
        elif place not in totals:
            totals.add(place)
        else:
            return False
        return True

    def hide_computable(self) -> bool:
        """Hide a partner of one cell that the shown cells and totals determine. Was anything hidden?"""
        for cell in sorted(self.hidden):
            row, column = cell
            if not self._is_computable(cell):
                continue
            if self._hide_next([(row, c) for c in range(self.width)], self.row_totals, row):
                return True
            if self._hide_next([(r, column) for r in range(self.height)], self.column_totals, column):
                return True
        return False

    def _is_computable(self, cell: Cell) -> bool:
        """A hidden cell joins its row and its column; it is computable if no other chain of hidden cells joins them.

        All rows and columns with a hidden total are joined with one another, because no grand total is published.
        """
        reached, waiting = {("row", cell[0])}, [("row", cell[0])]
        joined = {("row", row) for row in self.row_totals} | {("column", column) for column in self.column_totals}
        while waiting:
            kind, place = waiting.pop()
            near = joined if (kind, place) in joined else set()
            for row, column in self.hidden - {cell}:
                if (kind, place) == ("row", row):
                    near = near | {("column", column)}
                elif (kind, place) == ("column", column):
                    near = near | {("row", row)}
            waiting.extend(near - reached)
            reached |= near
        return ("column", cell[1]) not in reached

    def published(self) -> PublishedTable:
        """The table with None for what is hidden."""
        rows = [sum(row) for row in self.rows]
        columns = [sum(row[column] for row in self.rows) for column in range(self.width)]
        any_hidden = bool(self.row_totals or self.column_totals)
        return PublishedTable(
            tuple(
                tuple(None if (r, c) in self.hidden else count for c, count in enumerate(row))
                for r, row in enumerate(self.rows)
            ),
            tuple(None if place in self.row_totals else total for place, total in enumerate(rows)),
            tuple(None if place in self.column_totals else total for place, total in enumerate(columns)),
            None if any_hidden else sum(rows),
        )

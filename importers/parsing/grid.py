"""Defines one row of a table as text, before its fields are read."""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema.messages import Message


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row. ``number`` counts from 1 as in a spreadsheet; ``cells`` are trimmed texts, empty texts for empty cells.

    ``problem``: why a cell could not be read, if so.
    """

    number: int
    locator: str
    cells: tuple[str, ...]
    raw: str
    problem: Message | None = None

    @property
    def blank(self) -> bool:
        """Is the row empty?"""
        return self.problem is None and not any(self.cells)

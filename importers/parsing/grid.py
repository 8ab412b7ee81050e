"""One row of cells as it stands in a table, before anything is read into it."""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema.words import Sentence


@dataclass(frozen=True, slots=True)
class GridRow:
    """``number`` counts from 1 as a spreadsheet shows rows. Cells are trimmed texts; empty: nothing there.

    ``problem`` says why a cell could not be read at all.
    """

    number: int
    locator: str
    cells: tuple[str, ...]
    raw: str
    problem: Sentence | None = None

    @property
    def blank(self) -> bool:
        """Does the row say nothing?"""
        return self.problem is None and not any(self.cells)

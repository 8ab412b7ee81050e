"""Defines a cell of the statistics: as counted, and as published after small counts are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Measure = Literal["number", "sum", "days", "median_low", "median_high"]

SMALLEST_COUNT: Final = 5
"""Counts from 1 to below this one are hidden."""
FEWEST_PERSONS: Final = 3
"""Sums that rest on fewer persons are hidden."""


@dataclass(frozen=True, slots=True)
class CountedCell:
    """One number of a year. ``ids``: the rows that it rests on; ``persons``: whom a sum rests on.

    ``value``: a count, minor units of ``currency``, or days. ``part``: a division of the cell, as a code.
    ``group``: if one cell of a group is hidden, all are, because one can follow from the others. ``is_published`` False:
    the number only decides whether its group is hidden. ``is_revealing``: another number would follow from this one.
    ``hidden_with``: a group with which this number is hidden, and that it does not hide.
    """

    cell: str
    part: str
    measure: Measure
    currency: str
    value: int
    ids: tuple[str, ...] = ()
    unvalued: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()
    group: str = ""
    is_published: bool = True
    is_revealing: bool = False
    hidden_with: str = ""

    @property
    def is_small(self) -> bool:
        """Would the number say something about few persons?"""
        if self.measure == "sum":
            return bool(self.ids) and len(self.persons) < FEWEST_PERSONS
        return is_small_count(len(self.ids))


@dataclass(frozen=True, slots=True)
class StatisticCell:
    """A cell as published. None: hidden. ``ids``: orders, items or acts of the case; empty if their number is hidden.

    ``unvalued``: how many of the rows have no value on record and are not in the value.
    """

    year: int
    cell: str
    part: str
    measure: Measure
    currency: str
    value: int | None
    rows: int | None
    unvalued: int | None
    ids: tuple[str, ...]
    as_of: date
    known_on: date
    version: int


def is_small_count(count: int) -> bool:
    """Is this count hidden by default?"""
    return 0 < count < SMALLEST_COUNT


def publish(
    cells: Sequence[CountedCell], year: int, as_of: date, known_on: date, version: int, *, complete: bool = False
) -> tuple[StatisticCell, ...]:
    """Which numbers may be shown? ``complete``: all of them, for a reader who may see each row."""
    hidden = set() if complete else _hidden_places(cells)
    found = []
    for cell in cells:
        if not cell.is_published:
            continue
        is_hidden = (cell.cell, cell.part, cell.currency) in hidden
        no_rows = is_hidden or (not complete and (is_small_count(len(cell.ids)) or is_small_count(len(cell.unvalued))))
        found.append(
            StatisticCell(
                year=year,
                cell=cell.cell,
                part=cell.part,
                measure=cell.measure,
                currency=cell.currency,
                value=None if is_hidden else cell.value,
                rows=None if no_rows else len(cell.ids),
                unvalued=None if no_rows else len(cell.unvalued),
                ids=() if no_rows else cell.ids,
                as_of=as_of,
                known_on=known_on,
                version=version,
            )
        )
    return tuple(found)


def _hidden_places(cells: Sequence[CountedCell]) -> set[tuple[str, str, str]]:
    """Which cells are hidden: the small ones, and what would reveal them. Median and days go with their number."""
    groups = {cell.group for cell in cells if cell.is_small} - {""}
    hidden = [
        cell
        for cell in cells
        if cell.is_small or cell.is_revealing or cell.group in groups or cell.hidden_with in groups
    ]
    return {(cell.cell, cell.part, cell.currency) for cell in hidden}

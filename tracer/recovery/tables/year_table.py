"""Joins all cells of a year."""

from __future__ import annotations

from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.figures.year_cells import YearCells, count_year
from tracer.recovery.tables.european_cells import european_cells
from tracer.recovery.tables.outcome_cells import outcome_cells
from tracer.recovery.tables.statistic_cell import CountedCell


def year_table(facts: RecoveryFacts, year: int, as_of: date, cells: YearCells | None = None) -> tuple[CountedCell, ...]:
    """What are all cells of this year, from what took effect by ``as_of``? ``cells``: if counted before.

    Cost: as ``count_year``.
    """
    cells = cells or count_year(facts, year, as_of)
    return *european_cells(facts, cells, year, as_of), *outcome_cells(facts, cells)

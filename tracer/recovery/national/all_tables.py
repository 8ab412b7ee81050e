"""Joins all cells of a year: those of the year table, and those of the tables of the State."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.figures.year_cells import count_year
from tracer.recovery.national.charge_pairs import CHARGES, charge_cells
from tracer.recovery.national.cohorts import COHORT, cohort_cells
from tracer.recovery.national.length_cells import LENGTH, length_cells
from tracer.recovery.national.national_sheet import NATIONAL, national_cells
from tracer.recovery.tables.method_notes import METHOD_NOTES
from tracer.recovery.tables.statistic_cell import CountedCell
from tracer.recovery.tables.year_table import year_table

YEAR: Final = "year"
TABLES: Final = MappingProxyType(
    {
        YEAR: frozenset(note.cell for note in METHOD_NOTES),
        "national": frozenset({NATIONAL}),
        "cohorts": frozenset({COHORT}),
        "judgments": frozenset({"TSN1654"}),
        "lengths": frozenset({LENGTH}),
        "confiscated-compared": frozenset({CHARGES}),
    }
)
"""The tables that can be asked for, with their cells."""


def all_tables(facts: RecoveryFacts, year: int, as_of: date) -> tuple[CountedCell, ...]:
    """What are the cells of all tables of this year? They are hidden together, whichever of them are shown.

    Cost: as ``count_year``, apart from hiding.
    """
    cells = count_year(facts, year, as_of)
    return (
        *year_table(facts, year, as_of, cells),
        *national_cells(facts, cells, year, as_of),
        *cohort_cells(facts, cells, year, as_of),
        *length_cells(facts, year, as_of),
        *charge_cells(facts, year, as_of),
    )

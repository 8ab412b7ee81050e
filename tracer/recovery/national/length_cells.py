"""The cells of the length of proceedings: the stages that ended in the year and the open files, by first article.

The definition is Tracer's own; the moments are the recorded acts of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.national.divided_rows import DividedFigure, DividedRow, divided_cells
from tracer.recovery.tables.proceeding_lengths import STAGES, LengthCell, measure_lengths
from tracer.recovery.tables.statistic_cell import CountedCell, Measure

LENGTH: Final = "LENGTH"
OPEN: Final = "open"


def length_cells(facts: RecoveryFacts, year: int, as_of: date) -> tuple[CountedCell, ...]:
    """How long were the stages that ended in this year, and how long are files open on ``as_of``? Cost: linear.

    A number is of files; those whose stage has no start are listed and have no days.
    """
    table = measure_lengths(facts, year, as_of)
    found: list[CountedCell] = []
    for start, end in STAGES:
        cells = {article: cell for (article, *stage), cell in table.cells.items() if stage == [start, end]}
        found += _stage(f"{start}_{end}", {article: _days_of(cell) for article, cell in cells.items()})
    opened: dict[str, dict[str, int | None]] = {article: dict(files) for article, files in table.open_files.items()}
    return *found, *_stage(OPEN, opened)


def _days_of(cell: LengthCell) -> dict[str, int | None]:
    return {**{row.case: row.days for row in cell.rows}, **dict.fromkeys(cell.unvalued)}


def _stage(name: str, files: Mapping[str, Mapping[str, int | None]]) -> Iterator[CountedCell]:
    """The number of each part, the sum of days, and the two middle values, whose half sum is the median."""
    days = {case: count for found in files.values() for case, count in found.items()}
    rows = [
        DividedRow(case, case, {"article": article}, None if days[case] is None else {})
        for article, found in files.items()
        for case in found
    ]
    for cell in divided_cells(DividedFigure(LENGTH, name, rows, is_money=False)):
        yield cell
        found = sorted(count for case in cell.ids if (count := days[case]) is not None)
        values: dict[Measure, int] = {"days": sum(found)}
        if found:
            values |= {"median_low": found[(len(found) - 1) // 2], "median_high": found[len(found) // 2]}
        for measure, value in values.items():
            yield replace(cell, measure=measure, value=value)

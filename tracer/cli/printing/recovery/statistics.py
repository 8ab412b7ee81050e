"""What ``tracer statistics`` prints: the cells of each year, and how each is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.recovery.statistics import Statistics


def print_statistics(found: Statistics, language: Language) -> None:
    """One line a number, by year and cell; then the method notes."""
    from tracer.actions.recovery.statistics import format_figure
    from tracer.recovery.tables.method_notes import MEASURE_TITLES
    from tracer.wording.recovery.statistic_parts import format_part

    say(
        language.text(
            N_("As of {day}, known on {known}; cases: {count}."),
            day=language.date(found.as_of),
            known=language.date(found.known_on),
            count=language.number(found.cases),
        )
    )
    if not found.complete:
        say(language.text(N_("Counts from 1 to 4 and sums of fewer than 3 persons are hidden (*).")))
    titles = {note.cell: language.text(note.title) for note in found.notes}
    place: tuple[int, str] | None = None
    for cell in found.cells:
        if place != (cell.year, cell.cell):
            place = (cell.year, cell.cell)
            say(f"{cell.year} {cell.cell:<4} {titles[cell.cell]}")
        names = [
            text for text in (format_part(cell.part, language), language.text(MEASURE_TITLES[cell.measure])) if text
        ]
        say(f"  {', '.join(names):<56} {format_figure(cell, language):>20}")
        if cell.unvalued:
            say("  ! " + language.plural("{n} row has no value.", "{n} rows have no value.", cell.unvalued))
    say()
    for note in found.notes:
        texts = (note.counted, note.date_basis, note.statute)
        say(f"{note.cell:<4} " + " | ".join(language.text(text) for text in texts) + f" | v{note.version}")

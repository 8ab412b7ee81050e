"""What ``tracer measure`` prints: measures, deadlines, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.terms import STATE_WORDS

if TYPE_CHECKING:
    from tracer.actions.recovery.measures import MeasureList


def print_measures(found: MeasureList, language: Language) -> None:
    """One line a measure, nearest deadline first; below it why it is overdue, and what deserves a look."""
    from tracer.actions.recovery_lists.deadlines import format_deadline, is_overdue

    for line in found.measures:
        due = "" if line.due is None else f"{language.date(line.due)} ({line.days_left})"
        state = language.text(STATE_WORDS[line.state])
        say(f"{line.number:<10} {line.case:<16} {state:<28} {line.share:<5} {due:<20} {line.asset_caption}")
        if is_overdue(line):
            say(f"  ! {format_deadline(line, language)}")
        for flag in line.flags:
            say(f"  ! {flag}")

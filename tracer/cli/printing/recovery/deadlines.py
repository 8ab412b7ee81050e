"""What ``tracer deadlines`` prints: the terms that run, and the calendar file that was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.local_time import format_instant
from tracer.wording.recovery.term_words import LAPSES_WORDS, REMIND_WORDS, SEVERITY_WORDS

if TYPE_CHECKING:
    from tracer.actions.recovery_lists.term_list import TermCalendarReport
    from tracer.casefile.term_sheet import TermLine, TermSheet


def print_deadlines(sheet: TermSheet, language: Language, *, explain: bool = False) -> None:
    """Two lines a term: last day, days left, severity, what is due; then the statute, whom it reminds, what it is about."""
    from tracer.casefile.term_sheet import describe_subject

    day = language.date(sheet.as_of)
    count = language.plural("{n} term runs on {day}.", "{n} terms run on {day}.", len(sheet.terms), day=day)
    say(count if sheet.terms else language.text(N_("No term runs on {day}."), day=day))
    if any(line.due_at is not None for line in sheet.terms):
        say(language.text(N_("Hours are those of Bucharest.")))
    for line in sheet.terms:
        last = language.date(line.due) if line.due_at is None else format_instant(line.due_at, language)
        severity = language.text(SEVERITY_WORDS[line.severity])
        say(f"{last:<18} {_left(line, language):<24} {severity:<10} {line.what}")
        reminded = ", ".join(language.text(REMIND_WORDS[letter]) for letter in line.remind)
        say(f"    {line.statute} | {reminded} | {describe_subject(line, language)}")
        if explain:
            for reason in line.reasons:
                say(f"    = {reason}")
            if line.lapses in LAPSES_WORDS:
                say(f"    = {language.text(LAPSES_WORDS[line.lapses])}")


def print_term_calendar(report: TermCalendarReport, language: Language, *, target: Path) -> None:
    """The file, how many terms it has, its digest."""
    size = language.number(report.size)
    say(language.text(N_("Written: {target} ({size} bytes)."), target=target, size=size))
    terms = language.plural("{n} term", "{n} terms", report.terms)
    say(f"{terms}; SHA-256 {report.digest}")


def _left(line: TermLine, language: Language) -> str:
    if line.days_left < 0:
        return language.plural("{n} day late", "{n} days late", -line.days_left)
    return language.plural("{n} day left", "{n} days left", line.days_left)

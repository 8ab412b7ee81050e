"""The terms of a case as an iCalendar file (RFC 5545): one event for each term, with an alarm before its end."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from graph_schema.messages import N_
from tracer.casefile.term_sheet import TermLine, TermSheet, describe_subject
from tracer.wording.language import Language
from tracer.wording.local_time import format_instant
from tracer.wording.recovery.term_words import REMIND_WORDS
from tracer.wording.visible_signs import show_signs

ALARM_OF_DAYS: Final = timedelta(days=-3)
ALARM_OF_HOURS: Final = timedelta(hours=-3)
"""A term in hours can be shorter than three days."""


def write_term_calendar(sheet: TermSheet, language: Language) -> bytes:
    """A calendar in UTF-8. A term in days is an event of the whole day; a term in hours is one at its instant, in UTC.

    The UID of an event is that of its term, so a program that reads a newer file changes the event and adds no second one.
    DTSTAMP is the day asked about, so the same sheet and language give the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Tracer//Tracer//{language.code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    stamp = datetime.combine(sheet.as_of, time(), UTC)
    for line in sheet.terms:
        calendar.add_component(_event(line, stamp, language))
    return bytes(calendar.to_ical())


def _event(line: TermLine, stamp: datetime, language: Language) -> Event:
    event, alarm = Event(), Alarm()
    subject = describe_subject(line, language)
    summary = show_signs(f"{line.what}: {subject}" if subject else line.what)
    event.add("uid", f"{line.id}@tracer")
    event.add("dtstamp", stamp)
    event.add("dtstart", line.due if line.due_at is None else line.due_at)
    event.add("summary", summary)
    event.add("description", show_signs("\n".join(_description(line, language))))
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", ALARM_OF_DAYS if line.due_at is None else ALARM_OF_HOURS)
    event.add_component(alarm)
    return event


def _description(line: TermLine, language: Language) -> list[str]:
    reminded = ", ".join(language.text(REMIND_WORDS[letter]) for letter in line.remind)
    last = language.date(line.due) if line.due_at is None else format_instant(line.due_at, language)
    return [
        line.statute,
        *line.reasons,
        language.text(N_("Last day: {day}"), day=last)
        if line.due_at is None
        else language.text(N_("Last moment: {moment}, Bucharest time"), moment=last),
        language.text(N_("For: {reminded}"), reminded=reminded),
    ]

"""Computes the last day or instant of a term, with the reasons of the date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from graph_schema.messages import N_, Message
from tracer.recovery.deadlines.term_rules import TermRule, rule_on
from tracer.recovery.time_limits.calendar import CalendarName, is_working_day, term_end

COUNTED_DAYS = N_("{start} + {length} days, first and last day not counted: {counted}")
MONTHS = N_("{start} + {length} months, on the matching day: {counted}")
EVENT_DAY = N_("{start} + {length} days, day of the event not counted: {counted}")
HOURS = N_("{start} + {length} hours, not moved: {counted}")
HARD_DAYS = N_("{start} + {length} days, not moved: {counted}")
WORKING_DAYS = N_("{start} + {length} working days, not extended: {counted}")
MOVED = N_("{counted} is no working day, or too few working days have passed: moved to {due}")
Severity = Literal["overdue", "red", "amber", "green"]
_WARNINGS: Final = ((14, 1, 4), (100, 5, 14), (10_000, 15, 45))
"""Days of a term up to which the row holds; days left from which it is red, and amber, inclusive."""


@dataclass(frozen=True, slots=True)
class RecoveryTerm:
    """One term that runs on a subject. ``start``, ``due``: days, or instants in UTC for a term in hours; inclusive."""

    rule: TermRule
    subject: str
    start: date
    due: date
    reasons: tuple[Message, ...]

    @property
    def due_day(self) -> date:
        """The day on which the term ends."""
        return day_of(self.due)

    def days_left(self, on: date) -> int:
        """How many days are left on this day? Below 0: overdue."""
        return (self.due_day - on).days

    def severity(self, on: date) -> Severity:
        """How urgent is the term on this day? Red and amber begin later for a short term than for a long one."""
        left, length = self.days_left(on), (self.due_day - day_of(self.start)).days
        red, amber = next((red, amber) for longest, red, amber in _WARNINGS if length <= longest)
        if left < 0:
            return "overdue"
        if left <= red:
            return "red"
        return "amber" if left <= amber else "green"


def day_of(moment: date) -> date:
    """Which day is this day or instant?"""
    return moment.date() if isinstance(moment, datetime) else moment


def instant_of(moment: date) -> datetime:
    """Which instant is this? A day begins at midnight."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), UTC)


def compute_term(rule_id: str, subject: str, start: date) -> RecoveryTerm:
    """When does the term of this rule end, and why?

    Arguments: ``start``: a day, or an instant in UTC; a term in hours from a day begins at midnight.
    Raises: KeyError for an unknown rule, or one that is not valid on the day of the start.
    Source: CPP art. 269; Regulation (EEC, Euratom) 1182/71.
    """
    rule = rule_on(rule_id, day_of(start))
    if rule.unit == "hours":
        begun = instant_of(start)
        ended = begun + timedelta(hours=rule.length)
        return RecoveryTerm(rule, subject, begun, ended, (_reason(HOURS, rule, begun, ended),))
    begun_on = day_of(start)
    if rule.unit == "working_days":
        due = _working_days_after(begun_on, rule.length)
        return RecoveryTerm(rule, subject, begun_on, due, (_reason(WORKING_DAYS, rule, begun_on, due),))
    if rule.calendar == "hard":
        due = begun_on + timedelta(days=rule.length)
        return RecoveryTerm(rule, subject, begun_on, due, (_reason(HARD_DAYS, rule, begun_on, due),))
    calendar: CalendarName = "ro_criminal" if rule.calendar == "cpp" else "eu_1182_71"
    if rule.unit == "months":
        due = term_end(begun_on, rule.length, "months", calendar)
        counted, template = _matching_day(begun_on, rule.length), MONTHS
    else:
        days = rule.length * (7 if rule.unit == "weeks" else 1)
        due = term_end(begun_on, days, "days", calendar)
        counted = begun_on + timedelta(days=days + (calendar == "ro_criminal"))
        template = COUNTED_DAYS if calendar == "ro_criminal" else EVENT_DAY
    reasons = [_reason(template, rule, begun_on, counted)]
    if due != counted:
        reasons.append(Message(MOVED, counted=counted, due=due))
    return RecoveryTerm(rule, subject, begun_on, due, tuple(reasons))


def _matching_day(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _working_days_after(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _reason(template: str, rule: TermRule, start: date, counted: date) -> Message:
    length = rule.length * (7 if rule.unit == "weeks" else 1)
    return Message(template, start=start, length=length, counted=counted)

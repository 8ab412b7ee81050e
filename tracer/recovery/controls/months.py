"""Answers which months of the ledger of an office are closed, and on which day a posting can be booked."""

from __future__ import annotations

from datetime import date, timedelta

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import MonthAct


def first_of_month(day: date) -> date:
    """The first day of the month of this day."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of the month of this day."""
    return next_month(day) - timedelta(days=1)


def next_month(day: date) -> date:
    """The first day of the month after that of this day."""
    return (first_of_month(day) + timedelta(days=31)).replace(day=1)


def closed_months(facts: RecoveryFacts, office: str) -> tuple[MonthAct, ...]:
    """Which closings of this office are in force, by month? A closing closes its month and all months before it."""
    closed: list[MonthAct] = []
    for act in facts.of(MonthAct, office):
        if act.event == "closed":
            closed.append(act)
        elif closed:
            closed.pop()
    return tuple(closed)


def closed_until(facts: RecoveryFacts, office: str) -> date | None:
    """The last day of the last closed month, inclusive; None: no month of this office is closed."""
    closed = closed_months(facts, office)
    return last_of_month(closed[-1].month) if closed else None


def is_closed(facts: RecoveryFacts, office: str, day: date) -> bool:
    """Is this day in a closed month of this office?"""
    until = closed_until(facts, office)
    return until is not None and day <= until

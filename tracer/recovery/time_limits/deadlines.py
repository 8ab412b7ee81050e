"""Finds the terms that run on a measure. The end of a term never changes the state of a measure by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph_schema.records.events import Event
from tracer.recovery.measures.history import replay
from tracer.recovery.time_limits.calendar import term_end
from tracer.recovery.time_limits.deadline_rules import DEADLINE_RULES, DeadlineRule, Phase

Severity = Literal["overdue", "red", "amber", "green"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A running term. ``due``: last day, inclusive. ``days_left`` below 0: overdue."""

    rule: DeadlineRule
    event: str
    started: date
    due: date
    days_left: int
    severity: Severity


def next_deadline(
    events: Iterable[Event],
    *,
    today: date,
    phase: Phase | None = None,
    asset_class: str | None = None,
    rules: Sequence[DeadlineRule] = DEADLINE_RULES,
) -> Deadline | None:
    """Which term of this measure ends next, or ended first? None: no term runs. See ``find_deadlines``."""
    found = find_deadlines(events, today=today, phase=phase, asset_class=asset_class, rules=rules)
    return found[0] if found else None


def find_deadlines(
    events: Iterable[Event],
    *,
    today: date,
    phase: Phase | None = None,
    asset_class: str | None = None,
    rules: Sequence[DeadlineRule] = DEADLINE_RULES,
) -> tuple[Deadline, ...]:
    """Which terms run on this measure today, by last day, then by rule?

    Arguments: ``events`` of one measure; only those effective and recorded by ``today`` count. ``phase`` of the
    criminal file: "trial" after the indictment. None: the phase follows from the measure's history: trial after a court
    has ruled on confiscation, else investigation. That is wrong between indictment and judgment.
    ``asset_class`` None: terms for classes of asset (cash, valuables) are not returned. A rule applies if it was
    valid on the day its term started. The given phase also applies to a term that started in an earlier
    phase. The day on which an order was communicated is not known; the term of a challenge runs from the
    effective date of the order.
    """
    state = replay(events, as_of=today, known_on=today)
    entered = state.entered
    if phase is None:
        phase = "trial" if any(step[0] == "CONF_NONFINAL" for step in entered) else "investigation"
    pairs = [
        ((before[0] if before else None, step[0]), step)
        for before, step in zip((None, *entered), entered, strict=False)
    ]
    found = []
    for rule in rules:
        if state.state not in rule.runs_in or rule.phase not in (None, phase):
            continue
        if rule.asset_classes and asset_class not in rule.asset_classes:
            continue
        starts = [step for pair, step in pairs if pair in rule.starts]
        if not starts or not _valid(rule, starts[-1][1]):
            continue
        _, started, event = starts[-1]
        due = term_end(started, rule.length, rule.unit, rule.calendar)
        days_left = (due - today).days
        if rule.window and days_left < 0:
            continue
        found.append(Deadline(rule, event, started, due, days_left, _severity(rule, days_left)))
    return tuple(sorted(found, key=lambda row: (row.due, row.rule.id)))


def _valid(rule: DeadlineRule, day: date) -> bool:
    return (rule.valid_from is None or rule.valid_from <= day) and (rule.valid_to is None or day < rule.valid_to)


def _severity(rule: DeadlineRule, days_left: int) -> Severity:
    if days_left < 0:
        return "overdue"
    if days_left <= rule.red_days:
        return "red"
    return "amber" if days_left <= rule.amber_days else "green"

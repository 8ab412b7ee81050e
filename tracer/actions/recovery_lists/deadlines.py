"""Formats a deadline in the reader's language: what is due, when, and under which legal text."""

from __future__ import annotations

from tracer.actions.recovery.measures import MeasureLine
from tracer.recovery.deadlines.term_rules import TERM_RULES_BY_ID
from tracer.wording.field_words import format_statute
from tracer.wording.language import Language


def is_overdue(measure: MeasureLine) -> bool:
    """Has the deadline of this measure passed?"""
    return measure.severity == "overdue"


def format_reason(measure: MeasureLine, language: Language) -> str:
    """What must be done by the deadline, and under which text; empty where no deadline runs."""
    what, statute = format_rule(measure.rule, language)
    return f"{what} ({statute})" if what else ""


def format_rule(rule: str, language: Language) -> tuple[str, str]:
    """What the rule of this id asks for, and its text of law; empty for an id that is none."""
    known = TERM_RULES_BY_ID.get(rule)
    return ("", "") if known is None else (language.text(known.title), format_statute(language.text(known.statute)))


def format_deadline(measure: MeasureLine, language: Language) -> str:
    """The deadline in a sentence: what was or is due, when, how many days ago or ahead; empty where no deadline runs."""
    if measure.due is None or measure.days_left is None:
        return ""
    params = {"what": format_reason(measure, language), "day": language.date(measure.due)}
    if measure.days_left < 0:
        return language.plural(
            "Overdue by {n} day: {what}, due on {day}.",
            "Overdue by {n} days: {what}, due on {day}.",
            -measure.days_left,
            **params,
        )
    if measure.days_left == 0:
        return language.text("Due today: {what}.", what=params["what"])
    return language.plural(
        "Due in {n} day: {what}, on {day}.", "Due in {n} days: {what}, on {day}.", measure.days_left, **params
    )

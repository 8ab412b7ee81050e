"""Closes and reopens months in a story."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.tracer.recovery.stories import Story
from tracer.recovery.acts.money import MonthAct
from tracer.recovery.acts.refusals import ActOutcome

OFFICE = "Office A"


def try_month(story: Story, event: str, month: str, day: str, **fields: Any) -> ActOutcome:
    story.number += 1
    fields = {
        "office": OFFICE,
        "signed_by": "Dan Proba" if event == "closed" else None,
        "author": "Ana Proba",
        **fields,
    }
    when = date.fromisoformat(day)
    act = MonthAct(
        id=f"a{story.number}", effective=when, recorded=when, month=date.fromisoformat(month), event=event, **fields
    )
    return story.case.record(act)


def month_code(story: Story, event: str, month: str, day: str, **fields: Any) -> str | None:
    outcome = try_month(story, event, month, day, **fields)
    return outcome.refusal.code if outcome.refusal else None


def close(story: Story, month: str, day: str) -> None:
    assert month_code(story, "closed", month, day) is None


def reopen(story: Story, month: str, day: str, reason: str) -> None:
    assert month_code(story, "reopened", month, day, reason=reason) is None

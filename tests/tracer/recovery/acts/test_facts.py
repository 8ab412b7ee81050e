"""The facts: found by kind, record and day."""

from __future__ import annotations

from tests.tracer.recovery.stories import frozen, on
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemChange, PartReleaseAct, StepAct
from tracer.recovery.acts.parties import RoleAct


def test_acts_are_found_by_kind_and_record_in_order_of_effect() -> None:
    facts = frozen().facts
    assert [step.to for step in facts.of(StepAct, "A")] == ["IDENTIFIED", "FROZEN"]
    assert [step.to for step in facts.of(StepAct, "A", on("2025-02-02"))] == ["IDENTIFIED"]
    assert facts.of(StepAct, "B") == []


def test_a_kind_includes_its_own_kinds() -> None:
    story = frozen()
    story.add("part_release", "2025-03-03", "ordinance:prosecutor", item="A", share="1/4")
    changes = story.facts.of(ItemChange, "A")
    assert [type(change) for change in changes] == [StepAct, StepAct, PartReleaseAct]


def test_a_later_record_of_an_earlier_day_comes_first() -> None:
    story = frozen()
    story.add("role", "2024-01-01", case="F", person="ion", role="suspect", recorded="2025-03-01")
    assert [role.role for role in story.facts.of(RoleAct, "ion")] == ["suspect", "accused"]


def test_records_and_ids_are_found() -> None:
    facts = frozen().facts
    first = facts.first(StepAct, "A")
    assert first is not None and facts.find(first.id) is first
    assert RecoveryFacts().first(StepAct, "A") is None and facts.find("a99") is None

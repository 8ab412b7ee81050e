"""States that are shown and never stored."""

from __future__ import annotations

from tests.tracer.recovery.stories import cash, confiscate, frozen, on
from tracer.recovery.figures.shown_states import shown_states

DAY = on("2025-05-01")


def test_what_is_derived_stands_after_the_own_state() -> None:
    story = frozen("house")
    story.add("custody", "2025-02-10", "minutes:anabi", item="A", custodian="depot")
    story.add("appeal", "2025-02-11", "challenge:affected_person", appeal="P", order="O", item="A", by="ion")
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed")
    story.add("sale", "2025-03-04", "ordinance:prosecutor", sale="S", item="A", event="ordered", consent=True)
    assert shown_states(story.facts, story.item(), DAY) == ("FROZEN", "CHALLENGED", "MANAGED", "SALE_ORDERED")
    story.post("2025-03-05", "sale", 600, "sale_record:anabi")
    assert shown_states(story.facts, story.item(), DAY) == ("FROZEN", "CHALLENGED", "MANAGED", "DEPOSITED")
    assert shown_states(story.facts, story.item(), on("2025-02-10")) == ("FROZEN", "MANAGED")


def test_after_the_final_decision_only_a_part_release_is_shown() -> None:
    story = cash()
    story.add("part_release", "2025-03-03", "ordinance:prosecutor", item="A", share="1/4")
    assert shown_states(story.facts, story.item(), DAY) == ("FROZEN", "DEPOSITED", "PART_RELEASED")
    confiscate(story)
    assert shown_states(story.facts, story.item(), on("2025-06-02")) == ("CONF_FINAL", "PART_RELEASED")


def test_nothing_is_shown_before_the_first_step() -> None:
    assert shown_states(frozen().facts, frozen().item(), on("2024-01-01")) == ()

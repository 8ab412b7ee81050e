"""The state of an item and its shares."""

from __future__ import annotations

from fractions import Fraction

from tests.tracer.recovery.stories import Story, confiscate, frozen, on, thing
from tracer.recovery.orders.item_states import ItemState, item_state


def state(story: Story, day: str | None = None) -> ItemState:
    return item_state(story.facts, story.item(), on(day) if day else None)


def test_an_item_has_no_state_before_its_first_step() -> None:
    assert state(thing(), "2024-12-31").state is None
    assert state(thing()).state == "IDENTIFIED"


def test_a_part_release_lowers_the_live_share_and_the_confiscated_one_with_it() -> None:
    story = frozen()
    story.add("part_release", "2025-03-03", "ordinance:prosecutor", item="A", share="1/4")
    story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="DIRECT", share="1/2")
    assert (state(story).live, state(story).confiscated, state(story).released) == (
        Fraction(3, 4),
        Fraction(1, 2),
        Fraction(1, 4),
    )
    story.add("part_release", "2025-05-03", "judgment:appeal_court", item="A", share="1/2")
    assert (state(story).live, state(story).confiscated) == (Fraction(1, 4), Fraction(1, 4))


def test_the_basis_stays_and_the_confiscated_share_goes_when_a_decision_is_quashed() -> None:
    story = frozen()
    story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="EXTENDED")
    story.step("2025-06-02", "FROZEN", "judgment:appeal_court", reason="quashed")
    assert (state(story).confiscated, state(story).basis, state(story).enforced_share) == (None, "EXTENDED", 1)


def test_steps_are_found_by_state() -> None:
    story = frozen()
    confiscate(story)
    found = state(story)
    assert found.is_final and found.is_live
    assert (found.first("FROZEN") or found.steps[0]).effective == on("2025-02-03")
    assert (found.last("CONF_NONFINAL", "CONF_FINAL") or found.steps[0]).to == "CONF_FINAL"
    assert found.last("RELEASED") is None

"""Orders, communications, challenges and checks."""

from __future__ import annotations

import pytest

from tests.tracer.recovery.stories import frozen, on
from tracer.recovery.acts.measures import OrderAct
from tracer.recovery.orders.orders_on_items import challenge_rule, items_of_order, last_check_start, open_appeals


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("ordinance:prosecutor", "challenge_prosecutor"),
        ("ruling:court", "challenge_court"),
        ("judgment:court", "appeal"),
    ],
)
def test_the_rule_of_a_challenge_follows_from_the_order(source: str, rule: str) -> None:
    story = frozen()
    story.add("order", "2025-03-03", source, order="P", case="F", order_kind="freezing")
    order = story.facts.first(OrderAct, "P")
    assert order is not None and challenge_rule(order) == rule


def test_items_of_an_order_are_those_that_took_a_step_by_it() -> None:
    story = frozen()
    assert [item.item for item in items_of_order(story.facts, "O")] == ["A"]
    assert items_of_order(story.facts, "O", on("2025-01-31")) == []


def test_a_challenge_of_the_whole_order_is_open_for_its_items_until_it_is_decided() -> None:
    story = frozen()
    story.add("appeal", "2025-02-05", "challenge:affected_person", appeal="P", order="O", by="ion")
    assert [row.appeal for row in open_appeals(story.facts, story.item())] == ["P"]
    story.add("appeal_decision", "2025-02-10", "ruling:rights_judge", appeal="P", outcome="rejected")
    assert open_appeals(story.facts, story.item()) == []
    assert len(open_appeals(story.facts, story.item(), on("2025-02-09"))) == 1


def test_a_check_and_a_confiscation_start_the_term_anew_and_an_acquittal_does_not() -> None:
    story = frozen()
    story.add("check", "2025-03-03", "ordinance:prosecutor", item="A")
    assert last_check_start(story.facts, story.item()) == on("2025-03-03")
    story.step("2025-05-02", "ACQ_NONFINAL", "judgment:court", reason="acquittal")
    assert last_check_start(story.facts, story.item()) == on("2025-03-03")
    story.step("2025-06-02", "FROZEN", "judgment:appeal_court", reason="quashed")
    assert last_check_start(story.facts, story.item()) == on("2025-06-02")

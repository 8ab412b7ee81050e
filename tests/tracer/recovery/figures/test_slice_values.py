"""Values of slices."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on
from tracer.recovery.figures.lanes import final_slices, frozen_slices
from tracer.recovery.figures.slice_values import value_at

DAY = on("2026-12-31")


def final_value(story: Story):
    (row,) = final_slices(story.facts)
    return value_at(story.facts, row, "confiscation", DAY)


def test_a_thing_has_the_newest_value_of_the_moment_by_the_day() -> None:
    story = frozen()
    for day, amount in (("2025-01-01", 100), ("2025-02-01", 90), ("2025-02-04", 80)):
        story.add("value", day, asset="x", moment="freezing", amount=amount, currency="RON")
    story.add("value", "2025-02-02", asset="x", moment="other", amount=70, currency="RON")
    (row,) = frozen_slices(story.facts)
    assert value_at(story.facts, row, "freezing", DAY) == {"RON": 90}
    assert value_at(story.facts, row, "confiscation", DAY) is None


def test_money_has_the_sums_found() -> None:
    story = cash(500)
    story.post("2025-02-05", "seize_cash", 30, "minutes:investigator", currency="EUR")
    confiscate(story)
    story.post("2025-06-03", "interest", 9, "account_entry:bank")
    assert final_value(story) == {"RON": 500, "EUR": 30}


def test_what_was_sold_before_the_decision_has_its_price() -> None:
    story = frozen("house")
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed")
    story.add("sale", "2025-03-04", "ordinance:prosecutor", sale="S", item="A", event="ordered", consent=True)
    story.post("2025-03-05", "sale", 600, "sale_record:anabi", share="1/4", cost=20)
    confiscate(story)
    assert final_value(story) is None
    story.add("value", "2025-05-01", asset="x", moment="confiscation", amount=1000, currency="RON")
    assert final_value(story) == {"RON": 600 + 750}


def test_a_sale_on_the_day_of_the_decision_is_not_before_it() -> None:
    story = frozen()
    story.add("value", "2025-05-01", asset="x", moment="confiscation", amount=1000, currency="RON")
    confiscate(story)
    story.post("2025-06-02", "sale", 600, "sale_record:anabi")
    assert final_value(story) == {"RON": 1000}


def test_a_thing_sold_whole_before_the_decision_needs_no_value() -> None:
    story = frozen("house")
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed")
    story.add("sale", "2025-03-04", "ordinance:prosecutor", sale="S", item="A", event="ordered", consent=True)
    story.post("2025-03-05", "sale", 600, "sale_record:anabi")
    confiscate(story)
    assert final_value(story) == {"RON": 600}

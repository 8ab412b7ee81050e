"""Conversion by rates on record."""

from __future__ import annotations

from fractions import Fraction

from tests.tracer.recovery.stories import Story, on
from tracer.recovery.claims.exchange import exact_amount, raised_amount, rounded_amount

DAY = on("2026-02-12")


def rates() -> Story:
    story = Story()
    story.add("rate", "2026-02-12", **{"from": "EUR"}, to="RON", num=50955, den=10000)
    story.add("rate", "2026-02-12", **{"from": "USD"}, to="RON", num=4, den=1)
    return story


def test_a_pair_its_inverse_and_two_legs_are_used() -> None:
    facts = rates().facts
    assert exact_amount(facts, 100, "EUR", "RON", DAY) == Fraction(50955, 100)
    assert raised_amount(facts, 500_000, "RON", "EUR", DAY) == 98_126
    assert rounded_amount(facts, 500_000, "RON", "EUR", DAY) == 98_126
    assert exact_amount(facts, 100, "EUR", "USD", DAY) == Fraction(50955, 400)


def test_a_rate_is_at_most_ten_days_old_and_never_of_a_later_day() -> None:
    facts = rates().facts
    assert rounded_amount(facts, 100, "USD", "RON", on("2026-02-22")) == 400
    assert rounded_amount(facts, 100, "USD", "RON", on("2026-02-23")) is None
    assert raised_amount(facts, 100, "USD", "RON", on("2026-02-11")) is None


def test_the_minor_units_of_the_currencies_count() -> None:
    story = rates()
    story.add("rate", "2026-02-12", **{"from": "JPY"}, to="RON", num=3, den=100)
    assert rounded_amount(story.facts, 1000, "JPY", "RON", DAY) == 3000
    assert rounded_amount(story.facts, 7, "RON", "RON", on("2020-01-01")) == 7

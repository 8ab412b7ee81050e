"""Registered shares and classes."""

from __future__ import annotations

from fractions import Fraction

from tests.tracer.recovery.stories import on, thing
from tracer.recovery.orders.titles import asset_class, registered_share


def test_the_latest_registration_counts() -> None:
    story = thing()
    story.add("owner", "2025-03-01", asset="x", person="ion", share="1/3")
    story.add("owner", "2025-03-01", asset="x", person="ana", share="2/3", to="2025-12-31")
    days = ["2024-12-31", "2025-02-28", "2025-03-01"]
    assert [registered_share(story.facts, "x", "ion", on(day)) for day in days] == [None, 1, Fraction(1, 3)]
    days = ["2025-12-31", "2026-01-01"]
    assert [registered_share(story.facts, "x", "ana", on(day)) for day in days] == [Fraction(2, 3), 0]
    assert registered_share(story.facts, "x", "dan", on("2025-03-01")) == 0


def test_an_asset_has_a_class() -> None:
    assert asset_class(thing("boat").facts, "x") == "boat"
    assert asset_class(thing().facts, None) is None

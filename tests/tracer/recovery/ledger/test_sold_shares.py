"""Shares sold, over all files."""

from __future__ import annotations

from fractions import Fraction

from tests.tracer.recovery.stories import confiscate, frozen
from tracer.recovery.ledger.sold_shares import share_to_sell, sold_shares


def test_a_sale_without_a_share_sells_the_rest() -> None:
    story = frozen()
    confiscate(story)
    story.step("2025-06-10", "ENFORCING", "operative_part:court")
    story.post("2025-06-11", "sale", 100, "sale_record:anabi", share="1/4")
    story.post("2025-06-12", "sale", 200, "sale_record:anabi")
    assert list(sold_shares(story.facts, "x", "ion").values()) == [Fraction(1, 4), Fraction(3, 4)]
    assert sold_shares(story.facts, "x", "ana") == {}
    assert story.post_code("2025-06-13", "sale", 1, "sale_record:anabi") == "ALREADY_SOLD"


def test_only_the_confiscated_share_is_sold() -> None:
    story = frozen()
    story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="DIRECT", share="1/3")
    story.step("2025-06-02", "CONF_FINAL", "judgment:appeal_court")
    item = story.item()
    assert share_to_sell(story.facts, item, story.facts.of(type(item))[0].effective) == 1
    story.post("2025-06-12", "sale", 200, "sale_record:anabi")
    assert list(sold_shares(story.facts, "x", "ion").values()) == [Fraction(1, 3)]

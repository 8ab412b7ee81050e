"""Items that share one lot."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, cash
from tracer.recovery.ledger.lots import items_of_lot, lot_of, office_of


def with_followers() -> Story:
    story = cash()
    story.add("case", "2025-03-01", case="G", office="Office B")
    for name, before in (("B", "A"), ("C", "B")):
        story.add(
            "item",
            "2025-03-01",
            item=name,
            case="G",
            against="ion",
            purposes=["damage"],
            asset="x",
            title_holder="ion",
            share="1/1",
            attached_to=before,
        )
    return story


def test_an_item_shares_the_lot_of_the_first_item() -> None:
    story = with_followers()
    assert lot_of(story.facts, story.item("C")).item == "A"
    assert [item.item for item in items_of_lot(story.facts, "A")] == ["A", "B", "C"]


def test_a_lot_belongs_to_the_office_of_its_first_item() -> None:
    assert office_of(with_followers().facts, "A") == "Office A"
    assert office_of(with_followers().facts, "Z") == ""

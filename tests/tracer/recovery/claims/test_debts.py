"""Secured debts and equity."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, on
from tracer.recovery.claims.debts import debt_left, find_debt, item_equity, latest_value

DAY = on("2025-07-01")


def house(cap: int | None = None, debt_on: str = "ana") -> Story:
    """The worked example: house 400,000.03, share 3/4, mortgage 30,000.01, cost 5 %."""
    story = Story(sale_cost_share="1/20")
    story.add("owner", "2025-01-01", asset="h", person="ana", share="3/4")
    story.add("owner", "2025-01-01", asset="h", person="dan", share="1/4")
    story.add("value", "2025-01-01", asset="h", moment="freezing", amount=40_000_003, currency="RON")
    story.add(
        "encumbrance",
        "2025-01-01",
        encumbrance="m",
        asset="h",
        creditor="bank",
        rank=1,
        amount=3_000_001,
        currency="RON",
        on=debt_on,
    )
    fields = {"cap": cap} if cap else {}
    story.add(
        "item",
        "2025-01-01",
        item="A",
        case="F",
        against="ion",
        purposes=["extended_confiscation"],
        asset="h",
        title_holder="ana",
        share="3/4",
        **fields,
    )
    return story


def figures(story: Story, currency: str = "RON"):
    found = item_equity(story.facts, story.item(), currency, DAY)
    return (found.gross, found.debts, found.costs, found.equity, found.available) if found else None


def test_the_worked_example() -> None:
    assert figures(house()) == (30_000_002, 3_000_001, 1_500_000, 25_500_001, 25_500_001)
    assert figures(house(20_000_000)) == (30_000_002, 3_000_001, 1_500_000, 25_500_001, 20_000_000)


def test_a_debt_on_the_whole_burdens_in_proportion_and_one_on_another_owner_not_at_all() -> None:
    assert (figures(house(debt_on="whole")) or ())[1] == 2_250_001
    assert (figures(house(debt_on="dan")) or ())[1] == 0


def test_without_value_or_rate_there_is_no_equity() -> None:
    assert figures(house(), "EUR") is None
    assert latest_value(house().facts, "h", on("2024-12-31")) is None
    assert latest_value(house().facts, "h", DAY, "disposal") is None


def test_a_debt_belongs_to_its_asset() -> None:
    facts = house().facts
    debt = find_debt(facts, "m", "h")
    assert debt is not None and debt_left(facts, debt) == 3_000_001
    assert find_debt(facts, "m", "x") is None and find_debt(facts, "n", "h") is None

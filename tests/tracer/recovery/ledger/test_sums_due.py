"""The balance due of an order for a sum."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, on
from tracer.recovery.ledger.sums_due import balance_due, collected_abroad, collected_here, find_certificate, sales_under


def order_for_a_sum(amount: int = 1000) -> Story:
    story = Story()
    story.add("case", "2025-01-01", case="F", office="Office A")
    story.add("role", "2025-01-01", case="F", person="ion", role="accused")
    story.add(
        "item",
        "2025-01-01",
        item="A",
        case="F",
        against="ion",
        purposes=["special_confiscation"],
        amount=amount,
        currency="RON",
    )
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator")
    story.add("order", "2025-05-02", "judgment:court", order="J", case="F", order_kind="confiscation")
    story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="VALUE", order="J")
    story.step("2025-06-02", "CONF_FINAL", "judgment:appeal_court", order="J")
    return story


def certified() -> Story:
    story = order_for_a_sum()
    story.add(
        "certificate",
        "2025-06-03",
        certificate="C",
        form="confiscation",
        order="J",
        to_state="ES",
        amount_here=1000,
        total=1000,
        currency="RON",
    )
    return story


def test_what_is_collected_here_and_abroad_lowers_the_balance() -> None:
    story = certified()
    story.post("2025-06-10", "collect", 300, "account_entry:tax_authority")
    story.add("collected", "2025-06-20", certificate="C", amount=500, currency="RON")
    facts, item = story.facts, story.item()
    assert (collected_here(facts, [item]), collected_abroad(facts, "J"), balance_due(facts, item)) == (300, 500, 200)
    assert balance_due(facts, item, on("2025-06-15")) == 700
    assert find_certificate(facts, "C") is not None and find_certificate(facts, "D") is None
    assert story.post_code("2025-06-21", "collect", 201, "account_entry:tax_authority") == "OVER_COLLECTION"
    assert story.code("collected", "2025-06-21", certificate="C", amount=201, currency="RON") == "OVER_COLLECTION"


def test_a_thing_enforced_under_the_order_lowers_the_balance_by_its_net_price() -> None:
    story = order_for_a_sum()
    story.add("asset", "2025-06-03", asset="x", asset_class="car")
    story.add(
        "item",
        "2025-06-03",
        item="T",
        case="F",
        against="ion",
        purposes=["special_confiscation"],
        asset="x",
        title_holder="ion",
        share="1/1",
        under="A",
    )
    story.step("2025-06-03", "IDENTIFIED", "source_record:investigator", "T")
    story.step("2025-06-04", "ENFORCING", "operative_part:tax_authority", "T")
    story.post("2025-06-10", "sale", 400, "sale_record:tax_authority", "T", cost=50)
    assert balance_due(story.facts, story.item()) == 650
    assert [post.amount for post in sales_under(story.facts, story.item())] == [400]


def test_nothing_is_collected_before_the_order_is_final() -> None:
    story = order_for_a_sum()
    assert story.post_code("2025-05-20", "collect", 1, "account_entry:anabi") == "NOT_FINAL"

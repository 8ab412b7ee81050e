"""What is free after reserves."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, cash, confiscate, on
from tracer.recovery.claims.free_money import final_holdings, final_lots, free_money, open_title_claims

DAY = on("2025-07-01")
CLAIM = {"case": "F", "person": "v", "claim_kind": "damage"}


def final(**claim: object) -> Story:
    story = cash(10_000)
    if claim:
        story.add("claim", "2025-03-01", claim="C", **{**CLAIM, "currency": "RON", **claim})
    confiscate(story)
    return story


def test_nothing_is_free_before_the_decision_is_final() -> None:
    assert free_money(final().facts, "A", "RON", on("2025-06-01")) == 0
    assert free_money(final().facts, "A", "RON", DAY) == 10_000
    assert final_lots(final().facts, frozenset({"F"}), DAY) == ["A"]


def test_a_claim_reserves_its_sum_and_one_without_amount_everything() -> None:
    assert free_money(final(amount=4000).facts, "A", "RON", DAY) == 6000
    assert free_money(final(amount=40_000).facts, "A", "RON", DAY) == 0
    assert free_money(final(amount=None).facts, "A", "RON", DAY) is None


def test_a_claim_in_another_currency_is_converted_or_reserves_everything() -> None:
    story = final(amount=1000, currency="EUR")
    assert free_money(story.facts, "A", "RON", DAY) is None
    story.add("rate", "2025-06-30", **{"from": "EUR"}, to="RON", num=50001, den=10000)
    assert free_money(story.facts, "A", "RON", DAY) == 10_000 - 5001


def test_money_of_the_currency_of_the_claim_covers_it_first() -> None:
    story = final(amount=1000, currency="EUR")
    story.post(
        "2025-06-20",
        "fx",
        5000,
        "account_entry:bank",
        to_amount=1000,
        to_currency="EUR",
        rate_num=1,
        rate_den=5,
    )
    assert final_holdings(story.facts, frozenset({"F"}), DAY) == {"RON": 5000, "EUR": 1000}
    assert free_money(story.facts, "A", "RON", DAY) == 5000
    assert free_money(story.facts, "A", "EUR", DAY) == 0


def test_a_claimed_title_leaves_nothing_free_until_it_is_decided() -> None:
    story = final(amount=None, claim_kind="title", item="A")
    assert open_title_claims(story.facts, "A", DAY) == ["C"]
    assert free_money(story.facts, "A", "RON", DAY) == 0
    story.add("claim_decision", "2025-06-10", "ruling:court", claim="C", outcome="rejected")
    assert free_money(story.facts, "A", "RON", DAY) == 10_000


def test_the_budget_gets_only_what_is_free() -> None:
    story = final(amount=4000)
    assert story.post_code("2025-06-10", "pay_budget", 10_001, "payment_order:anabi") == "OVERDRAFT"
    assert story.post_code("2025-06-10", "pay_budget", 6001, "payment_order:anabi") == "CLAIM_OPEN"
    assert story.post_code("2025-06-10", "pay_budget", 6000, "payment_order:anabi") is None

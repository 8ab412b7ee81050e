"""Postings that are refused, and reversals."""

from __future__ import annotations

import pytest

from tests.tracer.recovery.stories import Story, cash, confiscate, frozen
from tracer.recovery.acts.money import PostAct


@pytest.mark.parametrize(
    ("template", "amount", "source", "fields", "expected"),
    [
        ("deposit", 0, "account_entry:bank", {}, "BAD_AMOUNT"),
        ("deposit", -5, "account_entry:bank", {}, "BAD_AMOUNT"),
        ("deposit", 5, "", {}, "NO_DOCUMENT"),
        ("deposit", 5, "account_entry:victim", {}, "WRONG_PAIR"),
        ("deposit", 1, "account_entry:bank", {}, "OVERDRAFT"),
        ("unknown", 5, "account_entry:bank", {}, "NO_SUCH_RECORD"),
        ("sale", 5, "sale_record:anabi", {}, "WRONG_CLASS"),
        ("collect", 5, "account_entry:anabi", {}, "WRONG_CLASS"),
        ("cost", 10_001, "invoice:anabi", {}, "OVERDRAFT"),
        ("recover_advance", 1, "payment_order:anabi", {}, "OVER_COST"),
        ("receive_state", 1, "account_entry:anabi", {}, "NOT_COLLECTED"),
        ("refund_budget", 1, "account_entry:treasury", {}, "OVERDRAFT"),
        ("pay_victim", 1, "payment_order:anabi", {}, "NO_CLAIM"),
        ("refund_victim", 1, "account_entry:anabi", {}, "NO_CLAIM"),
        ("pay_creditor", 1, "payment_order:anabi", {}, "NO_ENCUMBRANCE"),
        ("pay_owner", 1, "payment_order:anabi", {}, "NOT_RELEASED"),
        ("unfreeze_bank", 1, "bank_answer:bank", {}, "NOT_RELEASED"),
        ("pay_budget", 1, "payment_order:anabi", {}, "NOT_FINAL"),
        ("loss", 1, "minutes:anabi", {}, "NO_REASON"),
        ("loss", 1, "minutes:anabi", {"reason": "stolen"}, "OVERDRAFT"),
        ("fx", 100, "account_entry:bank", {}, "BAD_RATE"),
        ("income", 5, "account_entry:custodian", {}, None),
        ("surplus", 5, "minutes:custodian", {}, None),
    ],
)
def test_a_posting_on_deposited_cash(template, amount, source, fields, expected) -> None:
    assert cash().post_code("2025-03-03", template, amount, source, **fields) == expected


@pytest.mark.parametrize(("to_amount", "expected"), [(498, "BAD_RATE"), (499, None), (501, None), (502, "BAD_RATE")])
def test_a_conversion_agrees_with_its_rate_to_one_unit(to_amount: int, expected: str | None) -> None:
    fields = {"to_amount": to_amount, "to_currency": "EUR", "rate_num": 1, "rate_den": 5}
    assert cash().post_code("2025-03-03", "fx", 2500, "account_entry:bank", **fields) == expected


def test_only_money_is_seized_or_frozen_at_a_bank_and_a_thing_is_sold_first() -> None:
    story = frozen()
    assert story.post_code("2025-03-03", "seize_cash", 5, "minutes:prosecutor") == "WRONG_CLASS"
    assert story.post_code("2025-03-03", "deposit", 5, "account_entry:anabi") == "SALE_NOT_ORDERED"
    assert story.post_code("2025-03-03", "sale", 5, "sale_record:anabi") == "SALE_NOT_ORDERED"


def test_a_backdated_payment_may_not_take_money_that_was_spent_later() -> None:
    story = cash(100)
    story.post("2025-03-10", "cost", 80, "invoice:anabi")
    assert story.post_code("2025-03-03", "cost", 21, "invoice:anabi") == "OVERDRAFT"
    assert story.post_code("2025-03-03", "cost", 20, "invoice:anabi") is None


def reverse(story: Story, place: int, day: str, reason: str = "wrong") -> str | None:
    post = story.facts.of(PostAct)[place]
    return story.code("reverse", day, recorded="2025-12-01", posting=post.id, reason=reason)


def test_a_posting_is_reversed_once_on_its_day_with_a_reason() -> None:
    story = cash()
    assert reverse(story, 1, "2025-02-05") == "BAD_DATE"
    assert reverse(story, 1, "2025-02-04", "") == "NO_REASON"
    assert reverse(story, 1, "2025-02-04") is None
    assert reverse(story, 1, "2025-02-04") == "ALREADY_REVERSED"
    assert story.code("reverse", "2025-02-04", posting="a1", reason="x") == "NO_SUCH_RECORD"


def test_money_that_moved_on_is_reversed_first() -> None:
    story = cash()
    outcome = story.try_act("reverse", "2025-02-03", posting=story.facts.of(PostAct)[0].id, reason="wrong")
    assert outcome.refusal is not None and outcome.refusal.code == "BREAKS_LATER"
    assert story.facts.of(PostAct)[1].id in outcome.refusal.message


def test_a_payment_that_was_refunded_is_not_reversed_before_the_refund() -> None:
    story = cash()
    confiscate(story)
    story.post("2025-06-10", "pay_budget", 500, "payment_order:anabi")
    story.post("2025-06-11", "refund_budget", 500, "account_entry:treasury")
    assert reverse(story, 2, "2025-06-10") == "BREAKS_LATER"

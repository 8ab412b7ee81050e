"""Claims, awards and what is outstanding."""

from __future__ import annotations

import pytest

from tests.tracer.recovery.stories import Story, cash, confiscate, on
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.claims.awards import ClaimState, claim_state, claims_of_cases


def claimed(amount: int | None = 4000, kind: str = "damage") -> Story:
    story = cash()
    story.add(
        "claim", "2025-03-01", claim="C", case="F", person="v", claim_kind=kind, amount=amount, currency="RON", item="A"
    )
    return story


def state(story: Story) -> ClaimState:
    claim = story.facts.first(ClaimAct, "C")
    assert claim is not None
    return claim_state(story.facts, claim)


@pytest.mark.parametrize(
    ("outcome", "amount", "outstanding", "left"),
    [
        (None, None, 4000, 0),
        ("awarded", 3000, 4000, 0),
        ("awarded_final", 3000, 3000, 3000),
        ("awarded_final", None, 4000, 4000),
        ("rejected", None, 0, 0),
        ("withdrawn", None, 0, 0),
    ],
)
def test_what_is_outstanding_follows_from_the_decision(outcome, amount, outstanding, left) -> None:
    story = claimed()
    if outcome:
        story.add("claim_decision", "2025-05-02", "judgment:court", claim="C", outcome=outcome, amount=amount)
    assert (state(story).outstanding, state(story).award_left) == (outstanding, left)


def test_a_claim_without_amount_is_without_limit_and_a_title_reserves_no_sum() -> None:
    assert state(claimed(None)).outstanding is None
    assert state(claimed(None, "title")).outstanding == 0


def test_payments_and_refunds_count() -> None:
    story = claimed()
    confiscate(story)
    story.add("claim_decision", "2025-06-02", "judgment:appeal_court", claim="C", outcome="awarded_final", amount=3000)
    story.post("2025-06-10", "pay_victim", 1000, "payment_order:anabi", claim="C")
    story.post("2025-06-11", "refund_victim", 400, "account_entry:anabi", claim="C")
    assert (state(story).paid, state(story).award_left) == (600, 2400)
    assert claims_of_cases(story.facts, frozenset({"F"}), on("2025-06-10"))[0].paid == 1000
    assert claims_of_cases(story.facts, frozenset({"G"})) == []
    assert story.post_code("2025-06-12", "refund_victim", 601, "account_entry:anabi", claim="C") == "OVERDRAFT"


def test_an_award_above_the_claim_is_a_flag() -> None:
    story = claimed()
    outcome = story.add("claim_decision", "2025-06-02", "judgment:court", claim="C", outcome="awarded", amount=5000)
    assert outcome == ("AWARD_ABOVE_CLAIM",)

"""Closed months of an office: which they are, and what they take."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.controls.month_acts import OFFICE, close, month_code, reopen
from tests.tracer.recovery.stories import Story, cash, confiscate, on
from tracer.recovery.acts.money import PostAct
from tracer.recovery.controls.months import (
    closed_months,
    closed_until,
    first_of_month,
    is_closed,
    last_of_month,
    next_month,
)
from tracer.recovery.ledger.statements import office_flows


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_month_has_its_day_and_ends_before_the_next(day: date) -> None:
    first, last, after = first_of_month(day), last_of_month(day), next_month(day)
    assert first <= day <= last
    assert (first.day, after.day, last + timedelta(days=1)) == (1, 1, after)
    assert (first.year, first.month) == (day.year, day.month) == (last.year, last.month)


def test_a_closing_closes_all_months_before_it() -> None:
    story = cash()
    assert closed_until(story.facts, OFFICE) is None
    close(story, "2025-03-01", "2025-04-02")
    assert closed_until(story.facts, OFFICE) == on("2025-03-31")
    assert is_closed(story.facts, OFFICE, on("2025-02-03"))
    assert not is_closed(story.facts, OFFICE, on("2025-04-01"))
    assert not is_closed(story.facts, "another office", on("2025-02-03"))


def test_a_month_is_closed_after_its_end_once_by_two_persons() -> None:
    story = cash()
    assert month_code(story, "closed", "2025-02-01", "2025-02-28") == "TERM_RUNS"
    assert month_code(story, "closed", "2025-02-02", "2025-03-03") == "BAD_DATE"
    assert month_code(story, "closed", "2025-02-01", "2025-03-03", signed_by=None) == "NO_SECOND_PERSON"
    assert month_code(story, "closed", "2025-02-01", "2025-03-03", signed_by="ana  PROBA") == "SAME_PERSON"
    assert month_code(story, "closed", "2025-02-01", "2025-03-03", office="nobody's") == "NO_SUCH_RECORD"
    assert month_code(story, "sealed", "2025-02-01", "2025-03-03") == "NO_SUCH_STEP"
    close(story, "2025-02-01", "2025-03-03")
    assert month_code(story, "closed", "2025-02-01", "2025-03-04") == "ALREADY_CLOSED"
    assert month_code(story, "closed", "2025-01-01", "2025-03-04") == "ALREADY_CLOSED"
    assert month_code(story, "closed", "2025-03-01", "2025-03-02") == "BAD_DATE"


def test_only_the_last_closed_month_is_reopened_and_only_with_a_reason() -> None:
    story = cash()
    assert month_code(story, "reopened", "2025-02-01", "2025-03-03", reason="error") == "NO_SUCH_STEP"
    close(story, "2025-02-01", "2025-03-03")
    close(story, "2025-03-01", "2025-04-02")
    assert month_code(story, "reopened", "2025-03-01", "2025-04-03") == "NO_REASON"
    assert month_code(story, "reopened", "2025-02-01", "2025-04-03", reason="error") == "BREAKS_LATER"
    reopen(story, "2025-03-01", "2025-04-03", "a posting was left out")
    assert closed_until(story.facts, OFFICE) == on("2025-02-28")
    assert [(act.month, act.author, act.signed_by) for act in closed_months(story.facts, OFFICE)] == [
        (on("2025-02-01"), "Ana Proba", "Dan Proba")
    ]


def test_a_closed_month_takes_no_posting_until_it_is_reopened() -> None:
    story = cash()
    close(story, "2025-02-01", "2025-03-03")
    late = ("interest", 7, "account_entry:bank")
    outcome = story.try_act(
        "post", "2025-02-20", late[2], "2025-03-05", item="A", template=late[0], amount=late[1], currency="RON"
    )
    assert outcome.refusal is not None
    assert outcome.refusal.code == "MONTH_CLOSED"
    assert outcome.refusal.message.params["day"] == "2025-03-01"
    assert outcome.refusal.message.params["month"] == "2025-02"
    story.post("2025-03-05", *late)
    reopen(story, "2025-02-01", "2025-03-06", "interest of February")
    story.post("2025-02-20", *late)


def test_a_posting_of_a_closed_month_is_reversed_in_an_open_one_and_the_closing_stays() -> None:
    story = cash(500)
    deposit = story.facts.of(PostAct)[-1].id
    first, last = on("2025-02-01"), on("2025-02-28")
    before = office_flows(story.facts, first, last)
    close(story, "2025-02-01", "2025-03-03")
    reversal = {"posting": deposit, "reason": "wrong lot"}
    assert story.code("reverse", "2025-02-04", recorded="2025-03-05", **reversal) == "MONTH_CLOSED"
    assert story.code("reverse", "2025-02-20", recorded="2025-03-05", **reversal) == "MONTH_CLOSED"
    story.add("reverse", "2025-03-05", **reversal)
    assert office_flows(story.facts, first, last) == before
    march = office_flows(story.facts, on("2025-03-01"), on("2025-03-31"))[OFFICE]
    assert march["UNIQUE_ACCOUNT", "RON"].closing == 0
    assert march["SEIZED_CASH", "RON"].closing == 500
    assert march["UNIQUE_ACCOUNT", "RON"].opening == before[OFFICE]["UNIQUE_ACCOUNT", "RON"].closing == 500


@pytest.mark.parametrize(
    ("payment", "refund", "source", "claim"),
    [
        ("pay_budget", "refund_budget", "account_entry:treasury", {}),
        ("pay_victim", "refund_victim", "account_entry:anabi", {"claim": "C"}),
    ],
)
def test_what_a_later_reversal_takes_back_is_not_refunded_before_it(payment, refund, source, claim) -> None:
    story = paid_in_june(payment, claim)
    assert story.post_code("2025-07-05", refund, 301, source, **claim) == "OVERDRAFT"
    story.add("reverse", "2025-07-10", posting=story.facts.of(PostAct)[-1].id, reason="wrong account")
    for day in ("2025-07-05", "2025-07-11"):
        assert story.post_code(day, refund, 300, source, **claim) == "OVERDRAFT"


def paid_in_june(payment: str, claim: dict[str, str]) -> Story:
    """Confiscated cash of 500, of which 200 went to another victim and 300 out; June is closed."""
    story = cash(500)
    for name in ("C", "D"):
        fields = {"claim": name, "case": "F", "person": f"v{name}", "claim_kind": "damage", "item": "A"}
        story.add("claim", "2025-03-01", amount=300, currency="RON", **fields)
    confiscate(story)
    for name, amount in (("C", 300 if claim else None), ("D", 200)):
        fields = {"claim": name, "outcome": "awarded_final" if amount else "rejected", "amount": amount}
        story.add("claim_decision", "2025-06-02", "judgment:appeal_court", **fields)
    story.post("2025-06-09", "pay_victim", 200, "payment_order:anabi", claim="D")
    story.post("2025-06-10", payment, 300, "payment_order:anabi", **claim)
    close(story, "2025-06-01", "2025-07-02")
    return story


def test_an_open_month_keeps_reversals_on_the_day_of_the_posting() -> None:
    story = cash(500)
    deposit = story.facts.of(PostAct)[-1].id
    assert story.code("reverse", "2025-03-05", posting=deposit, reason="wrong lot") == "BAD_DATE"


def test_neither_a_closing_nor_a_posting_of_a_closed_month_is_revoked() -> None:
    story = cash()
    deposit = story.facts.of(PostAct)[-1].id
    close(story, "2025-02-01", "2025-03-03")
    (closing,) = closed_months(story.facts, OFFICE)
    assert story.code("revoke", "2025-02-04", recorded="2025-03-05", target=deposit, reason="error") == "MONTH_CLOSED"
    assert (
        story.code("revoke", "2025-03-03", recorded="2025-03-05", target=closing.id, reason="error") == "NO_SUCH_STEP"
    )

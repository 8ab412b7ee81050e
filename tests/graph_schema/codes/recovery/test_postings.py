"""The templates of a posting, by name alone."""

from __future__ import annotations

from graph_schema.codes.recovery.postings import POSTING_TEMPLATE_CODES


def test_money_is_paid_to_each_destination_and_comes_back_from_two():
    paid = {code.removeprefix("pay_") for code in POSTING_TEMPLATE_CODES if code.startswith("pay_")}
    assert paid == {"victim", "budget", "state", "creditor", "owner"}
    assert {code.removeprefix("refund_") for code in POSTING_TEMPLATE_CODES if code.startswith("refund_")} < paid


def test_a_reversal_is_an_event_of_its_own():
    assert "reversal" not in POSTING_TEMPLATE_CODES and len(POSTING_TEMPLATE_CODES) == 23

"""The money of a lot: what came in, what it cost, where it went, what is left, each sum once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.values.money import Money
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.recovery.totals.lot_receipts import Receipts, lot_money, parts_of_receipts

DAY = date(2025, 1, 10)
RATES = {("EUR", date(2025, 1, 10)): 5, ("EUR", date(2025, 1, 20)): 4}


def item(name: str = "i", asset: str = "a") -> ItemAct:
    return ItemAct(
        id=name, effective=DAY, recorded=DAY, item=name, case="c", against="p", purposes=frozenset(), asset=asset
    )


def post(number: int, template: str, amount: int, currency: str = "RON", day: date = DAY, **more) -> PostAct:
    return PostAct(
        id=f"p{number}",
        effective=day,
        recorded=day,
        item="i",
        template=template,
        amount=amount,
        currency=currency,
        **more,
    )


def convert(money: Money, on: date) -> int | None:
    if money.currency == "RON":
        return money.minor
    rate = RATES.get((money.currency, on))
    return None if rate is None else money.minor * rate


def money(*acts, on: date = date(2025, 12, 31)):
    return lot_money(RecoveryFacts([item(), *acts]), "i", on, convert)


def test_a_sale_is_its_price_and_its_cost_is_taken_out_of_it():
    found = money(post(1, "sale", 200, cost=4), post(2, "pay_creditor", 45), post(3, "pay_victim", 50))
    assert found.receipts == Receipts(200, costs=4, creditors=45, victims=50, undistributed=101)
    assert found.costs == 4


def test_cash_is_received_when_it_is_deposited_and_not_when_it_is_found():
    taken = post(1, "seize_cash", 70)
    assert money(taken).receipts.received is None
    assert money(taken, post(2, "deposit", 70)).receipts == Receipts(70, undistributed=70)


def test_an_advance_lessens_the_receipts_when_it_is_paid_back():
    sold, advance = post(1, "sale", 100), post(2, "cost_advance", 30)
    found = money(sold, advance)
    assert (found.receipts.costs, found.receipts.undistributed, found.costs) == (0, 100, 30)
    found = money(sold, advance, post(3, "recover_advance", 30))
    assert (found.receipts.costs, found.receipts.undistributed, found.costs) == (30, 70, 30)


def test_a_reversed_posting_and_one_of_a_later_day_count_for_nothing():
    sold, wrong = post(1, "sale", 100), post(2, "pay_budget", 60)
    gone = ReverseAct(id="r", effective=DAY, recorded=DAY, posting="p2", reason="greșeală")
    later = post(3, "pay_budget", 10, day=date(2025, 2, 1))
    assert money(sold, wrong, gone, later, on=date(2025, 1, 31)).receipts == Receipts(100, undistributed=100)


def test_a_refund_lessens_what_was_paid():
    found = money(post(1, "sale", 100), post(2, "pay_budget", 100), post(3, "refund_budget", 40))
    assert (found.receipts.budget, found.receipts.undistributed) == (60, 40)


def test_each_sum_is_converted_on_its_day_and_the_difference_has_its_own_figure():
    spent = post(2, "pay_budget", 100, "EUR", day=date(2025, 1, 20))
    found = money(post(1, "sale", 100, "EUR"), spent)
    assert found.receipts == Receipts(500, budget=400, exchange=100)


def test_a_sum_without_a_rate_is_listed_and_not_added():
    found = money(post(1, "sale", 100, "EUR", day=date(2025, 3, 1)), post(2, "sale", 7))
    assert (found.receipts.received, found.receipts.without_rate) == (7, True)
    assert [(row.subject, row.event, row.money) for row in found.unconverted] == [("i", "p1", Money(100, "EUR"))]


def test_money_freed_by_the_bank_was_never_received():
    found = money(post(1, "bank_freeze", 90), post(2, "unfreeze_bank", 90))
    assert found.receipts == Receipts(None)


@given(
    st.integers(0, 10_000),
    st.lists(st.integers(0, 2_000), min_size=4, max_size=4),
    st.lists(st.integers(1, 12), min_size=1, max_size=5),
)
def test_the_parts_of_the_money_add_up_to_it(received, parts, weights):
    costs, victims, budget, owners = parts
    left = received - sum(parts)
    whole = Receipts(received, costs, victims, budget, 0, 0, owners, max(left, 0), min(left, 0))
    found = parts_of_receipts(whole, weights)
    for name in ("received", "costs", "victims", "budget", "owners", "undistributed", "exchange"):
        assert sum(getattr(row, name) for row in found) == getattr(whole, name)
    for row in found:
        assert row.received == row.costs + row.paid + row.undistributed + row.exchange


@pytest.mark.parametrize("weights", [[1], [1, 2]])
def test_without_a_receipt_every_part_is_without_one(weights):
    assert parts_of_receipts(Receipts(None), weights) == [Receipts(None)] * len(weights)


def test_the_share_of_an_item_does_not_cut_its_money():
    assert money(post(1, "sale", 100, share=Fraction(1, 3))).receipts.received == 100

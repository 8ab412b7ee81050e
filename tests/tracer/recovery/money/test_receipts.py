from __future__ import annotations

from datetime import date
from fractions import Fraction

from tracer.recovery.measures.history import replay
from tracer.recovery.money.rates import Rates
from tracer.recovery.money.receipts import Receipts, measure_money, part_of_receipts

DAY = date(2025, 1, 1)
SOLD_EARLY = "IDENTIFIED TRACED REQUESTED FROZEN SALE_ORDERED"


def money(events, costs=(), rates=()):
    state = replay(events, as_of=DAY, known_on=DAY)
    assert state.left_out == ()
    return measure_money("mea-1", state, costs, Rates(rates), "EUR")


def eur(minor):
    return {"amount_minor": minor, "currency": "EUR"}


def realised(life, step, route, *sums):
    days = iter(f"2024-02-{day:02}" for day in range(5, 28))
    return [
        *life(route("ENFORCING"), "2024-01-08"),
        *(step(state, next(days), locator=f"row:{place}", **eur(minor)) for place, (state, minor) in enumerate(sums)),
    ]


def test_what_came_in_is_what_went_out_and_what_is_held(life, step, route, cost):
    events = realised(life, step, route, ("REALISED", 1000), ("VICTIM", 600), ("BUDGET", 100), ("SHARED", 50))
    found = money(events, [cost("mea-1", 30, "2024-01-20"), cost("mea-1", 20, "2024-02-20")])
    assert found.receipts == Receipts(1000, 50, 600, 100, 50, 200, False)
    assert found.costs == 50


def test_money_in_two_receipts_and_to_two_victims_adds_up(life, step, route):
    events = realised(life, step, route, ("REALISED", 400), ("REALISED", 600), ("VICTIM", 1), ("VICTIM", 2))
    assert money(events).receipts == Receipts(1000, 0, 3, 0, 0, 997, False)


def test_a_deposit_is_net_of_the_costs_of_the_sale(life, step, cost):
    events = [
        *life(SOLD_EARLY, "2024-01-08"),
        step("DEPOSITED", "2024-02-05", **eur(900)),
        step("DEPOSITED", "2024-08-05", **eur(900)),
    ]
    costs = [cost("mea-1", 40, "2024-02-05"), cost("mea-1", 7, "2024-02-06")]
    found = money(events, costs)
    assert found.receipts == Receipts(900, 7, 0, 0, 0, 893, False)
    assert found.costs == 47


def test_money_realised_after_a_deposit_is_that_money_with_interest(life, step, cost):
    events = [
        *life(SOLD_EARLY, "2024-01-08"),
        step("DEPOSITED", "2024-02-05", **eur(900)),
        *(
            step(state, f"2024-03-{day:02}")
            for day, state in enumerate(("CONF_NONFINAL", "CONF_FINAL", "ENFORCING"), 4)
        ),
        step("REALISED", "2024-04-08", **eur(910)),
    ]
    assert money(events, [cost("mea-1", 40, "2024-02-05")]).receipts == Receipts(910, 40, 0, 0, 0, 870, False)


def test_no_sum_received_is_unknown_and_not_nothing(life, step, route, cost):
    events = life(route("REALISED"), "2024-01-08")
    found = money(events, [cost("mea-1", 5, "2024-01-20")])
    assert found.receipts.received is None
    assert found.costs == 5
    paid = [*events, step("VICTIM", "2024-03-04", **eur(70))]
    assert money(paid, [cost("mea-1", 5, "2024-01-20")]).receipts == Receipts(75, 5, 70, 0, 0, 0, True)


def test_each_sum_is_converted_at_its_own_day_or_listed(life, step, route, rate):
    events = [
        *life(route("ENFORCING"), "2024-01-08"),
        step("REALISED", "2024-02-05", amount_minor=500, currency="RON"),
        step("VICTIM", "2024-05-06", amount_minor=100, currency="RON"),
    ]
    rates = [rate("EUR/RON", 5, 1, "2024-02-05"), rate("EUR/RON", 4, 1, "2024-05-06")]
    assert money(events, rates=rates).receipts == Receipts(100, 0, 25, 0, 0, 75, False)
    found = money(events, rates=rates[:1])
    assert found.receipts == Receipts(100, 0, 0, 0, 0, 100, False)
    assert [(row.subject, row.money.minor, row.on) for row in found.unconverted] == [("mea-1", 100, date(2024, 5, 6))]


def test_a_receipt_without_a_rate_is_no_missing_receipt(life, step, route, rate):
    events = [
        *life(route("ENFORCING"), "2024-01-08"),
        step("REALISED", "2024-02-05", amount_minor=500, currency="RON"),
    ]
    assert money(events).receipts == Receipts(None, 0, 0, 0, 0, 0, False, True)
    paid = [*events, step("VICTIM", "2024-05-06", **eur(30))]
    assert money(paid).receipts == Receipts(30, 0, 30, 0, 0, 0, True, True)
    partly = [
        *life(route("ENFORCING"), "2024-01-08"),
        step("REALISED", "2024-02-05", **eur(40)),
        step("REALISED", "2024-02-06", amount_minor=500, currency="RON"),
        step("VICTIM", "2024-05-06", **eur(30)),
    ]
    assert money(partly).receipts == Receipts(40, 0, 30, 0, 0, 10, True, True)
    rates = [rate("EUR/RON", 5, 1, "2024-02-05")]
    assert money(partly, rates=rates).receipts == Receipts(140, 0, 30, 0, 0, 110, False)


def test_a_part_of_the_money_still_adds_up():
    part = part_of_receipts(Receipts(1001, 51, 600, 100, 50, 200, False), Fraction(1, 3))
    assert part == Receipts(334, 17, 200, 33, 17, 67, False)
    assert part.received == part.costs + part.victims + part.budget + part.shared + part.undistributed

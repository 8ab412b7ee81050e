"""Where an item stands on a day by its steps and by its money."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.recovery.totals.counted_items import counted_item, most_binding

FIRST = date(2025, 1, 6)
LAST = date(2025, 12, 31)
ITEM = ItemAct(
    id="i",
    effective=FIRST,
    recorded=FIRST,
    item="i",
    case="c",
    against="p",
    purposes=frozenset({"special_confiscation"}),
    asset="a",
    share=Fraction(1),
)
FINAL = ("IDENTIFIED", "FROZEN", "CONF_NONFINAL", "CONF_FINAL")


def steps(*states):
    days = [FIRST + timedelta(days=place) for place in range(len(states))]
    return [
        StepAct(id=f"s{place}", effective=day, recorded=day, item="i", to=state)
        for place, (state, day) in enumerate(zip(states, days, strict=True))
    ]


def post(number, template, day=date(2025, 3, 3)):
    return PostAct(
        id=f"p{number}", effective=day, recorded=day, item="i", template=template, amount=100, currency="EUR"
    )


def reverse(number):
    return ReverseAct(id=f"r{number}", effective=LAST, recorded=LAST, posting=f"p{number}", reason="greșeală")


def state(*acts, on=LAST):
    return counted_item(RecoveryFacts([ITEM, *acts]), ITEM, on)


def test_a_final_item_is_realised_by_its_money_and_paid_by_its_payments():
    assert state(*steps(*FINAL)).state == "CONF_FINAL"
    assert state(*steps(*FINAL), post(1, "sale")).state == "REALISED"
    paid = state(*steps(*FINAL), post(1, "sale"), post(2, "pay_victim"))
    assert (paid.state, paid.own, paid.live) == ("VICTIM", "CONF_FINAL", False)
    assert state(*steps(*FINAL), post(1, "sale"), on=date(2025, 3, 2)).state == "CONF_FINAL"


def test_a_reversed_posting_makes_no_money():
    assert state(*steps(*FINAL), post(1, "sale"), reverse(1)).state == "CONF_FINAL"
    assert state(*steps(*FINAL), post(1, "sale"), post(2, "pay_budget"), reverse(2)).state == "REALISED"


def test_a_frozen_thing_that_was_sold_is_not_confiscated():
    sold = state(*steps("IDENTIFIED", "FROZEN"), post(1, "sale"))
    assert (sold.state, sold.bucket) == ("DEPOSITED", "frozen")


@pytest.mark.parametrize(
    ("states", "bucket"),
    [(("IDENTIFIED", "RELEASED"), "dropped"), (("FROZEN", "RELEASED"), "released"), ((), "not_secured")],
)
def test_what_was_never_tied_was_not_released(states, bucket):
    assert state(*steps(*states)).bucket == bucket


def test_the_most_binding_item_gives_the_state_of_the_asset():
    frozen, final = state(*steps("IDENTIFIED", "FROZEN")), state(*steps(*FINAL))
    assert most_binding([frozen, final]) == "CONF_FINAL"
    assert most_binding([]) == "IDENTIFIED"

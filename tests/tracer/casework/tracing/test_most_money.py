"""The most money from the rows of a case: both sides of a party, the days asked about, and what changes the currency."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from graph_schema.errors import WrongUse
from tests.tracer.casework.ties.test_suspect_assets import small_case, transfer
from tracer.casework.tracing.most_money import accounts_of, count_most_money

HELD = (("HoldsAccount", "P1", "A1", {}), ("ControlsAccount", "P1", "A2", {}), ("Holds", "P1", "V1", {}))
PAID = (
    ("A1", "A3", date(2021, 5, 1)),
    ("A2", "A3", date(2021, 5, 3)),
    ("A3", "A4", date(2021, 5, 2)),
    ("A3", "A4", date(2021, 5, 4)),
    ("A3", "A4", date(2021, 5, 5)),
)


def count(graph, payers, payees, **days):
    return count_most_money(graph, payers, payees, **{"from_date": None, "to_date": None, **days})


def test_all_accounts_of_a_party_pay_together():
    graph = small_case(*HELD, ("HoldsAccount", "P2", "A4", {}), ("HoldsAccount", "P3", "A3", {}), paid=PAID)
    assert accounts_of(graph, "P1") == {"A1", "A2"}
    ((both,), converted) = count(graph, accounts_of(graph, "P1"), accounts_of(graph, "P2"))
    assert (both.currency, both.minor, both.chain_minor, converted) == ("EUR", 200, 100, 0)
    assert set(both.limits) == {"t0", "t1"}
    assert both.chain == ("t0", "t2")
    ((one,), _) = count(graph, {"A1"}, {"A4"})
    assert one.minor == 100


@pytest.mark.parametrize(
    ("days", "minor"),
    [
        ({"from_date": date(2021, 5, 1), "to_date": date(2021, 5, 5)}, 200),
        ({"from_date": date(2021, 5, 2)}, 100),
        ({"to_date": date(2021, 5, 3)}, 100),
        ({"from_date": date(2021, 5, 4)}, 0),
    ],
)
def test_only_payments_within_the_days_count(days, minor):
    graph = small_case(*HELD, paid=PAID)
    found, _ = count(graph, {"A1", "A2"}, {"A4"}, **days)
    assert sum(line.minor for line in found) == minor


def test_a_fee_on_the_way_arrives_nowhere_and_another_currency_is_in_no_sum():
    graph = small_case(*HELD)
    rows = [
        transfer(0, "A1", "A4", date(2021, 5, 1)) | {"credit_minor": 90},
        transfer(1, "A1", "A4", date(2021, 5, 1)) | {"credit_currency": "RON", "credit_minor": 490},
        transfer(2, "A1", None, date(2021, 5, 1)),
    ]
    table = pa.Table.from_pylist(rows, schema=graph.transfers.schema)
    object.__setattr__(graph, "transfers", table)
    ((line,), converted) = count(graph, {"A1"}, {"A4"})
    assert (line.minor, converted) == (90, 1)


def test_an_account_of_both_is_refused():
    graph = small_case(*HELD, paid=PAID)
    with pytest.raises(WrongUse):
        count(graph, {"A1", "A3"}, {"A3", "A4"})


def test_without_payments_nothing_can_have_gone():
    assert count(small_case(*HELD), {"A1"}, {"A4"}) == ((), 0)

"""Payments between two accounts in pages, narrowed by day and amount."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from graph_schema.records.transfers import PAYMENT_SCHEMA
from tracer.resolve.money_lines import MoneyLines


def payment(id_, day, debit_minor, credit_minor):
    known = {
        "transfer_id": id_,
        "debit_account": "a",
        "credit_account": "b",
        "value_date": day,
        "booking_date": day,
        "debit_minor": debit_minor,
        "debit_currency": "RON",
        "credit_minor": credit_minor,
        "credit_currency": "EUR",
        "kind": "transfer",
    }
    return {name: known.get(name) for name in PAYMENT_SCHEMA.names}


LINES = MoneyLines(
    pa.Table.from_pylist(
        [payment("t1", date(2024, 1, 5), 500, 100), payment("t2", date(2024, 1, 6), 90, 100)], PAYMENT_SCHEMA
    )
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["t1", "t2"]),
        ({"min_minor": 500}, ["t1"]),
        ({"min_minor": 100}, ["t1", "t2"]),
        ({"min_minor": 501}, []),
        ({"from_date": date(2024, 1, 6)}, ["t2"]),
        ({"to_date": date(2024, 1, 5)}, ["t1"]),
    ],
)
def test_the_least_sum_holds_for_the_larger_side_and_days_are_inclusive(asked, found):
    assert LINES.single("a", "b", **asked).column("transfer_id").to_pylist() == found


def test_a_payment_of_an_account_to_itself_is_one_line():
    own = {**payment("t3", date(2024, 1, 7), 30, 30), "credit_account": "a", "credit_currency": "RON"}
    lines = MoneyLines(pa.Table.from_pylist([own], PAYMENT_SCHEMA)).of("a", limit=9)
    assert [(line.debit_account, line.credit_account, line.count, line.sum_minor) for line in lines] == [
        ("a", "a", 1, 30)
    ]

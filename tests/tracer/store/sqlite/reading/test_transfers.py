"""Pages of transfers: what a filter lets through, in which order, and whose words stand first."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from graph_schema.records.transfers import ENTRY_SCHEMA
from tracer.store.ports.store_values import TransferFilter
from tracer.store.sqlite.store import open_sqlite_store


@pytest.fixture
def page(case_path, fill, make_entries):
    """The ids of the transfers that a filter lets through, of rows given as changes to a payment of 1.00."""
    store = open_sqlite_store(case_path, create=True)

    def read(rows, **where):
        (plain,) = make_entries(1).to_pylist()
        table = pa.Table.from_pylist([plain | {"seq": n} | row for n, row in enumerate(rows, 1)], ENTRY_SCHEMA)
        fill(store, "a", table)
        return store.transfers(TransferFilter(**where))

    yield read
    store.close()


EXCHANGED = [
    {"transfer_id": "tra-1", "debit_minor": 500, "credit_minor": 100, "credit_currency": "EUR"},
    {"transfer_id": "tra-2", "debit_minor": 100, "credit_minor": 500, "credit_currency": "EUR"},
    {"transfer_id": "tra-3", "debit_minor": 499, "credit_minor": 499},
]


def test_the_least_sum_holds_for_the_larger_side_and_is_inclusive(page):
    assert page(EXCHANGED, min_minor=500).column("transfer_id").to_pylist() == ["tra-1", "tra-2"]


def dated(*days):
    names = [f"tra-{len(days) - place}" for place in range(len(days))]
    return [
        {"transfer_id": name, "value_date": date(2024, 1, day), "booking_date": date(2024, 1, day)}
        for name, day in zip(names, days, strict=True)
    ]


def test_a_page_is_in_order_of_value_date_then_id_and_days_are_inclusive(page):
    found = page(dated(4, 5, 6, 6, 7), from_date=date(2024, 1, 5), to_date=date(2024, 1, 6))
    assert found.column("transfer_id").to_pylist() == ["tra-4", "tra-2", "tra-3"]


def test_the_debit_sides_own_words_come_first_and_what_it_leaves_out_from_the_credit_side(page):
    told = {"description": "spus de plătitor", "reference": None}
    other = {"side": "credit", "description": "spus de beneficiar", "reference": "REF-1"}
    (row,) = page([told, other]).to_pylist()
    assert (row["description"], row["reference"]) == ("spus de plătitor", "REF-1")

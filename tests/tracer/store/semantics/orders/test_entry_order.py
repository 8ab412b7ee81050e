"""The place of each entry among all rows of its account."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tracer.store.semantics.orders.entry_order import RANK_COLUMNS, rank_entries

SCHEMA = pa.schema(
    [(name, pa.string() if name in ("currency", "transfer_id", "side") else pa.int64()) for name in RANK_COLUMNS]
)


def places(*rows):
    """Rows as (account, currency, period, seq, teller, transfer, side) -> {(transfer, side): place}."""
    entries = pa.Table.from_pylist([dict(zip(RANK_COLUMNS, row, strict=True)) for row in rows], schema=SCHEMA)
    chosen, numbers = rank_entries(entries)
    return {(rows[row][5], rows[row][6]): number for row, number in zip(chosen.tolist(), numbers.tolist(), strict=True)}


def test_no_entries_have_no_places():
    assert places() == {}


def test_periods_come_before_places_in_them():
    assert places(
        (1, "RON", 1, 1, 0, "later", "debit"),
        (1, "RON", 0, 9, 0, "second", "credit"),
        (1, "RON", 0, 2, 0, "first", "debit"),
    ) == {("first", "debit"): 1, ("second", "credit"): 2, ("later", "debit"): 3}


def test_accounts_and_currencies_are_ranked_apart():
    assert places(
        (1, "RON", 0, 5, 0, "a", "debit"),
        (1, "EUR", 0, 6, 0, "b", "debit"),
        (2, "RON", 0, 7, 0, "a", "credit"),
        (2, "RON", 0, 8, 0, "c", "credit"),
    ) == {("a", "debit"): 1, ("b", "debit"): 1, ("a", "credit"): 1, ("c", "credit"): 2}


def test_what_two_statements_tell_counts_once_where_it_is_met_first():
    assert places(
        (1, "RON", 1, 1, 0, "twice", "debit"),
        (1, "RON", 1, 2, 0, "last", "debit"),
        (1, "RON", 0, 7, 1, "twice", "debit"),
        (1, "RON", 0, 6, 1, "first", "debit"),
    ) == {("first", "debit"): 1, ("twice", "debit"): 2, ("last", "debit"): 3}


def test_at_the_same_place_the_source_of_the_smaller_digest_comes_first():
    assert places((1, "RON", 0, 1, 1, "a", "debit"), (1, "RON", 0, 1, 0, "b", "debit")) == {
        ("b", "debit"): 1,
        ("a", "debit"): 2,
    }


def test_rows_of_a_statement_keep_their_order_whichever_source_states_them():
    same = {"account": 1, "currency": "RON", "period": 0, "side": "debit"}
    rows = [
        {**same, "seq": 1, "source_rank": 1, "transfer_id": "first"},
        {**same, "seq": 2, "source_rank": 0, "transfer_id": "second"},
    ]
    chosen, numbers = rank_entries(pa.Table.from_pylist(rows, schema=SCHEMA))
    assert (chosen.tolist(), numbers.tolist()) == ([0, 1], [1, 2])


# The account of an entry follows from its movement and side, so it is drawn with them.
ENTRY = st.sampled_from([("t1", "debit", 1), ("t1", "credit", 2), ("t2", "debit", 1), ("t3", "credit", 1)])
ROWS = st.lists(st.tuples(ENTRY, st.integers(0, 2), st.integers(0, 3), st.integers(0, 1)), max_size=10)


@given(ROWS, st.randoms(use_true_random=False))
def test_places_count_from_one_without_gaps_in_whatever_order_rows_come(drawn, order):
    rows = [(entry[2], "RON", period, seq, teller, entry[0], entry[1]) for entry, period, seq, teller in drawn]
    found = places(*rows)
    account = {(row[5], row[6]): row[0] for row in rows}
    assert found.keys() == account.keys()
    for one in set(account.values()):
        own = sorted(place for entry, place in found.items() if account[entry] == one)
        assert own == list(range(1, len(own) + 1))
    order.shuffle(rows)
    assert places(*rows) == found

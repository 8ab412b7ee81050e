"""One order for the rows of many statements."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.ledgers.ledger import LedgerEntry
from tracer.analysis.tracing.ledgers.ordering import UnorderableDay, order_entries

A, B, C = ("A", "RON"), ("B", "RON"), ("C", "RON")
DAY = date(2024, 3, 1)


def entry(
    entry_id: str, debit: Any, credit: Any, debit_seq: int | None = None, credit_seq: int | None = None
) -> LedgerEntry:
    return LedgerEntry(entry_id, DAY, debit, credit, 10, 10, debit_seq, credit_seq)


def ids(entries: list[LedgerEntry]) -> str:
    return " ".join(one.id for one in order_entries(entries).entries)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        # statements rule, whatever the ids say
        ([entry("a", B, C, 2), entry("z", A, B, 1, 1)], "z a"),
        ([entry("a", A, None, 2), entry("b", A, None, 1)], "b a"),
        # no rows: money comes in before it goes out, then by id
        ([entry("a", B, C), entry("b", C, None), entry("z", A, B)], "z a b"),
        # a ring without rows has no first: the smallest id
        ([entry("b", B, A), entry("a", A, B)], "a b"),
        # rows beat the preference: the credit without a row still comes when the rows allow it
        ([entry("out", A, None, 1), entry("in", None, A, None, 2)], "out in"),
        ([entry("a", A, None, 1), entry("x", None, A)], "x a"),
        # a self transfer waits for nothing
        ([entry("a", A, A), entry("b", None, A)], "a b"),
    ],
)
def test_order_in_figures(entries: list[LedgerEntry], expected: str) -> None:
    assert ids(entries) == expected


def test_days_come_first() -> None:
    late = LedgerEntry("a", date(2024, 3, 2), A, None, 1, 1, 1)
    assert ids([late, entry("b", A, None, 9)]) == "b a"


def test_statements_that_contradict_one_another_are_named() -> None:
    """By A's statement p comes before q, by B's statement after it."""
    entries = [entry("p", A, B, 1, 2), entry("q", A, B, 2, 1), entry("free", None, C)]
    with pytest.raises(UnorderableDay, match="entries p, q keeps") as caught:
        order_entries(entries)
    assert caught.value.params["entries"] == "p, q"


def test_one_row_number_for_two_rows_is_refused() -> None:
    with pytest.raises(UnorderableDay, match="p and q of 2024-03-01 are both row 1"):
        order_entries([entry("p", A, None, 1), entry("q", None, A, None, 1)])


@settings(max_examples=150)
@given(data=st.data())
def test_a_true_order_is_kept_where_rows_tell_it(networks: Any, data: st.DataObject) -> None:
    """Whatever rows are hidden and however the entries are shuffled, the rows left are kept."""
    network = data.draw(networks)
    hidden = {key for key in sorted(network.statements) if data.draw(st.booleans())}
    entries = [
        LedgerEntry(
            one.id,
            one.day,
            one.debit,
            one.credit,
            one.debited,
            one.credited,
            None if one.debit in hidden else one.debit_seq,
            None if one.credit in hidden else one.credit_seq,
        )
        for one in network.entries
    ]
    ordered = order_entries(data.draw(st.permutations(entries))).entries
    assert ordered == order_entries(entries).entries
    assert sorted(one.id for one in ordered) == [one.id for one in network.entries]
    if not hidden:
        touched = network.statements | {("X", "RON")}
        for account in touched:
            rows = [one.id for one in ordered if account in (one.debit, one.credit)]
            assert rows == sorted(rows)

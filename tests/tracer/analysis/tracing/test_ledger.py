"""What may stand in a ledger and what may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracer.analysis.tracing.ledger import Entry, Ledger, WrongEntry, WrongLedger

A, B, E = ("A", "RON"), ("B", "RON"), ("E", "EUR")
DAY, NEXT = date(2024, 3, 1), date(2024, 3, 2)


@pytest.mark.parametrize(
    ("debit", "credit", "debited", "credited", "message"),
    [
        (A, B, 0, 0, "above zero"),
        (A, E, 5, 0, "above zero"),
        (A, B, -5, -5, "above zero"),
        (None, None, 5, 5, "no account"),
        (A, B, 5, 4, "fee or the difference"),
        (A, None, 5, 4, "fee or the difference"),
    ],
)
def test_what_is_no_movement_is_refused(debit: Any, credit: Any, debited: int, credited: int, message: str) -> None:
    with pytest.raises(WrongEntry, match=message):
        Entry("e1", DAY, debit, credit, debited, credited)


def test_two_currencies_may_differ() -> None:
    assert not Entry("fx", DAY, A, E, 500, 100).is_one_currency


def test_legs_name_each_account_once() -> None:
    assert list(Entry("e", DAY, A, B, 1, 1, 4, 7).legs()) == [(A, 4), (B, 7)]
    assert list(Entry("e", DAY, A, A, 1, 1, 4, 5).legs()) == [(A, 4)]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([Entry("e", DAY, A, B, 1, 1), Entry("e", DAY, A, B, 2, 2)], "twice"),
        ([Entry("e", NEXT, A, B, 1, 1), Entry("f", DAY, A, B, 2, 2)], "stands after"),
        ([Entry("e", DAY, A, B, 1, 1, 2), Entry("f", DAY, A, B, 2, 2, 1)], "row 1 of the statement of A"),
        ([Entry("e", DAY, B, A, 1, 1, void_of="f"), Entry("f", DAY, A, B, 1, 1)], "does not stand before"),
        ([Entry("e", DAY, B, A, 1, 1, void_of="e")], "does not stand before"),
        ([Entry("e", DAY, A, B, 1, 1), Entry("f", DAY, A, B, 1, 1, void_of="e")], "does not mirror"),
        ([Entry("e", DAY, A, B, 1, 1), Entry("f", DAY, B, A, 2, 2, void_of="e")], "does not mirror"),
        (
            [
                Entry("e", DAY, A, B, 3, 3),
                Entry("f", DAY, B, A, 2, 2, void_of="e"),
                Entry("g", DAY, B, A, 2, 2, void_of="e"),
            ],
            "at most what arrived",
        ),
    ],
)
def test_a_ledger_that_contradicts_itself_is_refused(entries: list[Entry], message: str) -> None:
    with pytest.raises(WrongLedger, match=message):
        Ledger(tuple(entries))

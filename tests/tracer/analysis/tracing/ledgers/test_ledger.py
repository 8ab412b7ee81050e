"""What may stand in a ledger and what may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry, WrongEntry, WrongLedger

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
        LedgerEntry("e1", DAY, debit, credit, debited, credited)


def test_two_currencies_may_differ() -> None:
    assert not LedgerEntry("fx", DAY, A, E, 500, 100).is_one_currency


def test_legs_name_each_account_once() -> None:
    assert list(LedgerEntry("e", DAY, A, B, 1, 1, 4, 7).legs()) == [(A, 4), (B, 7)]
    assert list(LedgerEntry("e", DAY, A, A, 1, 1, 4, 5).legs()) == [(A, 4)]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([LedgerEntry("e", DAY, A, B, 1, 1), LedgerEntry("e", DAY, A, B, 2, 2)], "twice"),
        ([LedgerEntry("e", NEXT, A, B, 1, 1), LedgerEntry("f", DAY, A, B, 2, 2)], "comes after"),
        ([LedgerEntry("e", DAY, A, B, 1, 1, 2), LedgerEntry("f", DAY, A, B, 2, 2, 1)], "row 1 of the statement of A"),
        ([LedgerEntry("e", DAY, A, B, 1, 1, 2), LedgerEntry("f", DAY, A, B, 2, 2, 2)], "row 2 of the statement of A"),
        ([LedgerEntry("e", DAY, B, A, 1, 1, void_of="f"), LedgerEntry("f", DAY, A, B, 1, 1)], "does not come before"),
        ([LedgerEntry("e", DAY, B, A, 1, 1, void_of="e")], "does not come before"),
        ([LedgerEntry("e", DAY, A, B, 1, 1), LedgerEntry("f", DAY, A, B, 1, 1, void_of="e")], "does not mirror"),
        ([LedgerEntry("e", DAY, A, B, 1, 1), LedgerEntry("f", DAY, B, A, 2, 2, void_of="e")], "does not mirror"),
        (
            [
                LedgerEntry("e", DAY, A, B, 3, 3),
                LedgerEntry("f", DAY, B, A, 2, 2, void_of="e"),
                LedgerEntry("g", DAY, B, A, 2, 2, void_of="e"),
            ],
            "at most what arrived",
        ),
    ],
)
def test_a_ledger_that_contradicts_itself_is_refused(entries: list[LedgerEntry], message: str) -> None:
    with pytest.raises(WrongLedger, match=message):
        Ledger(tuple(entries))

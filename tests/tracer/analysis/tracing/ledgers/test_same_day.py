"""Days whose order nobody recorded are counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.ledgers.same_day import OpenDay, find_order_sensitive_days
from tracer.analysis.tracing.policies.methods import Method

A, B = ("A", "RON"), ("B", "RON")
DAY = date(2024, 3, 1)


def rows(*steps: tuple[Any, Any, int | None, int | None]) -> Ledger:
    return Ledger(tuple(LedgerEntry(f"e{n}", DAY, d, c, 10, 10, ds, cs) for n, (d, c, ds, cs) in enumerate(steps)))


@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        (rows((None, A, None, None), (A, None, None, None)), (OpenDay(A, DAY, 1, 1),)),
        (rows((None, A, None, None), (None, A, None, None)), (OpenDay(A, DAY, 2, 0),)),
        (rows((A, None, None, None), (A, None, None, None)), (OpenDay(A, DAY, 0, 2),)),
        (rows((None, A, None, 1), (A, None, None, None)), (OpenDay(A, DAY, 1, 1),)),
        (rows((None, A, None, 1), (A, None, 2, None)), ()),
        (rows((None, A, None, None)), ()),
        (rows((None, A, None, None), (A, A, None, None)), ()),
        (rows((A, B, 1, None), (A, B, 2, None)), (OpenDay(B, DAY, 2, 0),)),
        (rows((None, ("X", "RON"), None, None), (None, ("X", "RON"), None, None)), ()),
    ],
)
def test_open_days(ledger: Ledger, expected: tuple[OpenDay, ...]) -> None:
    assert find_order_sensitive_days(ledger, frozenset({A, B})) == expected


def test_why_fifo_needs_the_warning() -> None:
    """Two credits of one day, in either order: what the next debit carried is another source."""
    first = LedgerEntry("s", DAY, None, A, 10, 10)
    other = LedgerEntry("c", DAY, None, A, 10, 10)
    out = LedgerEntry("out", DAY, A, None, 10, 10)

    def carried(*entries: LedgerEntry) -> Any:
        run = trace(
            Ledger(entries),
            method=Method.FIFO,
            statements=frozenset({A}),
            origins={"s": "T", "c": "CLEAN"},
            openings={},
        )
        return run.carried("out")

    assert carried(first, other, out) == {"T": 10}
    assert carried(other, first, out) == {"CLEAN": 10}


def test_a_day_of_which_the_file_gives_no_order_counts_although_its_rows_have_numbers() -> None:
    ledger = rows((None, A, None, 1), (A, None, 2, None), (None, B, None, 1))
    assert find_order_sensitive_days(ledger, frozenset({A, B}), frozenset({(A, DAY), (B, DAY)})) == (
        OpenDay(A, DAY, 1, 1),
    )
    assert find_order_sensitive_days(ledger, frozenset({A, B}), frozenset({(A, date(2024, 3, 2))})) == ()


def test_what_a_break_in_the_statements_does_is_no_row() -> None:
    entries = (
        LedgerEntry("in", DAY, None, A, 10, 10, None, 1),
        LedgerEntry("gap-out x", DAY, A, None, 10, 10),
        LedgerEntry("gap-in x", DAY, None, A, 10, 10),
    )
    assert find_order_sensitive_days(Ledger(entries), frozenset({A})) == ()

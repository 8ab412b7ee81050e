"""Days whose order nobody recorded are counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracer.analysis.tracing.ledger import Entry, Ledger
from tracer.analysis.tracing.methods import Method
from tracer.analysis.tracing.run import trace
from tracer.analysis.tracing.same_day import OpenDay, find_order_sensitive_days

A, B = ("A", "RON"), ("B", "RON")
DAY = date(2024, 3, 1)


def rows(*steps: tuple[Any, Any, int | None, int | None]) -> Ledger:
    return Ledger(tuple(Entry(f"e{n}", DAY, d, c, 10, 10, ds, cs) for n, (d, c, ds, cs) in enumerate(steps)))


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


def test_only_debits_leave_the_balance_alone() -> None:
    assert not OpenDay(A, DAY, 0, 5).moves_balance_by_order
    assert OpenDay(A, DAY, 2, 0).moves_balance_by_order
    assert OpenDay(A, DAY, 1, 1).moves_balance_by_order


def test_why_fifo_needs_the_warning() -> None:
    """Two credits of one day, in either order: what the next debit carried is another source."""
    first = Entry("s", DAY, None, A, 10, 10)
    other = Entry("c", DAY, None, A, 10, 10)
    out = Entry("out", DAY, A, None, 10, 10)

    def carried(*entries: Entry) -> Any:
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

"""Where no day is said to move, no order of its rows moves anything; where one does, the day is said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongRecord
from tracer.analysis.tracing.figures.order_effect import find_moved_days
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import UNKNOWN, is_tainted
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.ledgers.same_day import find_order_sensitive_days
from tracer.analysis.tracing.policies.methods import FINE_UNITS, Method
from tracer.analysis.tracing.run.result import TracingResult

A = ("A", "RON")
DAY = date(2024, 3, 1)
ACCESS_LOG = [
    (method, reading)
    for method in Method
    for reading in (("clean", "tainted") if method.looks_at_labels else ("unknown",))
]


def moved(rows: Sequence[tuple[str, int]], method: Method, opening: int = 0, **more: Any) -> bool:
    """Rows of account A on one day without order: ("T", 10) brings proceeds, ("own", 10) the holder's, ("out", 10) goes."""
    entries = tuple(
        LedgerEntry(f"e{n}", DAY, A if kind == "out" else None, None if kind == "out" else A, amount, amount)
        for n, (kind, amount) in enumerate(rows)
    )
    origins = {f"e{n}": {"T": "T", "own": "CLEAN"}[kind] for n, (kind, _) in enumerate(rows) if kind in ("T", "own")}
    ledger, followed, openings = Ledger(entries), frozenset({A}), {A: opening}
    days = find_order_sensitive_days(ledger, followed)
    assert len(days) == 1
    return any(
        find_moved_days(
            trace(
                ledger,
                method=method,
                statements=followed,
                origins=origins,
                openings=openings,
                unknown_as=reading,
                **more,
            ),
            openings,
            days,
        )
        for name, reading in ACCESS_LOG
        if name is method
    )


@pytest.mark.parametrize(
    ("rows", "opening", "label", "moving"),
    [
        ([("T", 10), ("own", 10), ("out", 10)], 0, "CLEAN", set(Method)),
        ([("T", 10), ("own", 10)], 0, "CLEAN", {Method.FIFO, Method.LIFO}),
        ([("T", 10), ("out", 10)], 50, "CLEAN", {Method.LIFO, Method.TAINT_FIRST, Method.PRO_RATA}),
        ([("T", 10), ("out", 10)], 0, "CLEAN", set(Method)),
        ([("out", 10), ("out", 20)], 50, "CLEAN", set()),
        ([("own", 10), ("out", 20)], 50, "CLEAN", set()),
        ([("T", 10), ("T", 20), ("out", 20)], 50, "T", set()),
        ([("T", 10), ("own", 20), ("out", 20)], 50, "CLEAN", set(Method) - {Method.LIBR}),
        ([("own", 10)] * 4 + [("out", 5)] * 4, 50, "CLEAN", set()),
        ([("own", 10)] * 4 + [("out", 60)] * 4, 50, "CLEAN", set()),
        ([("T", 10)] * 4 + [("out", 60)] * 4, 50, "CLEAN", set(Method)),
        ([("T", 10)] * 4 + [("out", 5)] * 4, 50, "CLEAN", set(Method) - {Method.LIBR}),
        ([("T", 10), ("own", 10)], -5, "CLEAN", set(Method) - {Method.PRO_RATA} | {Method.PRO_RATA}),
        ([("T", 10), ("own", 10)], -20, "CLEAN", set()),
    ],
)
def test_the_methods_that_another_order_moves(
    rows: list[tuple[str, int]], opening: int, label: str, moving: set[Method]
) -> None:
    labels = {"opening_labels": {A: label}} if opening > 0 else {}
    assert {method for method in Method if moved(rows, method, opening, **labels)} == moving


def told(run: TracingResult) -> dict[str, tuple[int, int]]:
    """Of every entry and of what is left: the traced and the unknown part."""
    amounts = {entry.id: run.carried(entry.id) for entry in run.ledger.entries}
    amounts |= {str(key): run.holdings(key) for key in run.statements}
    return {
        name: (sum(v for k, v in found.items() if is_tainted(k)), found.get(UNKNOWN, 0))
        for name, found in amounts.items()
    }


def shuffled(entries: Sequence[LedgerEntry], seed: int) -> Ledger | None:
    """The same entries, each day in an order by chance; None where a reversal would come before what it reverses."""
    draw = random.Random(seed)
    days = [list(day) for _, day in groupby(entries, key=lambda entry: entry.day)]
    mixed = [entry for day in days for entry in draw.sample(day, len(day))]
    try:
        return Ledger(tuple(mixed))
    except WrongRecord:
        return None


@given(data=st.data())
@pytest.mark.parametrize(("method", "reading"), ACCESS_LOG)
def test_where_no_day_is_said_no_order_moves_anything(
    data: st.DataObject, networks: Any, method: Method, reading: Any
) -> None:
    network = data.draw(networks)
    cut = data.draw(st.integers(1, 8))
    entries = [replace(entry, debit_seq=None, credit_seq=None) for entry in network.entries[:cut]]
    names = {entry.id for entry in entries}
    shared = {
        "method": method,
        "statements": network.statements,
        "openings": network.openings,
        "unknown_as": reading,
        "origins": {name: label for name, label in network.origins.items() if name in names},
    }
    first = trace(Ledger(tuple(entries)), **shared)
    days = find_order_sensitive_days(first.ledger, network.statements)
    if find_moved_days(first, network.openings, days):
        return
    slack = FINE_UNITS // 100 if method is Method.PRO_RATA else 0
    for seed in range(8):
        other = shuffled(entries, seed)
        if other is not None:
            again = told(trace(other, **shared))
            for name, (tainted, unknown) in told(first).items():
                assert abs(again[name][0] - tainted) <= slack, (name, seed)
                assert abs(again[name][1] - unknown) <= slack, (name, seed)


@pytest.mark.parametrize("later", [0, 1])
def test_days_from_a_movement_to_its_reversal_always_count(later: int) -> None:
    b = ("B", "RON")
    rows = (
        LedgerEntry("own", DAY, None, A, 50, 50, 1, 1),
        LedgerEntry("in", DAY, b, A, 10, 10, 1, 2),
        LedgerEntry("x", DAY, A, None, 5, 5),
        LedgerEntry("y", DAY, A, None, 5, 5),
        LedgerEntry("back", DAY + timedelta(days=later), A, b, 10, 10, 9, 9, "in"),
    )
    followed = frozenset({A, b})
    run = trace(
        Ledger(rows),
        method=Method.LIBR,
        statements=followed,
        origins={"own": "CLEAN"},
        openings={b: 10},
        unknown_as="clean",
    )
    days = find_order_sensitive_days(run.ledger, followed)
    assert [day.account for day in find_moved_days(run, {b: 10}, days)] == [A]

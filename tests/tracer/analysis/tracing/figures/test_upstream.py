"""An account that is left out of what lies upstream cannot change the figure, under any method."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.analysis.tracing.figures.upstream import find_upstream
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.case_ledger import OUTSIDE
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry
from tracer.analysis.tracing.ledgers.ordering import order_entries
from tracer.analysis.tracing.policies.methods import Method

A, B, C, D = (("A", "RON"), ("B", "RON"), ("C", "RON"), ("D", "RON"))
START = date(2024, 3, 1)


def on(day: int) -> date:
    return START + timedelta(days=day)


def ledger(*rows: tuple[int, AccountKey | None, AccountKey | None]) -> Ledger:
    return Ledger(tuple(LedgerEntry(f"e{n}", on(day), d, c, 10, 10, n, n) for n, (day, d, c) in enumerate(rows)))


@pytest.mark.parametrize(
    ("rows", "figures", "upstream"),
    [
        ([(1, A, B), (2, B, None), (3, C, B)], [(B, on(2))], {B: on(2), A: on(1)}),
        ([(1, A, B), (2, B, C), (3, C, None)], [(C, on(3))], {C: on(3), B: on(2), A: on(1)}),
        ([(1, C, D), (2, A, B), (3, B, C)], [(C, on(2))], {C: on(2)}),
        ([(1, A, B), (1, C, A), (1, B, None)], [(B, on(1))], {B: on(1), A: on(1), C: on(1)}),
        ([(1, C, A), (1, A, B)], [(B, on(1))], {B: on(1), A: on(1), C: on(1)}),
        ([(1, A, B), (2, B, A), (3, A, B)], [(B, on(1))], {B: on(1), A: on(1)}),
        ([(1, ("A" + OUTSIDE, "RON"), B)], [(B, on(1))], {B: on(1), A: on(1)}),
        ([(1, B, ("A", "RON"))], [(B, on(1))], {B: on(1)}),
        ([(1, A, B)], [(B, date.max), (B, on(1))], {B: date.max, A: on(1)}),
        ([(1, A, B)], [], {}),
    ],
)
def test_who_can_change_a_figure(rows: Any, figures: Any, upstream: Any) -> None:
    assert find_upstream(ledger(*rows), figures) == upstream


def test_a_reversal_looks_at_both_its_accounts() -> None:
    rows = (
        LedgerEntry("in", on(1), B, C, 10, 10, 1, 1),
        LedgerEntry("x", on(2), A, C, 10, 10, 1, 2),
        LedgerEntry("back", on(3), C, B, 10, 10, 3, 2, "in"),
    )
    assert find_upstream(Ledger(rows), [(B, on(3))]) == {B: on(3), C: on(3), A: on(2)}
    assert find_upstream(Ledger(rows), [(C, on(3))]) == {C: on(3), B: on(3), A: on(2)}


@given(data=st.data())
@pytest.mark.parametrize("method", list(Method))
def test_what_is_left_out_changes_nothing(data: st.DataObject, networks: Any, method: Method) -> None:
    network = data.draw(networks)
    paid = [entry for entry in network.entries if entry.debit in network.statements]
    if not paid:
        return
    asked = data.draw(st.sampled_from(paid))
    until = find_upstream(network.ledger, [(asked.debit, asked.day)])

    def counts(key: AccountKey | None, entry: LedgerEntry) -> bool:
        return key in until and entry.day <= until[key]

    kept = {entry.id for entry in network.entries if counts(entry.debit, entry) or counts(entry.credit, entry)}
    gone = {entry.id for entry in network.entries} - kept
    if any(entry.void_of in gone for entry in network.entries if entry.id in kept):
        return
    others = [entry for entry in network.entries if entry.id in kept]
    openings = {key: amount if key in until else 10_000 for key, amount in network.openings.items()}
    shared = {"method": method, "statements": network.statements}
    whole = trace(network.ledger, origins=network.origins, openings=network.openings, **shared)
    origins = {name: label for name, label in network.origins.items() if name in kept}
    part = trace(order_entries(others), origins=origins, openings=openings, **shared)
    assert part.carried(asked.id) == whole.carried(asked.id)


def test_the_last_day_counts(build_ledger: Any) -> None:
    rows = build_ledger([("in", None, "A", 10), ("out", "A", "B", 10)])
    late = Ledger((*rows.entries, replace(rows.entries[1], id="late", day=rows.entries[1].day + timedelta(days=1))))
    assert find_upstream(late, [(B, rows.entries[1].day)]) == {B: rows.entries[1].day, A: rows.entries[1].day}

"""Returned transfers: three records stay, the money goes back where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import SheetLine
from tracer.analysis.tracing.run.result import ReversalRecord

A, B, E = ("A", "RON"), ("B", "RON"), ("E", "EUR")
DAY = date(2024, 3, 1)


def entry(entry_id: str, debit: Any, credit: Any, amount: int, void_of: str | None = None) -> LedgerEntry:
    return LedgerEntry(entry_id, DAY, debit, credit, amount, amount, void_of=void_of)


def traced(entries: list[LedgerEntry], method: Method, **changes: Any) -> Any:
    options: dict[str, Any] = {"origins": {"t": "T"}, "openings": {A: 100, B: 50}} | changes
    return trace(Ledger(tuple(entries)), method=method, statements=frozenset({A, B, E}), **options)


def moved_lines(run: Any) -> dict[Any, SheetLine]:
    return {key: line for key, line in run.sheet.items() if line != SheetLine(0, 0, 0, 0, 0, 0)}


@pytest.mark.parametrize("method", list(Method))
@settings(max_examples=60)
@given(data=st.data())
def test_a_pair_with_nothing_between_never_happened(method: Method, plain_networks: Any, data: st.DataObject) -> None:
    network = data.draw(plain_networks)
    entries = list(network.ledger.entries)
    place = data.draw(st.integers(0, len(entries)))
    day = entries[min(place, len(entries) - 1)].day
    sides = [None, ("X", "RON"), *sorted(network.statements)]
    debit = data.draw(st.sampled_from(sides))
    credit = data.draw(st.sampled_from([side for side in sides if side != debit]))
    amount = data.draw(st.integers(1, 90))
    two = bool(debit and credit and debit[1] != credit[1])
    arrives = data.draw(st.integers(1, 90)) if two else amount
    pair = [
        LedgerEntry("went", day, debit, credit, amount, arrives),
        LedgerEntry("back", day, credit, debit, arrives, amount, void_of="went"),
    ]
    origins = network.origins | {"went": data.draw(st.sampled_from(["T1", "T9"]))}

    def run_of(ledger: Ledger, origins: Any) -> Any:
        return trace(ledger, method=method, statements=network.statements, origins=origins, openings=network.openings)

    plain = run_of(Ledger(tuple(entries)), network.origins)
    with_pair = run_of(Ledger((*entries[:place], *pair, *entries[place:])), origins)
    assert with_pair.reversals == (ReversalRecord("back", "went", True, arrives * plain.units_per_minor, 0),)
    for one in entries:
        assert with_pair.pieces(one.id) == plain.pieces(one.id)
    for account in network.statements:
        assert [s[1:] for s in with_pair.held[account]] == [s[1:] for s in plain.held[account]]
        assert with_pair.owed[account] == plain.owed[account]
    assert moved_lines(with_pair) == moved_lines(plain)


def test_original_pieces_go_back_to_the_front_when_the_receiver_has_moved() -> None:
    run = traced(
        [
            entry("t", None, A, 40),
            entry("went", A, B, 120),  # 100 unknown, 20 tainted
            entry("spent", B, None, 60),  # first in first out: 50 of B's own, 10 of A's
            entry("back", B, A, 120, "went"),
        ],
        Method.FIFO,
    )
    assert run.carried("went") == {"UNKNOWN": 100, "T": 20}
    assert run.reversals == (ReversalRecord("back", "went", False, 110, 10),)
    assert [(label, amount) for _, label, amount in run.held[A]] == [
        ("UNKNOWN", 90),
        ("T", 20),
        ("T", 20),
        ("CREDIT", 10),
    ]
    assert run.owed[B] == 10


def test_libr_keeps_returned_tainted_money_tainted() -> None:
    run = traced(
        [
            entry("t", None, A, 40),
            entry("went", A, B, 120),
            entry("spent", B, None, 60),
            entry("back", B, A, 120, "went"),
        ],
        Method.LIBR,
    )
    assert run.holdings(A) == {"UNKNOWN": 90, "T": 40, "CREDIT": 10}


def test_lifo_puts_returned_pieces_back_on_top() -> None:
    run = traced(
        [
            entry("t", None, A, 40),
            entry("went", A, B, 50),
            entry("s", B, None, 1),
            entry("back", B, A, 49, "went"),
        ],
        Method.LIFO,
    )
    assert [(label, amount) for _, label, amount in run.held[A]] == [
        ("UNKNOWN", 90),
        ("UNKNOWN", 10),
        ("T", 39),
    ]


def test_the_banks_own_money_pays_the_bank_when_it_comes_back() -> None:
    run = traced(
        [entry("went", A, B, 130), entry("s", A, None, 5), entry("back", B, A, 130, "went")],
        Method.FIFO,
        origins={},
        openings={A: 100},
    )
    assert run.carried("went") == {"UNKNOWN": 100, "CREDIT": 30}
    assert run.sheet["CREDIT", "RON"].to_bank == 30
    assert run.sheet["UNKNOWN", "RON"].to_bank == 5
    assert run.holdings(A) == {"UNKNOWN": 95}


def test_outsiders_return_the_pieces_in_parts() -> None:
    run = traced(
        [
            entry("t", None, A, 40),
            entry("went", A, None, 120),
            entry("back1", None, A, 70, "went"),
            entry("s", A, None, 1),
            entry("back2", None, A, 30, "went"),
            entry("back3", None, A, 20, "went"),
        ],
        Method.FIFO,
    )
    assert run.carried("back1") == {"UNKNOWN": 70}
    assert run.carried("back2") == {"UNKNOWN": 30}
    assert run.carried("back3") == {"T": 20}
    assert run.sheet["T", "RON"].left == 0
    assert run.sheet["T", "RON"].entered == 40


def test_another_rate_on_the_way_back_is_an_ordinary_conversion() -> None:
    entries = [
        LedgerEntry("went", DAY, A, E, 100, 20),
        LedgerEntry("back", DAY, E, A, 20, 97, void_of="went"),
    ]
    run = traced(entries, Method.FIFO, origins={}, openings={A: 100})
    assert run.reversals == (ReversalRecord("back", "went", False, 20, 0),)
    assert run.holdings(A) == {"UNKNOWN": 97}
    assert run.sheet["UNKNOWN", "RON"].fx_adjusted == -3

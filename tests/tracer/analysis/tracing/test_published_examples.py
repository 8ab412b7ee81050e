"""Worked examples other people have published, typed in as ledgers of minor units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import CLEAN
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies.libr_direct import libr_direct
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.inputs import Origin

ACC = ("ACC", "USD")
Step = tuple[str, int, Origin | None]  # id, signed amount, origin of a credit

LEDGERS: dict[str, list[Step]] = {
    # Alaska Adult Public Assistance Manual 432-5
    "D1": [("open", 500, CLEAN), ("ancsa", 400, "ANCSA"), ("w1", -700, None), ("d2", 500, CLEAN)],
    # Arizona AHCCCS E703, first example: one deposit is itself mixed
    "D2": [
        ("open", 300, CLEAN),
        ("ssa", 1000, ((CLEAN, 200), ("SSA-RETRO", 800))),
        ("w1", -300, None),
        ("w2", -300, None),
        ("sale", 500, CLEAN),
    ],
    # P. Todd, trusts notes: three victims
    "D3": [
        ("p", 1000, "Paul"),
        ("m", 1000, "Michael"),
        ("s1", -1000, None),
        ("k", 1000, "Karen"),
        ("s2", -1000, None),
    ],
    # StudySmart trusts summary: one dissipation, one asset
    "D4": [
        ("w", 30000, "TrustW"),
        ("b", 20000, "TrustB"),
        ("dissipated", -10000, None),
        ("shares", -40000, None),
    ],
    # Three stolen of ten, two paid on
    "D5": [("stolen", 300000000, "theft"), ("fresh", 700000000, CLEAN), ("pay", -200000000, None)],
    # Capstone Forensic, totals
    "D6": [("own", 100000, CLEAN), ("trust", 200000, "ABC"), ("car", -75000, None), ("rest", -179500, None)],
    # Two hacked of five
    "D10": [("hack", 200000000, "hack"), ("bought", 300000000, CLEAN), ("out", -500000000, None)],
}

# example, method, after this entry: balance, held by label
HELD: list[tuple[str, Method, str, int, dict[str, int]]] = [
    ("D1", Method.LIBR, "ancsa", 900, {"ANCSA": 400}),
    ("D1", Method.LIBR, "w1", 200, {"ANCSA": 200}),
    ("D1", Method.LIBR, "d2", 700, {"ANCSA": 200}),
    ("D2", Method.LIBR, "ssa", 1300, {"SSA-RETRO": 800}),
    ("D2", Method.LIBR, "w1", 1000, {"SSA-RETRO": 800}),
    ("D2", Method.LIBR, "w2", 700, {"SSA-RETRO": 700}),
    ("D2", Method.LIBR, "sale", 1200, {"SSA-RETRO": 700}),
    ("D3", Method.PRO_RATA, "s1", 1000, {"Paul": 500, "Michael": 500}),
    ("D3", Method.PRO_RATA, "s2", 1000, {"Paul": 250, "Michael": 250, "Karen": 500}),
    ("D3", Method.FIFO, "s1", 1000, {"Michael": 1000}),
    ("D3", Method.FIFO, "s2", 1000, {"Karen": 1000}),
    ("D4", Method.FIFO, "shares", 0, {}),
    ("D5", Method.FIFO, "pay", 800000000, {"theft": 100000000}),
    ("D6", Method.LIBR, "rest", 45500, {"ABC": 45500}),
]

# example, method, entry, what it carried
CARRIED: list[tuple[str, Method, str, dict[str, int]]] = [
    ("D2", Method.LIBR, "w2", {CLEAN: 200, "SSA-RETRO": 100}),
    ("D4", Method.FIFO, "dissipated", {"TrustW": 10000}),
    ("D4", Method.FIFO, "shares", {"TrustW": 20000, "TrustB": 20000}),
    ("D5", Method.FIFO, "pay", {"theft": 200000000}),
    ("D5", Method.PRO_RATA, "pay", {"theft": 60000000, CLEAN: 140000000}),
    ("D6", Method.LIBR, "car", {CLEAN: 75000}),
    ("D6", Method.LIBR, "rest", {CLEAN: 25000, "ABC": 154500}),
    ("D10", Method.PRO_RATA, "out", {"hack": 200000000, CLEAN: 300000000}),
]


def run_until(example: str, method: Method, last: str) -> Any:
    steps = LEDGERS[example]
    steps = steps[: [step[0] for step in steps].index(last) + 1]
    entries = tuple(
        LedgerEntry(
            id=entry_id,
            day=date(2024, 1, 1 + number),
            debit=ACC if amount < 0 else None,
            credit=ACC if amount > 0 else None,
            debited=abs(amount),
            credited=abs(amount),
        )
        for number, (entry_id, amount, _) in enumerate(steps)
    )
    origins = {entry_id: origin for entry_id, _, origin in steps if origin is not None}
    return trace(Ledger(entries), method=method, statements=frozenset({ACC}), origins=origins, openings={})


@pytest.mark.parametrize(("example", "method", "last", "balance", "held"), HELD)
def test_held_after(example: str, method: Method, last: str, balance: int, held: dict[str, int]) -> None:
    run = run_until(example, method, last)
    units = run.units_per_minor
    assert run.account_state(last, ACC).balance == balance * units
    assert {k: v for k, v in run.holdings(ACC).items() if k != CLEAN} == {k: v * units for k, v in held.items()}
    assert run.account_state(last, ACC).tainted == sum(held.values()) * units


@pytest.mark.parametrize(("example", "method", "last", "carried"), CARRIED)
def test_carried_by(example: str, method: Method, last: str, carried: dict[str, int]) -> None:
    run = run_until(example, method, last)
    assert run.carried(last) == {label: amount * run.units_per_minor for label, amount in carried.items()}
    assert run.in_minor_units(run.carried(last)) == carried


def test_six_totals_stay_in_and_go_out() -> None:
    """D6 once more: what the withdrawals carried and what is left make the trust's 200,000."""
    line = run_until("D6", Method.LIBR, "rest").sheet["ABC", "USD"]
    assert (line.entered, line.left, line.held) == (200000, 154500, 45500)


@pytest.mark.parametrize(
    ("opening", "moves", "tainted", "expected"),
    [
        (0, [10000, 3000, -3000, 500], {0: 10000}, 10000),  # D8: minimum-sum-balance
        (0, [10000, -3000, 5000], {0: 10000}, 7000),  # D8
        (169834, [356668, -169834, 50000, -50000], {0: 356668}, 356668),  # D9: Sibley v Sibley
    ],
)
def test_minimum_sum_balance(opening: int, moves: list[int], tainted: dict[int, int], expected: int) -> None:
    assert libr_direct(opening, moves, tainted)[-1] == expected

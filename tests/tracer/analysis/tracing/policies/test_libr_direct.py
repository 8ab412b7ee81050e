"""LIBR three ways: the engine, one step after the other, the cumulative minimum."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import CLEAN
from tracer.analysis.tracing.policies.libr_direct import libr_bracket, libr_direct
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.inputs import Origin

A = ("A", "RON")


def step_by_step(opening: int, moves: list[int], tainted: dict[int, int]) -> tuple[int, ...]:
    """The claim after each move by the rule as courts state it: what was left, and what comes in, within the balance."""
    claim, balance = 0, opening
    claims: list[int] = []
    for place, move in enumerate(moves):
        balance += move
        claim = min(claim + tainted.get(place, 0), max(balance, 0))
        claims.append(claim)
    return tuple(claims)


moves_with_taint = st.lists(
    st.one_of(
        st.integers(-100, -1).map(lambda amount: (amount, 0)),
        st.integers(1, 100).flatmap(lambda amount: st.integers(0, amount).map(lambda part: (amount, part))),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=1000)
@given(opening=st.integers(0, 100), moves=moves_with_taint)
def test_three_ways_agree(opening: int, moves: list[tuple[int, int]], build_ledger: Any) -> None:
    """Overdrafts and mixed credits included."""
    rows: list[Any] = []
    origins: dict[str, Origin] = {}
    for number, (amount, part) in enumerate(moves):
        entry_id = f"e{number:02}"
        if amount < 0:
            rows.append((entry_id, "A", None, -amount))
            continue
        rows.append((entry_id, None, "A", amount))
        parts = (("T", part), (CLEAN, amount - part))
        origins[entry_id] = tuple((label, size) for label, size in parts if size)
    run = trace(
        build_ledger(rows),
        method=Method.LIBR,
        statements=frozenset({A}),
        origins=origins,
        openings={A: opening},
    )
    by_engine = tuple(run.account_state(row[0], A).tainted for row in rows)
    amounts = [amount for amount, _ in moves]
    tainted = {number: part for number, (_, part) in enumerate(moves) if part}
    assert by_engine == step_by_step(opening, amounts, tainted) == libr_direct(opening, amounts, tainted)


@settings(max_examples=150)
@given(opening=st.integers(0, 60), day=moves_with_taint.filter(lambda moves: len(moves) <= 5))
def test_bracket_holds_every_order_of_a_day(opening: int, day: list[tuple[int, int]]) -> None:
    ((low, high),) = libr_bracket(opening, [day])
    ends = set()
    for order in permutations(day):
        tainted = {number: part for number, (_, part) in enumerate(order) if part}
        ends.add(libr_direct(opening, [amount for amount, _ in order], tainted)[-1])
    assert low <= min(ends)
    assert max(ends) <= high
    if opening + sum(amount for amount, _ in day if amount < 0) >= 0:
        assert (low, high) == (min(ends), max(ends))


def test_bracket_in_figures() -> None:
    """100 stolen in and 80 out on one day, 50 own before; the second day is plain."""
    assert libr_bracket(50, [[(100, 100), (-80, 0)], [(-10, 0)]]) == ((70, 70), (60, 60))
    assert libr_bracket(90, [[(100, 100), (20, 0), (-80, 0)]]) == ((100, 100),)
    assert libr_bracket(0, [[(100, 100)], [(50, 0), (-80, 0)]]) == ((100, 100), (20, 70))


@pytest.mark.parametrize("tainted", [{1: 5}, {0: 11}, {2: 1}, {-1: 1}, {0: -1}])
def test_taint_that_no_credit_brought_is_refused(tainted: dict[int, int]) -> None:
    with pytest.raises(WrongUse, match="not within a credit"):
        libr_direct(0, [10, -5], tainted)

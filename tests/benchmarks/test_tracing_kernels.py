"""How long totals of 5,000,000 transfers among 500,000 accounts take, against NumPy passes and a plain Python loop.

Prints CPU seconds, the ratios and the highest memory, and checks that loop and kernel agree. TRACER_BENCH_TRANSFERS=... sets
another size; there is an account to ten transfers.
"""

from __future__ import annotations

import os
import resource
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tracer.analysis.tracing.kernels.columns import Entries, LedgerColumns
from tracer.analysis.tracing.kernels.rules import rules_for
from tracer.analysis.tracing.kernels.run import run_columns
from tracer.analysis.tracing.kernels.total_run import total_columns
from tracer.analysis.tracing.ledgers.labels import CLEAN, CREDIT, PRESUMED_TAINTED, UNKNOWN
from tracer.analysis.tracing.policies.methods import Method

pytestmark = pytest.mark.benchmark
TRANSFERS = int(os.environ.get("TRACER_BENCH_TRANSFERS", "5000000"))
IN_PYTHON = 200_000
FINE = 10**6


def draw_columns(transfers: int, units: int) -> LedgerColumns:
    """A ledger in time order: few accounts have most transfers, 22 % come in, 8 % leave, 0.2 % of what comes in is traced."""
    random = np.random.default_rng(12)
    accounts = max(transfers // 10, 2)
    # Numbers by first appearance lie near each other; a cube of an even draw makes few accounts popular.
    sides = (accounts * random.random((2, transfers)) ** 3).astype(np.int32)
    sides[1] = np.where(sides[0] == sides[1], (sides[1] + 1) % accounts, sides[1])
    kind = random.random(transfers)
    sides[0][kind < 0.22] = -1
    sides[1][kind > 0.92] = -1
    amounts = random.integers(1, 500_000, transfers) * np.where(kind < 0.22, 4, 1) * units
    origin = np.where(kind < 0.22, np.where(random.random(transfers) < 0.002, 4, 1), -1).astype(np.int32)
    nobody = np.full(transfers, -1, np.int32)
    zeros = np.zeros(transfers, np.int32)
    return LedgerColumns(
        entries=Entries(
            debit=np.ascontiguousarray(sides[0]),
            credit=np.ascontiguousarray(sides[1]),
            debited=amounts,
            credited=amounts,
            origin=origin,
            first_part=np.zeros(transfers + 1, np.int64),
            part_label=np.zeros(0, np.int32),
            part_amount=np.zeros(0, np.int64),
            original=nobody,
            memory=nobody,
            moves=np.ones(transfers, np.bool_),
        ),
        accounts=tuple((str(number), "RON") for number in range(accounts)),
        labels=(CLEAN, UNKNOWN, CREDIT, PRESUMED_TAINTED, "T"),
        currencies=("RON",),
        tainted=np.array([False, False, False, True, True]),
        proved=np.array([False, False, False, False, True]),
        openings=(),
        owed=np.zeros(accounts, np.int64),
        paid_in=zeros,
        received_in=zeros,
        account_currency=np.zeros(accounts, np.int32),
        units=units,
    )


def cpu_of(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The shortest of some runs, in CPU seconds, and the last result."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        found = work()
        spent.append(time.process_time() - begun)
    return min(spent), found


def pass_over(columns: LedgerColumns) -> int:
    e = columns.entries
    return int(e.debit.sum() + e.credit.sum() + e.debited.sum() + e.origin.sum())


def loop(columns: LedgerColumns, method: Method, transfers: int) -> list[int]:
    """Traced money in each transfer, the way one would write it in Python."""
    e = columns.entries
    balance: dict[int, int] = {}
    traced: dict[int, int] = {}
    queues: dict[int, deque[list[int]]] = {}
    carried = []
    rows = zip(*(column[:transfers].tolist() for column in (e.debit, e.credit, e.debited, e.origin)), strict=True)
    for payer, receiver, amount, origin in rows:
        out = amount if origin == 4 else 0
        pieces = [[amount, out]]
        if payer >= 0 and method is Method.FIFO:
            pieces, rest, queue = [], amount, queues.setdefault(payer, deque())
            while rest and queue:
                first = queue[0]
                part = min(first[0], rest)
                pieces.append([part, part if first[1] else 0])
                rest -= part
                if part == first[0]:
                    queue.popleft()
                else:
                    queue[0] = [first[0] - part, first[0] - part if first[1] else 0]
            if rest:
                pieces.append([rest, 0])
            out = sum(piece[1] for piece in pieces)
        elif payer >= 0:
            held, dirty = max(balance.get(payer, 0), 0), traced.get(payer, 0)
            taken = min(amount, held)
            if method is Method.LIBR:
                out = taken - min(taken, held - dirty)
            elif dirty:
                out = dirty * taken // held
            traced[payer] = dirty - out
        carried.append(out)
        if receiver >= 0:
            owed = max(-balance.get(receiver, 0), 0)
            if method is Method.FIFO:
                queue = queues.setdefault(receiver, deque())
                for part, dirty in pieces:
                    swallowed = min(owed, part)
                    owed -= swallowed
                    if part > swallowed:
                        queue.append([part - swallowed, part - swallowed if dirty else 0])
            elif out:
                swallowed = min(owed, amount)
                gone = max(swallowed - (amount - out), 0) if method is Method.LIBR else swallowed * out // amount
                traced[receiver] = traced.get(receiver, 0) + out - gone
            balance[receiver] = balance.get(receiver, 0) + amount
        if payer >= 0:
            balance[payer] = balance.get(payer, 0) - amount
    return carried


def test_totals_of_millions_of_transfers() -> None:
    total_columns(draw_columns(100, 1), Method.FIFO)
    for method, passes in ((Method.FIFO, 15), (Method.LIBR, 7), (Method.PRO_RATA, 9)):
        columns = draw_columns(TRANSFERS, FINE if method is Method.PRO_RATA else 1)
        part = min(IN_PYTHON, TRANSFERS)
        one_pass, _ = cpu_of(lambda columns=columns: pass_over(columns), 5)
        spent, totals = cpu_of(lambda columns=columns, method=method: total_columns(columns, method))
        kernel = kernel_alone(columns, method)
        in_python, carried = cpu_of(lambda columns=columns, method=method, part=part: loop(columns, method, part), 1)
        assert totals.carried[:part].tolist() == carried
        in_python *= TRANSFERS / part
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"\n{method.value}: {TRANSFERS} transfers: kernel {kernel:.3f} CPU s = {kernel / one_pass:.1f} NumPy passes of "
            f"{one_pass:.4f} (to reach {passes}); with preparation and proof {spent:.3f}; plain Python loop {in_python:.1f} "
            f"(from {part}) = {in_python / kernel:.0f} times the kernel; peak {peak:.2f} GB",
            end="",
        )


def kernel_alone(columns: LedgerColumns, method: Method) -> float:
    """CPU seconds of the kernel itself on warm arrays."""
    from tracer.analysis.tracing.kernels import totals

    e, count = columns.entries, len(columns.entries.debit)
    marks = (e.origin == 4).astype(np.int64)
    carried = np.zeros(count, np.int64)
    spent = []
    for _ in range(3):
        held = np.zeros((len(columns.accounts), 4), np.int64)
        held[:, 2:] = -1
        sums = np.array([0, 0, 0, -1, 0])
        queue = np.empty((count + len(columns.accounts) + 1, 3), np.int64)
        begun = time.process_time()
        if method is Method.FIFO:
            totals.fifo_totals(e, marks, held, carried, sums, queue)
        elif method is Method.LIBR:
            totals.own_first_totals(e, marks, held, carried, sums)
        else:
            totals.pro_rata_totals(e, marks, held, carried, sums)
        spent.append(time.process_time() - begun)
    return min(spent)


def test_pieces_of_many_transfers() -> None:
    size = TRANSFERS // 10
    for method in Method:
        columns = draw_columns(size, method.units_per_minor)
        rules = rules_for(columns, method, (), "oldest")
        spent, run = cpu_of(lambda columns=columns, rules=rules: run_columns(columns, rules), 2)
        pieces = int(run.state.first_piece[-1])
        print(f"\n{method.value}: {size} transfers, {pieces} pieces with proof: {spent:.2f} CPU s", end="")

"""Runs the kernels of totals over a ledger in columns and proves their sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.kernels.columns import NOBODY, Ints, LedgerColumns
from tracer.analysis.tracing.kernels.proof import sum_exactly
from tracer.analysis.tracing.kernels.totals import (
    BALANCE,
    FIRST_UNUSED,
    FX_ADJUSTED,
    HEAD,
    NEXT_FREE,
    RELABELLED,
    TAIL,
    TO_BANK,
    TRACED,
    append,
    fifo_totals,
    own_first_totals,
    pro_rata_totals,
)
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import ConservationBroken

METHODS: Final = (Method.FIFO, Method.LIBR, Method.PRO_RATA)


@dataclass(frozen=True, slots=True)
class TracedTotals:
    """In units of the run: traced money ``carried`` by each entry (paying side), ``balance`` (below zero: an overdraft) and
    ``traced`` money of each account at the end."""

    columns: LedgerColumns
    carried: Ints
    balance: Ints
    traced: Ints


def total_columns(columns: LedgerColumns, method: Method) -> TracedTotals:
    """How much traced money did each entry carry and does each account hold, all sources together?

    FIFO and own money first give the totals of ``run_columns`` to the unit. Pro rata rounds the traced part of a debit
    down to a millionth of a minor unit, which can differ in that place from a run that divides among several labels.
    Does not keep who brought the money.

    Raises: WrongUse for another method, and for a ledger with reversals, mixed origins or presumed money that is marked as
    own on its way: those need the pieces. ConservationBroken. Cost: O(entries), for FIFO O(pieces moved).
    """
    if method not in METHODS:
        raise WrongUse("Totals are kept by FIFO, LIBR and pro rata; {method} needs the pieces.", method=method.value)
    entries = columns.entries
    has_origin = entries.origin != NOBODY
    is_marked = has_origin & columns.tainted[entries.origin]
    presumed = bool((columns.tainted & ~columns.proved)[entries.origin[has_origin]].any()) or any(
        columns.tainted[label] and not columns.proved[label] for _, label, _ in columns.openings
    )
    unmarks = presumed and bool((has_origin & ~is_marked & (entries.debit != NOBODY)).any())
    if columns.memories or len(entries.part_label) or unmarks:
        raise WrongUse(
            "This ledger has reversals or mixed money, of which the pieces are needed. Trace it with pieces, not in totals."
        )
    held = np.zeros((len(columns.accounts), 4), np.int64)
    held[:, HEAD] = held[:, TAIL] = -1
    held[:, BALANCE] = -columns.owed
    sums = np.zeros(5, np.int64)
    sums[NEXT_FREE] = -1
    carried = np.zeros(len(entries.debit), np.int64)
    room = len(entries.debit) + len(columns.openings) + len(columns.accounts) if method is Method.FIFO else 0
    queue = np.empty((room + 1, 3), np.int64)
    for account, label, amount in columns.openings:
        held[account, BALANCE] += amount
        held[account, TRACED] += amount if columns.tainted[label] else 0
        if method is Method.FIFO:
            append(held, queue, sums, account, int(columns.tainted[label]), amount)
    marks = is_marked.astype(np.int64)
    if method is Method.FIFO:
        fifo_totals(entries, marks, held, carried, sums, queue)
        _prove(columns, is_marked, held, carried, sums, int(sums[FIRST_UNUSED]) <= room)
    else:
        kernel = own_first_totals if method is Method.LIBR else pro_rata_totals
        kernel(entries, marks, held, carried, sums)
        _prove(columns, is_marked, held, carried, sums, True)
    return TracedTotals(columns, carried, held[:, BALANCE].copy(), held[:, TRACED].copy())


def _prove(columns: LedgerColumns, is_marked: Ints, held: Ints, carried: Ints, sums: Ints, sound: bool) -> None:
    """Is every traced unit held, paid out or with the bank, and is every balance the sum of its movements?"""
    e = columns.entries
    outside, leaves = e.moves & (e.debit == NOBODY), e.moves & (e.credit == NOBODY)
    came = outside & is_marked
    entered = sum_exactly(e.debited[came]) + sum(
        amount for _, label, amount in columns.openings if columns.tainted[label]
    )
    known = entered + int(sums[RELABELLED]) + int(sums[FX_ADJUSTED])
    found = sum_exactly(held[:, TRACED]) + sum_exactly(carried[leaves]) + int(sums[TO_BANK])
    moved = np.zeros(len(held) + 1, np.int64)
    moved[:-1] = -columns.owed
    for account, _, amount in columns.openings:
        moved[account] += amount
    np.add.at(moved, e.credit[e.moves], e.credited[e.moves])
    np.subtract.at(moved, e.debit[e.moves], e.debited[e.moves])
    sound = sound and known == found
    sound = sound and bool((moved[:-1] == held[:, BALANCE]).all())
    sound = sound and bool(((held[:, TRACED] >= 0) & (held[:, TRACED] <= np.maximum(held[:, BALANCE], 0))).all())
    sound = sound and bool(((carried >= 0) & (carried <= e.debited)).all())
    if not sound:
        raise ConservationBroken(
            "The columns of this run do not add up ({what} {place}). The run is void; report it as a fault of the program.",
            what="totals",
            place=found - known,
        )

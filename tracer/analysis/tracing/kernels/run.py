"""Runs the kernels over a ledger in columns and proves that no money appeared or disappeared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tracer.analysis.tracing.kernels.columns import Ints, LedgerColumns, columns_of
from tracer.analysis.tracing.kernels.entries import run_entries
from tracer.analysis.tracing.kernels.proof import prove_run
from tracer.analysis.tracing.kernels.rules import Inner, check_rules, rules_for, units_of
from tracer.analysis.tracing.kernels.segments import put
from tracer.analysis.tracing.kernels.state import PIECES, ROOT_PIECE, Rules, RunState, grow, new_state
from tracer.analysis.tracing.ledgers.labels import UnknownAs
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import LabelKey, SheetLine
from tracer.analysis.tracing.run.inputs import NOTHING, Origin, check_openings, check_origins


@dataclass(frozen=True, slots=True)
class ColumnRun:
    """A run in columns. Amounts in its units, ``columns.units`` to a minor unit.

    ``state`` holds the pieces of all entries (``pieces`` says which are of one) and what each account holds; ``sheet`` where
    every label is in the end, proved to the unit.
    """

    columns: LedgerColumns
    rules: Rules
    state: RunState
    sheet: Mapping[LabelKey, SheetLine]

    def pieces(self, place: int) -> range:
        """Which pieces did the entry at this place carry?"""
        return range(int(self.state.first_piece[place]), int(self.state.first_piece[place + 1]))

    def carried(self, place: int) -> dict[str, int]:
        """How much of each label did the entry at this place carry, in units of the paying side?"""
        totals: dict[str, int] = {}
        for piece in self.pieces(place):
            label, amount = self.columns.labels[self.state.piece_label[piece]], int(self.state.piece_debited[piece])
            if amount:
                totals[label] = totals.get(label, 0) + amount
        return totals

    def segments(self, account: int) -> list[tuple[int, int, int]]:
        """What does this account hold: (piece, label, amount), in a fixed order?"""
        p, classes = self.state.pool, len(self.rules.rule)
        found = []
        for slot in range(account * classes, (account + 1) * classes):
            place = int(p.head[slot])
            while place >= 0:
                found.append((int(p.piece[place]), int(p.label[place]), int(p.amount[place])))
                place = int(p.after[place])
        return found

    def holdings(self, account: AccountKey) -> dict[str, int]:
        """How much of each label does this account hold at the end? Empty for an account that is not followed."""
        totals: dict[str, int] = {}
        if account in self.columns.accounts:
            for _, label, amount in self.segments(self.columns.accounts.index(account)):
                name = self.columns.labels[label]
                totals[name] = totals.get(name, 0) + amount
        return totals

    @property
    def traced_by_entry(self) -> Ints:
        """How much traced money did each entry carry, in units of the paying side?"""
        s = self.state
        first = len(self.columns.openings)
        totals = np.zeros(len(self.columns.entries.debit), np.int64)
        traced = self.columns.tainted[s.piece_label[first : s.at[PIECES]]]
        np.add.at(totals, s.piece_entry[first : s.at[PIECES]][traced], s.piece_debited[first : s.at[PIECES]][traced])
        return totals


def trace_in_columns(
    ledger: Ledger,
    *,
    method: Method,
    statements: frozenset[AccountKey],
    origins: Mapping[str, Origin],
    openings: Mapping[AccountKey, int],
    opening_labels: Mapping[AccountKey, Origin] = NOTHING,
    unknown_as: UnknownAs = "unknown",
    class_order: Sequence[Sequence[str]] = (),
    inner: Inner = "oldest",
) -> ColumnRun:
    """Where did the money go: the same question and the same answer as ``trace``, from kernels over columns.

    ``inner``: inside a class of traced money the oldest leaves first, as in ``trace``; or "rateable": every source of
    the class loses the same share, in millionths of a minor unit.
    Raises: as ``trace``; WrongUse also for amounts beyond the range of the kernels.
    Cost: O(pieces moved), some 20 nanoseconds a piece where the machine has a compiler for the kernels.
    """
    check_rules(method, class_order, inner)
    check_origins(ledger, statements, origins)
    check_openings(statements, openings, opening_labels)
    columns = columns_of(
        ledger,
        statements=statements,
        origins=origins,
        openings=openings,
        opening_labels=opening_labels,
        unknown_as=unknown_as,
        units=units_of(method, inner),
    )
    return run_columns(columns, rules_for(columns, method, class_order, inner))


def run_columns(columns: LedgerColumns, rules: Rules) -> ColumnRun:
    """Run a ledger that is in columns already.

    Raises: ConservationBroken.
    """
    state = new_state(columns, len(rules.rule))
    for account, label, amount in columns.openings:
        _open(state, rules, account, label, amount)
    while needed := run_entries(state, rules, columns.entries):
        state = grow(state, needed)
    return ColumnRun(columns, rules, state, prove_run(columns, rules, state))


def _open(state: RunState, rules: Rules, account: int, label: int, amount: int) -> None:
    piece = int(state.at[PIECES])
    state.at[PIECES] += 1
    state.piece_entry[piece] = ROOT_PIECE
    state.piece_label[piece] = state.piece_taken[piece] = label
    state.piece_debited[piece] = state.piece_credited[piece] = amount
    state.piece_parent[piece] = ROOT_PIECE
    put(state.pool, rules, account, piece, label, amount)
    state.book[account] += amount
    if state.tainted[label]:
        state.traced[account] += amount

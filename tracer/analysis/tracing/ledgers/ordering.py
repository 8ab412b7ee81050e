"""Sorts the entries of many statements into one total order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise

from graph_schema.errors import WrongRecord
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry


class UnorderableDay(WrongRecord):
    """The statements of one day contradict one another about what came first."""


def order_entries(entries: Iterable[LedgerEntry]) -> Ledger:
    """In which order did the money move?

    By day; within a day every statement keeps its own row order, so that a chain A to B to C follows the rows
    of B. If a side has no row, money arrives before it leaves as long as the rows of other statements allow it.
    Entry ids decide the rest: the lexicographically first order that fits. This need not be the true order of a day
    without row numbers: ``find_order_sensitive_days`` lists those days.

    Raises: UnorderableDay naming the entries when no order fits all statements. WrongLedger for a repeated
    id, or a reversal that mirrors no earlier entry. Cost: O(n log n).
    """
    by_day: defaultdict[date, list[LedgerEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: (e.day, e.id)):
        by_day[entry.day].append(entry)
    return Ledger(tuple(entry for day in by_day.values() for entry in _Day(day).order()))


class _Day:
    """The entries of one day, sorted by id, while they are being placed."""

    def __init__(self, entries: Sequence[LedgerEntry]) -> None:
        self._entries = entries
        self._predecessors, self._followers = _follow_rows(entries)
        self._open_inflows: Counter[AccountKey] = Counter()
        self._open_inflows_without_row: Counter[AccountKey] = Counter()
        for entry in entries:
            self._count_inflow(entry, 1)
        self._free: list[int] = []
        self._waiting: list[int] = []
        self._waiting_for: defaultdict[AccountKey, list[int]] = defaultdict(list)

    def order(self) -> list[LedgerEntry]:
        placed = [False] * len(self._entries)
        ordered: list[LedgerEntry] = []
        for i, predecessors in enumerate(self._predecessors):
            if not predecessors:
                self._offer(i)
        while self._free or self._waiting:
            # If nothing else can come next, an entry that waits for money comes next: the rows decide, not the waiting.
            i = heappop(self._free or self._waiting)
            if placed[i]:
                continue
            placed[i] = True
            entry = self._entries[i]
            ordered.append(entry)
            self._count_inflow(entry, -1)
            if entry.credit is not None:
                for waiting in self._waiting_for.pop(entry.credit, ()):
                    self._offer(waiting)
            for follower in self._followers[i]:
                self._predecessors[follower] -= 1
                if not self._predecessors[follower]:
                    self._offer(follower)
        if len(ordered) < len(self._entries):
            stuck = [entry.id for entry, done in zip(self._entries, placed, strict=True) if not done]
            raise UnorderableDay(
                "The statements of {day} contradict one another: no order of the entries {entries} keeps "
                "every statement's rows. Check the row numbers and the days of these entries.",
                day=self._entries[0].day,
                entries=", ".join(stuck),
            )
        return ordered

    def _count_inflow(self, entry: LedgerEntry, step: int) -> None:
        if entry.credit is None or entry.is_self_transfer:
            return
        self._open_inflows[entry.credit] += step
        if entry.credit_seq is None:
            self._open_inflows_without_row[entry.credit] += step

    def _offer(self, i: int) -> None:
        payer = self._entries[i].debit
        if payer is not None and self._is_expecting(self._entries[i], payer):
            heappush(self._waiting, i)
            self._waiting_for[payer].append(i)
        else:
            heappush(self._free, i)

    def _is_expecting(self, entry: LedgerEntry, payer: AccountKey) -> bool:
        if entry.is_self_transfer:
            return False
        inflows = self._open_inflows if entry.debit_seq is None else self._open_inflows_without_row
        return inflows[payer] > 0


def _follow_rows(entries: Sequence[LedgerEntry]) -> tuple[list[int], list[list[int]]]:
    """How many entries must come before each, and which come directly after it, by the statements' rows."""
    rows: defaultdict[AccountKey, list[tuple[int, int]]] = defaultdict(list)
    for i, entry in enumerate(entries):
        for account, row in entry.legs():
            if row is not None:
                rows[account].append((row, i))
    predecessors = [0] * len(entries)
    followers: list[list[int]] = [[] for _ in entries]
    for account, placed in rows.items():
        placed.sort()
        for (row, i), (next_row, next_entry) in pairwise(placed):
            if row == next_row:
                raise UnorderableDay(
                    "The entries {first} and {second} of {day} are both row {row} of the statement of "
                    "{account}. Give each row its own number.",
                    first=entries[i].id,
                    second=entries[next_entry].id,
                    day=entries[i].day,
                    row=row,
                    account=account[0],
                )
            followers[i].append(next_entry)
            predecessors[next_entry] += 1
    return predecessors, followers

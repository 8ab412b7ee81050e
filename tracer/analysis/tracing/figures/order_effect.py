"""Finds days without a given order of rows on which another order could change the result of a method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations

from tracer.analysis.tracing.ledgers.labels import UNKNOWN, is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey, LedgerEntry
from tracer.analysis.tracing.ledgers.same_day import OpenDay
from tracer.analysis.tracing.ledgers.statement_breaks import is_reset
from tracer.analysis.tracing.policies.holdings import Segment
from tracer.analysis.tracing.policies.methods import Method, holdings_for
from tracer.analysis.tracing.run.account import TracingAccount
from tracer.analysis.tracing.run.balance_sheet import BalanceSheet
from tracer.analysis.tracing.run.result import TracingResult

_LONGEST = 5
"""Up to this many rows of a day, every order is tried. A day with more rows counts as changed unless that is excluded."""
Amounts = tuple[tuple[str, int], ...]
"""(class of money, amount): tainted, unknown or other"""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the day: what it brings, or how much it takes. ``sequence``: does the order of its pieces matter?

    It matters if the receiver's oldest or newest money leaves first, and if another currency is received, because the
    parts are then rounded in their order.
    """

    brings: tuple[Segment, ...]
    takes: int
    sequence: bool = False


def find_moved_days(
    run: TracingResult, openings: Mapping[AccountKey, int], days: Iterable[OpenDay]
) -> tuple[OpenDay, ...]:
    """On which of these days could another order of the rows change how much traced money went where, by this method?

    ``openings``: the opening balances given to the run. A day is left out only if no order of its rows changes the traced
    or unknown part of any row, or of the balance after it, given what its receipts carried. If every day is left out, no
    combination of orders changes a figure, because what each row carries then follows from its receipts, row by row.
    Days of an account between a movement and its reversal always count, because the reversal takes single pieces.
    For LIBR and taint-first, check both runs of the interval. Pro rata is compared to a thousandth of a minor unit.
    Does not answer by how much a figure changes. Cost: one pass over the pieces of these accounts; at most 120 orders a
    day.
    """
    asked: defaultdict[AccountKey, list[OpenDay]] = defaultdict(list)
    for day in days:
        asked[day.account].append(day)
    rows: dict[AccountKey, list[LedgerEntry]] = {key: [] for key in asked}
    for entry in run.ledger.entries if asked else ():
        if not entry.is_self_transfer:
            for key in (entry.debit, entry.credit):
                if key is not None and key in rows:
                    rows[key].append(entry)
    found = [day for key in asked for day in _Replay(run, key, openings.get(key, 0), rows[key]).moved(asked[key])]
    return tuple(sorted(found, key=lambda day: (day.day, day.account)))


class _Replay:
    """Replays the rows of one account with the pieces that the run recorded, up to the days asked about."""

    def __init__(self, run: TracingResult, key: AccountKey, opening: int, entries: list[LedgerEntry]) -> None:
        self._run, self._key, self._entries = run, key, entries
        self._empty = holdings_for(run.method, run.class_order)
        self._queued = run.method in (Method.FIFO, Method.LIFO)
        self._account = TracingAccount(key, self._empty, BalanceSheet())
        parts = [(p, run.table.label[p], run.table.credited[p]) for p, at in run.opening_pieces.items() if at == key]
        if opening < 0:
            self._account.owed = -opening * run.units_per_minor
        self._account.receive(parts)

    def moved(self, days: list[OpenDay]) -> Iterator[OpenDay]:
        wanted = {day.day: day for day in days}
        sealed = self._days_of_reversals()
        broken = False
        for day, group in groupby(self._entries, key=lambda entry: entry.day):
            entries = list(group)
            # A reversal took single pieces back here, which the rows alone do not show: from here on every day counts.
            broken = broken or any(entry.void_of is not None for entry in entries)
            if day in wanted and (broken or any(begin <= day <= end for begin, end in sealed) or self._moves(entries)):
                yield wanted[day]
            for row in map(self._row, entries):
                _apply(self._account, row)

    def _days_of_reversals(self) -> list[tuple[object, object]]:
        by_id = {entry.id: entry for entry in self._entries}
        return [(by_id[e.void_of].day, e.day) for e in self._entries if e.void_of is not None and e.void_of in by_id]

    def _row(self, entry: LedgerEntry) -> _Row:
        if entry.debit == self._key:
            sequence = self._queued or not (entry.is_one_currency or self._run.method is Method.PRO_RATA)
            return _Row((), entry.debited * self._run.units_per_minor, sequence)
        table = self._run.table
        pieces = ((number, table.label[number], table.credited[number]) for number in self._run.numbers_of(entry.id))
        return _Row(tuple(piece for piece in pieces if piece[2]), 0)

    def _moves(self, entries: Sequence[LedgerEntry]) -> bool:
        # The reset for a break in the statements comes after all rows of the day, whatever their order.
        rows = [self._row(entry) for entry in entries if not is_reset(entry)]
        if len(rows) < 2 or _is_steady(self._run.method, self._account, rows):
            return False
        if len(rows) > _LONGEST:
            return True
        figures = self._figures(rows, range(len(rows)))
        near = _nearly if self._run.method is Method.PRO_RATA else _equal
        return any(not near(figures, self._figures(rows, order)) for order in permutations(range(len(rows))))

    def _figures(self, rows: Sequence[_Row], order: Iterable[int]) -> list[Amounts]:
        """What each row carries, and what is left after them, by class of money, for the rows in this order."""
        account = self._account.copy()
        carried: list[Amounts] = [()] * len(rows)
        for place in order:
            taken = _apply(account, rows[place])
            carried[place] = _queue(taken) if rows[place].sequence else _sums(taken)
        left = account.holdings.segments()
        return [*carried, _queue(left) if self._queued else _sums(left), (("owed", account.owed),)]


def _apply(account: TracingAccount, row: _Row) -> list[Segment]:
    if row.takes:
        return account.pay(row.takes)
    account.receive(list(row.brings))
    return []


def _is_steady(method: Method, account: TracingAccount, rows: Sequence[_Row]) -> bool:
    """Is it certain, without trying all orders, that the order of these rows changes nothing?"""
    held = account.holdings.segments()
    brought = [segment for row in rows for segment in row.brings]
    taken = sum(row.takes for row in rows)
    classes = {_class(label) for _, label, _ in (*held, *brought)}
    covered = account.owed == 0 and taken <= account.holdings.balance
    # The bank's money, lent while an account is overdrawn, belongs to the class of other money.
    if len(classes) < 2 and (covered or not taken or classes <= {"other"}):
        return True
    if account.owed:
        return False
    if not taken:
        return method in (Method.LIBR, Method.TAINT_FIRST, Method.PRO_RATA)
    if method is Method.LIBR:
        own = sum(amount for _, label, amount in held if not is_tainted(label))
        return taken <= own and len(classes - {"tainted"}) < 2
    if method is Method.TAINT_FIRST:
        return taken <= sum(amount for _, label, amount in held if is_tainted(label))
    return False


def _class(label: str) -> str:
    return "tainted" if is_tainted(label) else "unknown" if label == UNKNOWN else "other"


def _sums(segments: Iterable[Segment]) -> Amounts:
    sums: dict[str, int] = {}
    for _, label, amount in segments:
        sums[_class(label)] = sums.get(_class(label), 0) + amount
    return tuple(sorted(sums.items()))


def _queue(segments: Iterable[Segment]) -> Amounts:
    runs = groupby(segments, key=lambda segment: _class(segment[1]))
    return tuple((name, sum(amount for _, _, amount in part)) for name, part in runs)


def _equal(one: list[Amounts], other: list[Amounts]) -> bool:
    return one == other


def _nearly(one: list[Amounts], other: list[Amounts]) -> bool:
    return all(
        abs(dict(a).get(name, 0) - dict(b).get(name, 0)) <= 1000
        for a, b in zip(one, other, strict=True)
        for name in {*dict(a), *dict(b)}
    )

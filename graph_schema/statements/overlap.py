"""Finds out whether two statements of one account repeat or continue each other on the days that both cover.

The same movement occurs twice only if the periods share a day. The balances decide: a statement that begins with the
balance of the other one before that day repeats its rows; a statement that begins with the closing balance of the other
one continues it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Literal

import pyarrow as pa

Relation = Literal["apart", "repeats", "continues", "unknown", "contradicts"]
"""``apart``: no day is shared. ``repeats``: both contain the rows of the shared days. ``continues``: only one of the two
contains each row. ``unknown``: no balance decides. ``contradicts``: the balances fit neither case."""


@dataclass(frozen=True, slots=True)
class StatementSpan:
    """One statement as one source states it: its days (inclusive), its balances and the changes by its rows.

    Amounts in minor units of the statement's currency; ``moved``: booking day -> changes of the balance, in row order.
    """

    source: str
    statement: str
    account: str
    currency: str
    from_date: date
    to_date: date
    opening_minor: int | None
    closing_minor: int | None
    moved: Mapping[date, tuple[int, ...]]
    tolerance_minor: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """The key of this statement in this source."""
        return (self.source, self.statement)

    @property
    def first(self) -> date:
        """The first day of the period, or of a row booked before it."""
        return min(self.from_date, *self.moved) if self.moved else self.from_date

    @property
    def last(self) -> date:
        """The last day of the period, or of a row booked after it."""
        return max(self.to_date, *self.moved) if self.moved else self.to_date

    @property
    def place(self) -> tuple[date, date, str, str]:
        """The sort key of statements of one account."""
        return (self.first, self.last, self.statement, self.source)

    def covers(self, day: date) -> bool:
        """Does the statement cover this day?"""
        return self.first <= day <= self.last

    def balances_before(self, day: date) -> frozenset[int]:
        """The balance at the beginning of this day: none if no balance is stated, two if the statement does not reconcile."""
        return self._balances(sum(sum(minors) for booked, minors in self.moved.items() if booked < day))

    def balances_within(self, day: date) -> frozenset[int]:
        """The balances between two rows of this day, without the balance after the last row."""
        before = sum(sum(minors) for booked, minors in self.moved.items() if booked < day)
        sums = list(accumulate(self.moved.get(day, ()), initial=before))[1:]
        if day >= self.last:
            sums = sums[:-1]
        return frozenset(balance for moved in sums for balance in self._balances(moved))

    def last_balances(self) -> frozenset[int]:
        """The balance after the last row: none, one or two values."""
        return self._balances(self._total)

    def first_balances(self) -> frozenset[int]:
        """The balance before the first row: none, one or two values."""
        return self._balances(0)

    def amounts(self, first: date, last: date) -> Counter[int]:
        """The changes of the balance on these days, with their counts."""
        return Counter(minor for day, minors in self.moved.items() if first <= day <= last for minor in minors)

    @property
    def _total(self) -> int:
        return sum(map(sum, self.moved.values()))

    def _balances(self, moved: int) -> frozenset[int]:
        """The balance after rows with the sum ``moved``, from the opening balance and back from the closing balance."""
        found = set()
        if self.opening_minor is not None:
            found.add(self.opening_minor + moved)
        if self.closing_minor is not None:
            found.add(self.closing_minor - self._total + moved)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class StatedStatement:
    """One statement as one source states it. ``entries``: its rows (ENTRY_SCHEMA)."""

    span: StatementSpan
    entries: pa.Table = field(hash=False)


def relate_statements(one: StatementSpan, other: StatementSpan) -> Relation:
    """Does the later of two statements of one account and currency repeat the rows of the shared days, or continue them?

    Balances decide, within the larger declared tolerance. Without balances, statements of the same days repeat each
    other, and a single shared day is ``unknown``. A statement whose opening balance also fits in the middle of a day is
    ``unknown`` too. Cost: O(days), and the rows of one day.
    """
    earlier, later = sorted((one, other), key=lambda span: span.place)
    if later.first > earlier.last:
        return "apart"
    if one.statement == other.statement:
        return "repeats"
    slack = max(one.tolerance_minor, other.tolerance_minor)
    fits = _fits(earlier, later, slack)
    if later.first == earlier.first:
        # If both begin on one day, either of them may continue the other.
        fits |= _fits(later, earlier, slack)
    if fits == {"continues"}:
        return "continues"
    if fits == {"repeats"} or ("repeats" in fits and _contains(earlier, later)):
        # If incoming and outgoing money cancel out, both cases fit: the same days are a repetition then too.
        again = (earlier.first, earlier.last) == (later.first, later.last) and earlier.first < earlier.last
        return "repeats" if again or "continues" not in fits else "unknown"
    if fits:
        return "unknown"
    if earlier.first_balances() and later.first_balances():
        return "contradicts"
    # Two statements that share a single day may each state a part of it.
    return "unknown" if later.first == earlier.last else "repeats"


SpanKey = tuple[str, str]
"""Source and statement."""


def relate_all(spans: Iterable[StatementSpan]) -> dict[tuple[SpanKey, SpanKey], Relation]:
    """How do all statements that share days relate to each other? Pairs in order of time.

    Parts of one day that continue one another, or may do so, through a third part are not repetitions, even if the
    balance returns to its former value: these are ``unknown``. Cost: O(n log n), and each pair that shares a day.
    """
    pairs = find_shared(spans)
    found = {(one.key, other.key): relate_statements(one, other) for one, other in pairs}
    next_to: defaultdict[SpanKey, set[SpanKey]] = defaultdict(set)
    for (one_key, other_key), relation in found.items():
        if relation in ("continues", "unknown"):
            next_to[one_key].add(other_key)
            next_to[other_key].add(one_key)
    for one, other in pairs:
        if (
            share_one_day(one, other)
            and found[one.key, other.key] == "repeats"
            and other.key in _reach(next_to, one.key)
        ):
            found[one.key, other.key] = "unknown"
    return found


def share_one_day(one: StatementSpan, other: StatementSpan) -> bool:
    """Do two different statements share a single day, so that each may state a part of it?"""
    return max(one.first, other.first) == min(one.last, other.last) and one.statement != other.statement


def _reach(next_to: Mapping[SpanKey, set[SpanKey]], start: SpanKey) -> set[SpanKey]:
    reached, waiting = {start}, [start]
    while waiting:
        new = next_to.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _fits(earlier: StatementSpan, later: StatementSpan, slack: int) -> set[str]:
    """At which points does the opening balance of the later statement fit: before, within or after the shared days?"""
    begins, day = later.first_balances(), later.first
    found = {
        "repeats": earlier.balances_before(day),
        "within": earlier.balances_within(day),
        "continues": earlier.last_balances(),
    }
    return {name for name, balances in found.items() if _meet(balances, begins, slack)}


def _contains(one: StatementSpan, other: StatementSpan) -> bool:
    """Does one of the statements contain all amounts of the shared days of the other?"""
    first, last = max(one.first, other.first), min(one.last, other.last)
    some, others = one.amounts(first, last), other.amounts(first, last)
    return some <= others or others <= some


def find_shared(spans: Iterable[StatementSpan]) -> tuple[tuple[StatementSpan, StatementSpan], ...]:
    """Which statements of one account and currency share days? Pairs in order of time. Cost: O(n log n + pairs)."""
    ordered = sorted(spans, key=lambda span: (span.account, span.currency, *span.place))
    pairs = []
    running: list[StatementSpan] = []
    for span in ordered:
        key = (span.account, span.currency)
        running = [other for other in running if (other.account, other.currency) == key and other.last >= span.first]
        pairs += [(other, span) for other in running]
        running.append(span)
    return tuple(pairs)


def _meet(some: frozenset[int], others: frozenset[int], slack: int) -> bool:
    return any(abs(one - other) <= slack for one in some for other in others)

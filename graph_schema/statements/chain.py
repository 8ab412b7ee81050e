"""Checks whether the statements of one account and currency connect, and whether the rows give the stated balances.

Amounts are whole minor units of the account's currency, days are booking days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from graph_schema.statements.chain_records import (
    ChainEnd,
    ChainResult,
    ChainRow,
    Days,
    Joint,
    StatedPeriod,
    StatementSum,
)
from graph_schema.statements.reconciliation import find_difference

_DAY = timedelta(days=1)


def reconcile_chain(periods: Iterable[StatedPeriod], rows: Iterable[ChainRow]) -> ChainResult:
    """Which statements of one account and currency touch, overlap, leave a gap or differ, and by how much?

    ``rows``: each movement of the account once (the transfers that are traced, or the kept rows). A statement may begin
    on the day on which another ends, before or after the rows of that day. An opening balance that is not stated is
    computed from the closing balance and the rows between.

    Raises: ValueError without any period. Cost: one sort of the rows, then linear.
    """
    ordered = sorted(rows, key=lambda row: row.booked)
    stated = sorted(periods, key=_sort_key)
    if not stated:
        raise ValueError("a chain has at least one statement")
    sums = _sum_rows(stated, ordered)
    completed = tuple(
        replace(period, opening_minor=period.closing_minor - found.moved_minor)
        if period.opening_minor is None and period.closing_minor is not None
        else period
        for period, found in zip(stated, sums, strict=True)
    )
    joints, end = _join(completed, ordered)
    return ChainResult(completed, completed[0].opening_minor, joints, sums, end)


def _sort_key(period: StatedPeriod) -> tuple[object, ...]:
    """Orders by days; among statements of the same days, one that states its balance comes first."""
    opening = period.opening_minor
    return (
        period.from_date,
        period.to_date,
        opening is None,
        opening or 0,
        period.closing_minor or 0,
        period.statement,
    )


def _sum_rows(periods: Sequence[StatedPeriod], rows: Sequence[ChainRow]) -> tuple[StatementSum, ...]:
    """Sums the rows of each statement: rows that name it, and rows of its days that name no statement."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        for statement in row.statements:
            named[statement].append(row.minor)
    unassigned = [row for row in rows if not row.statements]
    days = [row.booked for row in unassigned]
    running = [0, *accumulate(row.minor for row in unassigned)]
    found = []
    for period in periods:
        first, after = bisect_left(days, period.from_date), bisect_right(days, period.to_date)
        own = named[period.statement]
        moved = sum(own) + running[after] - running[first]
        difference = find_difference(period.opening_minor, period.closing_minor, moved)
        lost = 0 if difference is None or period.difference_minor is None else difference - period.difference_minor
        found.append(StatementSum(period.statement, len(own) + after - first, moved, difference, lost))
    return tuple(found)


def _join(periods: Sequence[StatedPeriod], rows: Sequence[ChainRow]) -> tuple[tuple[Joint, ...], ChainEnd]:
    """Compares the statements in order of time with the balance that the rows give, which is reset at every break."""
    joints = []
    furthest = periods[0]
    balance, position = furthest.opening_minor or 0, 0
    ended: defaultdict[date, list[StatedPeriod]] = defaultdict(list)
    ended[furthest.to_date].append(furthest)
    for period in periods[1:]:
        day = period.from_date
        while position < len(rows) and rows[position].booked < day:
            balance += rows[position].minor
            position += 1
        expected = [balance]
        for other in (*ended[day], *ended[day - _DAY]):
            if other.holds and other.closing_minor is not None:
                expected.append(other.closing_minor)
        if ended[day]:
            expected.append(balance + sum(row.minor for row in _of_day(rows, position, day)))
        difference = 0
        if period.opening_minor is not None:
            difference = min((period.opening_minor - minor for minor in expected), key=abs)
        meets = abs(difference) <= max(period.tolerance_minor, furthest.tolerance_minor)
        if not meets and period.opening_minor is not None:
            difference = period.opening_minor - balance
        joint = _describe(furthest, period, balance, difference, meets)
        if joint.breaks and period.opening_minor is not None:
            balance = period.opening_minor
        joints.append(joint)
        ended[period.to_date].append(period)
        if period.to_date > furthest.to_date:
            furthest = period
    balance += sum(row.minor for row in rows[position:])
    return tuple(joints), _end(furthest, ended[furthest.to_date], balance)


def _end(furthest: StatedPeriod, last: Iterable[StatedPeriod], balance: int) -> ChainEnd:
    """Compares the last statement with the rows; among several that end on one day, the one with the smallest difference."""
    stated = [period for period in last if period.closing_minor is not None]
    if not stated:
        return ChainEnd(furthest.statement, furthest.to_date, balance, None, 0, True)
    readings = [(closing, *found[closing]) for found in _readings(stated) if len(found) > 1 for closing in found]
    if readings:
        # The rows are those of all readings together, so the reading that stands alone is named, not the one farthest away.
        closing, period, _ = max(readings, key=lambda one: (one[0] != balance, -one[2], abs(one[0] - balance), one[0]))
        highest = max(closing for closing, _, _ in readings)
        return ChainEnd(period.statement, period.to_date, balance, closing, closing - balance, False, highest)
    differences = [((period.closing_minor or 0) - balance, period) for period in stated]
    difference, period = min(differences, key=lambda item: abs(item[0]))
    # Fractions that a bank does not print add up row by row; the difference in the statement's own file is their sum.
    allowed = max(period.tolerance_minor, abs(period.difference_minor or 0) if period.holds else 0)
    meets = abs(difference) <= allowed
    stated_minor = period.closing_minor
    return ChainEnd(period.statement, period.to_date, balance, stated_minor, difference, meets, stated_minor)


def _readings(stated: Sequence[StatedPeriod]) -> Iterator[dict[int, tuple[StatedPeriod, int]]]:
    """The closing balances of each statement that ends the chain, as its readings state them, and how many state each.

    Two statements of the same days that begin with the same balance are readings of one; of a single day, each may be a
    part of it.
    """
    found: defaultdict[object, dict[int, tuple[StatedPeriod, int]]] = defaultdict(dict)
    for period in stated:
        days = (period.from_date, period.to_date, period.opening_minor)
        own = days if period.from_date < period.to_date and period.opening_minor is not None else period.statement
        slack = max(period.tolerance_minor, abs(period.difference_minor or 0) if period.holds else 0)
        for closing in (period.closing_minor, *period.other_closings):
            if closing is None:
                continue
            known = next((other for other in found[own] if abs(closing - other) <= slack), closing)
            first, count = found[own].get(known, (period, 0))
            found[own][known] = (first, count + 1)
    yield from found.values()


def _of_day(rows: Sequence[ChainRow], position: int, day: date) -> Iterable[ChainRow]:
    while position < len(rows) and rows[position].booked == day:
        yield rows[position]
        position += 1


def _describe(before: StatedPeriod, after: StatedPeriod, expected: int, difference: int, meets: bool) -> Joint:
    next_day = before.to_date + _DAY
    days: Days = "gap" if after.from_date > next_day else "touch" if after.from_date == next_day else "overlap"
    begin, end = {
        "gap": (next_day, after.from_date - _DAY),
        "touch": (after.from_date, before.to_date),
        "overlap": (after.from_date, min(before.to_date, after.to_date)),
    }[days]
    return Joint(before.statement, after.statement, days, begin, end, expected, after.opening_minor, difference, meets)

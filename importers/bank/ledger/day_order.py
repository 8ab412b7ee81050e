"""Finds the order of rows within one day that gives the printed balances, if the order of the file does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_STEPS: Final = 20_000
_LONGEST: Final = 200
_JUMPS: Final = 2


@dataclass(frozen=True, slots=True)
class DayOrder:
    """``order``: positions of the rows of the day as booked. ``found``: whether the balances prove this order."""

    order: tuple[int, ...]
    found: bool


def order_day(previous: int | None, amounts: Sequence[int], balances: Sequence[int], tolerance: int = 0) -> DayOrder:
    """In which order were the rows of this day booked, if each row gives its printed balance?

    Tries, in this sequence: the order of the file, its reverse, any order in which every row fits exactly, an order
    within ``tolerance`` minor units per row, an order with up to two breaks (rows missing from the file). If none is
    found within the limit of the search, the order of the file is kept.

    Args:
        previous: balance before the day in minor units; None if it is not known.
        amounts: the signed change of the balance by each row. balances: printed after each row.

    Cost: linear if the balances are exact; else at most 20,000 steps per attempt. Source: an exact order is an Eulerian
    path with balances as nodes and rows as edges (Hierholzer's algorithm).
    """
    count = len(amounts)
    forward, backward = tuple(range(count)), tuple(range(count - 1, -1, -1))
    for order in (forward, backward):
        if _breaks(order, previous, amounts, balances, tolerance) == 0:
            return DayOrder(order, True)
    starts = [previous] if previous is not None else _starts(amounts, balances)
    for start in starts:
        order = _euler(start, amounts, balances)
        if len(order) == count and _breaks(order, start, amounts, balances, 0) == 0:
            return DayOrder(order, True)
    if count <= _LONGEST:
        for jumps in range(1 + _JUMPS):
            found = _Search(amounts, balances, tolerance).run(previous, jumps)
            if found is not None:
                return DayOrder(found, True)
    return DayOrder(forward, False)


def _breaks(
    order: Sequence[int],
    previous: int | None,
    amounts: Sequence[int],
    balances: Sequence[int],
    tolerance: int,
) -> int:
    found = 0
    for row in order:
        if previous is not None and abs(previous + amounts[row] - balances[row]) > tolerance:
            found += 1
        previous = balances[row]
    return found


def _starts(amounts: Sequence[int], balances: Sequence[int]) -> list[int]:
    """Possible balances before the day: those that occur more often before a row than after one, else that of the first row."""
    surplus: defaultdict[int, int] = defaultdict(int)
    for amount, balance in zip(amounts, balances, strict=True):
        surplus[balance - amount] += 1
        surplus[balance] -= 1
    return [value for value, more in surplus.items() if more == 1] or [balances[0] - amounts[0]]


def _euler(start: int, amounts: Sequence[int], balances: Sequence[int]) -> tuple[int, ...]:
    leaving: defaultdict[int, list[int]] = defaultdict(list)
    for row in range(len(amounts) - 1, -1, -1):
        leaving[balances[row] - amounts[row]].append(row)
    path: list[int] = []
    stack: list[tuple[int, int | None]] = [(start, None)]
    while stack:
        balance, arrived_by = stack[-1]
        if leaving[balance]:
            row = leaving[balance].pop()
            stack.append((balances[row], row))
        else:
            stack.pop()
            if arrived_by is not None:
                path.append(arrived_by)
    return tuple(reversed(path))


class _Search:
    """A search with backtracking that tries the closest row first, for a limited number of steps."""

    def __init__(self, amounts: Sequence[int], balances: Sequence[int], tolerance: int) -> None:
        self._amounts = amounts
        self._balances = balances
        self._tolerance = tolerance
        self._steps = 0

    def run(self, previous: int | None, jumps: int) -> tuple[int, ...] | None:
        """An order with at most ``jumps`` breaks, or None."""
        return self._follow(previous, tuple(range(len(self._amounts))), jumps)

    def _follow(self, previous: int | None, left: tuple[int, ...], jumps: int) -> tuple[int, ...] | None:
        if not left:
            return ()
        self._steps += 1
        if self._steps > _STEPS:
            return None
        for cost, row in self._candidates(previous, left, jumps):
            rest = tuple(other for other in left if other != row)
            order = self._follow(self._balances[row], rest, jumps - cost)
            if order is not None:
                return (row, *order)
        return None

    def _candidates(self, previous: int | None, left: tuple[int, ...], jumps: int) -> list[tuple[int, int]]:
        """Rows that may come next: (breaks used, row). Without a previous balance, every row may come first."""
        if previous is None:
            return [(0, row) for row in left]
        away = {row: abs(previous + self._amounts[row] - self._balances[row]) for row in left}
        near = sorted((row for row in left if away[row] <= self._tolerance), key=lambda row: (away[row], row))
        far = [row for row in left if away[row] > self._tolerance] if jumps else []
        return [(0, row) for row in near] + [(1, row) for row in far]

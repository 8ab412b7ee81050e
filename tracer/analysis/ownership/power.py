"""Computes the power of the shareholders of one meeting: who can turn a vote where nobody has the majority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import Final

from graph_schema.errors import WrongUse

_MOST_LISTED: Final = 20
"""So many shareholders at most when coalitions are listed one by one."""


@dataclass(frozen=True, slots=True)
class VotingPower:
    """The power of each shareholder of one meeting, in the order of the weights.

    ``swings``: coalitions of the others that win with this shareholder and lose without. ``banzhaf``: its part of all
    swings. ``banzhaf_absolute``: swings of 2^(n-1) coalitions. ``shapley_shubik``: the part of all orders of
    arrival in which this shareholder makes the quota full. All zero if no coalition reaches the quota.
    """

    swings: tuple[int, ...]
    banzhaf: tuple[Fraction, ...]
    banzhaf_absolute: tuple[Fraction, ...]
    shapley_shubik: tuple[Fraction, ...]


def measure_power(weights: Sequence[int], quota: int) -> VotingPower:
    """Who can turn a vote that needs ``quota`` of these votes?

    ``weights``: whole votes, zero or more. ``quota``: a coalition wins with as many votes or more; for a simple majority
    it is half of the votes and one. Direct votes in one meeting alone: agreements and companies behind are not seen.

    Raises: WrongUse for a weight below zero, a quota not above zero, or no shareholder.
    Cost: O(n^2 * quota) whole numbers. Source: J. F. Banzhaf, Rutgers Law Review 19 (1965) 317; L. S. Shapley, M. Shubik,
    American Political Science Review 48 (1954) 787.
    """
    _check(weights, quota)
    count = len(weights)
    # sets[k][v]: how many sets of k shareholders have v votes, below the quota.
    sets = [[0] * quota for _ in range(count + 1)]
    sets[0][0] = 1
    for number, weight in enumerate(weights):
        for size in range(number, -1, -1):
            row, larger = sets[size], sets[size + 1]
            for votes in range(quota - weight):
                if row[votes]:
                    larger[votes + weight] += row[votes]
    swings: list[int] = []
    orders: list[Fraction] = []
    for weight in weights:
        by_size = _pivots(sets, weight, quota, count)
        swings.append(sum(by_size))
        orders.append(
            sum((Fraction(found, count * comb(count - 1, size)) for size, found in enumerate(by_size)), Fraction(0))
        )
    total = sum(swings)
    return VotingPower(
        swings=tuple(swings),
        banzhaf=tuple(Fraction(own, total) if total else Fraction(0) for own in swings),
        banzhaf_absolute=tuple(Fraction(own, 2 ** (count - 1)) for own in swings),
        shapley_shubik=tuple(orders),
    )


def _pivots(sets: list[list[int]], weight: int, quota: int, count: int) -> list[int]:
    """Of the sets of the others, by size: how many lose, and win with this shareholder?"""
    if not weight:
        return [0] * count
    found = []
    smaller = [0] * quota
    for size in range(count):
        # The sets without this shareholder are all sets less those that are one of the others' sets and this shareholder.
        without = [all_ - (smaller[votes - weight] if votes >= weight else 0) for votes, all_ in enumerate(sets[size])]
        found.append(sum(without[max(quota - weight, 0) :]))
        smaller = without
    return found


def find_winning(weights: Sequence[int], quota: int) -> tuple[tuple[int, ...], ...]:
    """Which coalitions reach the quota? Places of the shareholders, from 0; the smallest coalitions first.

    Raises: WrongUse as ``measure_power``, and for more than 20 shareholders. Cost: 2^n.
    """
    _check(weights, quota)
    if len(weights) > _MOST_LISTED:
        raise WrongUse(
            "{count} shareholders form too many coalitions to list: expected {most} at most. Ask for their power instead.",
            count=len(weights),
            most=_MOST_LISTED,
        )
    places = range(len(weights))
    return tuple(
        coalition
        for size in range(1, len(weights) + 1)
        for coalition in combinations(places, size)
        if sum(weights[place] for place in coalition) >= quota
    )


def _check(weights: Sequence[int], quota: int) -> None:
    if not weights or quota <= 0 or any(weight < 0 for weight in weights):
        raise WrongUse(
            "A vote of {count} shareholders with a quota of {quota} cannot be measured: expected one shareholder at least, "
            "votes of zero or more, and a quota above zero.",
            count=len(weights),
            quota=quota,
        )

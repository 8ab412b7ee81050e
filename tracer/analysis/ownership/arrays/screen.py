"""Finds who can have a share at or above a threshold, by float bounds that are never below the exact share."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tracer.analysis.ownership.arrays.components import owners_first
from tracer.analysis.ownership.stakes import Stake
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled

_UP: Final = 1 + 2.0**-51
_LEAST: Final = 2.0**-500


def screen_owners(
    stakes: Iterable[Stake], *, persons: frozenset[str], threshold: Fraction
) -> frozenset[tuple[str, str]]:
    """Which (person, company) pairs can have an integrated share of ``threshold`` or more? None that has is missing.

    The bounds use the upper ends of ranges. A person who reaches a ring counts there as its whole owner. Every
    product and sum is raised by 2^-51 of itself, which is more than its rounding (2^-53), and is kept above 2^-500,
    so that nothing underflows: by induction no bound is below the exact share. Exact fractions decide what is found.
    Cost: linear in the stakes times the persons above a company.
    """
    stakes = [stake for stake in stakes if stake.upper > 0]
    companies = sorted({s.company for s in stakes} | {s.holder for s in stakes if s.holder not in persons})
    owners = sorted(persons)
    place = {name: number for number, name in enumerate([*companies, *owners])}
    stakes.sort(key=lambda stake: place[stake.company])
    holders = np.array([place[stake.holder] for stake in stakes], dtype=np.int64)
    ends = np.array([place[stake.company] for stake in stakes], dtype=np.int64)
    upper = np.array([max(float(stake.upper), _LEAST) * _UP for stake in stakes], dtype=np.float64)
    first = np.searchsorted(ends, np.arange(len(companies) + 1)).astype(np.int64)
    order, bounds = owners_first(first, holders)
    found = _screen(first, holders, upper, order, bounds, len(owners), float(threshold) / _UP)
    return frozenset((owners[person], companies[company]) for person, company in found.tolist())


@compiled
def _screen(
    first: NDArray[np.int64],
    holders: NDArray[np.int64],
    upper: NDArray[np.float64],
    order: NDArray[np.int64],
    bounds: NDArray[np.int64],
    persons: int,
    threshold: float,
) -> NDArray[np.int64]:
    count = len(first) - 1
    start, stop = np.zeros(count, np.int64), np.zeros(count, np.int64)
    who, share = np.zeros(1024, np.int64), np.zeros(1024, np.float64)
    total, touched, kept = np.zeros(persons, np.float64), np.zeros(persons, np.int64), 0
    for component in range(len(bounds) - 1):
        members = order[bounds[component] : bounds[component + 1]]
        ring, seen = len(members) > 1, 0
        for company in members:
            for edge in range(first[company], first[company + 1]):
                holder = holders[edge]
                if holder == company:
                    ring = True
                at, end = (0, 1) if holder >= count else (start[holder], stop[holder])
                while at < end:
                    person = holder - count if holder >= count else who[at]
                    part = upper[edge] if holder >= count else max(upper[edge] * share[at], 2.0**-500) * (1 + 2.0**-51)
                    if total[person] == 0.0:
                        touched[seen] = person
                        seen += 1
                    total[person] = (total[person] + part) * (1 + 2.0**-51)
                    at += 1
        while kept + seen > len(who):
            who, share = np.append(who, np.zeros_like(who)), np.append(share, np.zeros_like(share))
        for company in members:
            start[company], stop[company] = kept, kept + seen
        for number in range(seen):
            person = touched[number]
            who[kept + number] = person
            share[kept + number] = 1.0 if ring else total[person]
            total[person] = 0.0
        kept += seen
    pairs = 0
    for company in range(count):
        for at in range(start[company], stop[company]):
            pairs += share[at] >= threshold
    found, pairs = np.zeros((pairs, 2), np.int64), 0
    for company in range(count):
        for at in range(start[company], stop[company]):
            if share[at] >= threshold:
                found[pairs, 0], found[pairs, 1] = who[at], company
                pairs += 1
    return found

"""Finds who can have a share at or above a threshold, by float bounds that are never below the exact share."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tracer.analysis.ownership.arrays.components import owners_first
from tracer.analysis.ownership.arrays.register import UP, RegisterArrays, read_register
from tracer.analysis.ownership.stakes import Stake
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled


def screen_owners(
    stakes: Iterable[Stake], *, persons: frozenset[str], threshold: Fraction
) -> frozenset[tuple[str, str]]:
    """Which (person, company) pairs can have an integrated share of ``threshold`` or more? None that has is missing.

    The bounds use the upper ends of ranges. A person who reaches a ring counts there as its whole owner. Every
    product and sum is raised by 2^-51 of itself, which is more than its rounding (2^-53), and is kept above 2^-500,
    so that nothing underflows: by induction no bound is below the exact share. Exact fractions decide what is found.
    Cost: linear in the stakes times the persons above a company.
    """
    register = read_register(stakes, persons)
    found, _ = screen_register(register, threshold)
    return frozenset((register.owners[person], register.companies[company]) for person, company in found.tolist())


def screen_register(register: RegisterArrays, threshold: Fraction) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Which (person, company) pairs can reach the threshold, and which of them surely do, by their lower ends?

    Numbers of persons and companies, by company. Sure is a pair outside rings alone: a person has nothing surely of a ring and
    what is held through it. The lower bounds are rounded down as the upper bounds are raised. Cost: as ``screen_owners``.
    """
    order, bounds = owners_first(register.first, register.holders)
    limits = float(threshold) / UP, float(threshold) * UP
    return _screen(
        register.first, register.holders, register.lower, register.upper, order, bounds, len(register.owners), *limits
    )


@compiled
def _screen(
    first: NDArray[np.int64],
    holders: NDArray[np.int64],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
    order: NDArray[np.int64],
    bounds: NDArray[np.int64],
    persons: int,
    possible: float,
    sure: float,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    count = len(first) - 1
    start, stop = np.zeros(count, np.int64), np.zeros(count, np.int64)
    who, most, least = np.zeros(1024, np.int64), np.zeros(1024, np.float64), np.zeros(1024, np.float64)
    total, certain = np.zeros(persons, np.float64), np.zeros(persons, np.float64)
    touched, kept = np.zeros(persons, np.int64), 0
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
                    if holder >= count:
                        person, part, down = holder - count, upper[edge], lower[edge]
                    else:
                        person = who[at]
                        part = max(upper[edge] * most[at], 2.0**-500) * (1 + 2.0**-51)
                        down = lower[edge] * least[at] * (1 - 2.0**-51)
                        if down < 2.0**-500:
                            down = 0.0
                    if total[person] == 0.0:
                        touched[seen] = person
                        seen += 1
                    total[person] = (total[person] + part) * (1 + 2.0**-51)
                    certain[person] = (certain[person] + down) * (1 - 2.0**-51)
                    at += 1
        while kept + seen > len(who):
            who, most = np.append(who, np.zeros_like(who)), np.append(most, np.zeros_like(most))
            least = np.append(least, np.zeros_like(least))
        for company in members:
            start[company], stop[company] = kept, kept + seen
        for number in range(seen):
            person = touched[number]
            who[kept + number] = person
            most[kept + number] = 1.0 if ring else total[person]
            least[kept + number] = 0.0 if ring else certain[person]
            total[person], certain[person] = 0.0, 0.0
        kept += seen
    pairs = 0
    for company in range(count):
        for at in range(start[company], stop[company]):
            pairs += most[at] >= possible
    found, known, pairs = np.zeros((pairs, 2), np.int64), np.zeros(pairs, np.bool_), 0
    for company in range(count):
        for at in range(start[company], stop[company]):
            if most[at] >= possible:
                found[pairs, 0], found[pairs, 1], known[pairs] = who[at], company, least[at] > sure
                pairs += 1
    return found, known

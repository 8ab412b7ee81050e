"""Puts the stakes of a whole register into arrays of numbers, with float bounds of each share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tracer.analysis.ownership.integrated import refuse_owned_persons
from tracer.analysis.ownership.stakes import Stake

UP: Final = 1 + 2.0**-51
DOWN: Final = 1 - 2.0**-51
LEAST: Final = 2.0**-500
"""Below it a lower bound is zero, and an upper bound is raised to it: products above its square do not underflow."""


@dataclass(frozen=True, slots=True)
class RegisterArrays:
    """Direct stakes by company, m of them, without those of which the upper end is zero.

    ``companies`` and ``owners``: names by number. The stakes in company c are ``first[c]`` to ``first[c + 1]``. ``holders``
    (m, int64): a company, or from ``len(companies)`` on a person. ``lower`` and ``upper`` (m, float64): never above the lower
    end and never below the upper end; both are zero or 2^-500 at least.
    """

    companies: tuple[str, ...]
    owners: tuple[str, ...]
    first: NDArray[np.int64]
    holders: NDArray[np.int64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]

    def upstream(self, companies: Iterable[int]) -> frozenset[int]:
        """These companies and every company above them. Cost: linear in the stakes above them."""
        seen = set(companies)
        open_ = list(seen)
        while open_:
            company = open_.pop()
            for holder in self.holders[self.first[company] : self.first[company + 1]].tolist():
                if holder < len(self.companies) and holder not in seen:
                    seen.add(holder)
                    open_.append(holder)
        return frozenset(seen)


def read_register(stakes: Iterable[Stake], persons: frozenset[str]) -> RegisterArrays:
    """The stakes of a register as arrays; every holder who is none of the persons is a company.

    Raises: WrongRecord if a stake in a person is given. Cost: one sort of the stakes.
    """
    stakes = list(stakes)
    refuse_owned_persons(stakes, persons)
    stakes = [stake for stake in stakes if stake.upper > 0]
    companies = tuple(sorted({s.company for s in stakes} | {s.holder for s in stakes if s.holder not in persons}))
    owners = tuple(sorted(persons))
    place = {name: number for number, name in enumerate((*companies, *owners))}
    stakes.sort(key=lambda stake: place[stake.company])
    ends = np.array([place[stake.company] for stake in stakes], dtype=np.int64)
    return RegisterArrays(
        companies=companies,
        owners=owners,
        first=np.searchsorted(ends, np.arange(len(companies) + 1)).astype(np.int64),
        holders=np.array([place[stake.holder] for stake in stakes], dtype=np.int64),
        lower=np.array([_down(stake.lower) for stake in stakes], dtype=np.float64),
        upper=np.array([max(float(stake.upper), LEAST) * UP for stake in stakes], dtype=np.float64),
    )


def read_columns(
    companies: tuple[str, ...],
    owners: tuple[str, ...],
    ends: NDArray[np.int64],
    holders: NDArray[np.int64],
    lower: NDArray[np.int64],
    upper: NDArray[np.int64],
) -> RegisterArrays:
    """The stakes of a register from columns of whole numbers, without an object for each stake.

    ``ends`` (m): the company of each stake, by its place in ``companies``. ``holders`` (m): as in ``RegisterArrays``. ``lower``
    and ``upper`` (m, 2): numerator and denominator; the denominator is above zero.
    Cost: one sort of the stakes.
    """
    order = np.argsort(ends, kind="stable")
    order = order[upper[order, 0] > 0]
    # Two whole numbers and their quotient are rounded: one step more than the 2^-51 that is enough for a fraction.
    low = lower[order, 0] / lower[order, 1] * DOWN * DOWN
    return RegisterArrays(
        companies=companies,
        owners=owners,
        first=np.searchsorted(ends[order], np.arange(len(companies) + 1)).astype(np.int64),
        holders=holders[order],
        lower=np.where(low >= LEAST, low, 0.0),
        upper=upper[order, 0] / upper[order, 1] * UP * UP,
    )


def _down(share: Fraction) -> float:
    found = float(share) * DOWN
    return found if found >= LEAST else 0.0

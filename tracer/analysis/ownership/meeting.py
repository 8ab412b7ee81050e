"""Finds the votes of the direct holders in a company's meeting, and their power where nobody has the majority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from tracer.analysis.ownership.power import VotingPower, measure_power
from tracer.analysis.ownership.stakes import Stake, direct_holdings

_MOST_WORK: Final = 3_000_000
"""So many steps of ``measure_power`` at most (holders squared times the quota): about a second."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The direct holders of a company with their exact parts of the votes, which add up to 1; the largest first.

    ``power``: in the same order, for a decision that needs more than half of the votes.
    """

    holders: tuple[str, ...]
    votes: tuple[Fraction, ...]
    power: VotingPower


def measure_meeting(stakes: Iterable[Stake], company: str) -> Meeting | None:
    """How much power has each direct holder in the meeting of this company?

    ``stakes``: of votes, or of capital where each share gives one vote. Own shares of the company have no vote. Agreements, a
    second majority by heads (Law 31/1990 art. 192) and larger quotas of the articles are not seen.

    Returns: None where the question has no certain answer, or needs none: a share is a range, a holder is not named, there
    are fewer than two holders, one has more than half; or where the votes are too finely divided to count.
    Raises: StakesExceedWhole. Cost: as ``measure_power``, at most about a second.
    Source: Directive (EU) 2017/1132 art. 63(1)(a), for own shares.
    """
    column = direct_holdings(stake for stake in stakes if stake.company == company).get(company, {})
    if not all(share.exact for share in column.values()) or sum(share.lower for share in column.values()) != 1:
        return None
    held = {holder: share.lower for holder, share in column.items() if share.lower and holder != company}
    whole = sum(held.values(), Fraction(0))
    if len(held) < 2 or 2 * max(held.values()) > whole:
        return None
    holders = sorted(held, key=lambda holder: (-held[holder], holder))
    scale = lcm(*(share.denominator for share in held.values()))
    counted = [int(held[holder] * scale) for holder in holders]
    counted = [votes // gcd(*counted) for votes in counted]
    quota = sum(counted) // 2 + 1
    if len(holders) ** 2 * quota > _MOST_WORK:
        return None
    return Meeting(tuple(holders), tuple(held[holder] / whole for holder in holders), measure_power(counted, quota))

"""Finds who counts as a beneficial owner of a company under one legal regime, and by which of its tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.control import ControlResult, find_control
from tracer.analysis.ownership.integrated import OwnershipResult, integrate_ownership
from tracer.analysis.ownership.regimes import ChainReading, Regime
from tracer.analysis.ownership.stakes import Stake

_Bound = tuple[Fraction, bool]
"""One end of a share, and whether that end is left out."""

Test = Literal["share", "control", "share through control", "share in control"]
"""share: the whole share, chains multiplied. control: of the company. share through control: what the person and companies
under control hold directly. share in control: of a company that has control."""


@dataclass(frozen=True, slots=True)
class BeneficialOwner:
    """One person and the tests that are met: ``certain`` with the lower ends of all shares, or else only possibly.

    ``share``: multiplied along the chains and added. ``attributed``: what the person and the companies under control hold
    directly, the lower end.
    """

    person: str
    share: ShareRange
    attributed: Fraction
    tests: tuple[Test, ...]
    certain: bool


def find_beneficial_owners(
    stakes: Iterable[Stake], *, company: str, persons: frozenset[str], regime: Regime
) -> tuple[BeneficialOwner, ...]:
    """Who of these persons is a beneficial owner of the company under this regime, by its stakes alone?

    Stakes are of capital or of votes, not mixed. A regime that counts the persons together takes them as one concert;
    then each person who has any part in what meets the test is named. Does not see control by other means (contract,
    board, family) and does not name senior managers.

    Returns: by person id, those alone who meet a test, certainly or possibly.
    Raises: NotFound for a company in no stake; else as ``integrate_ownership``, also if a stake in a person is given.
    Cost: linear in the stakes below each person; rings as ``integrate_ownership``.
    """
    stakes = tuple(stakes)
    owned = integrate_ownership(stakes, persons=persons)
    found: list[BeneficialOwner] = []
    for person in sorted(persons):
        share = owned.effective(person, company)
        if regime.together and not share.upper:
            continue
        seeds = persons if regime.together else frozenset({person})
        sure, attributed = _tests(stakes, owned, person, seeds, company, regime, certain=True)
        possible = sure or _tests(stakes, owned, person, seeds, company, regime, certain=False)[0]
        if possible:
            found.append(BeneficialOwner(person, share, attributed, possible, bool(sure)))
    return tuple(found)


def _tests(
    stakes: tuple[Stake, ...],
    owned: OwnershipResult,
    person: str,
    seeds: frozenset[str],
    company: str,
    regime: Regime,
    *,
    certain: bool,
) -> tuple[tuple[Test, ...], Fraction]:
    control = _control(stakes, seeds, regime, certain)
    holders = {*seeds, *control.companies} - {company}
    attributed = _together(owned.network.holdings.get(company, {}), holders, certain)
    tests: list[Test] = []
    if regime.chains is ChainReading.PRODUCT and _meets(_end(owned, person, company, certain), regime, certain):
        tests.append("share")
    if company in control.companies:
        tests.append("control")
    if _meets(attributed, regime, certain):
        tests.append("share through control")
    if regime.chains is ChainReading.PRODUCT and any(
        _meets(_end(owned, person, other, certain), regime, certain)
        for other in sorted(owned.network.place)
        if other != company and company in _control(stakes, frozenset({other}), regime, certain).companies
    ):
        tests.append("share in control")
    return tuple(tests), attributed[0]


def _control(stakes: tuple[Stake, ...], seeds: frozenset[str], regime: Regime, certain: bool) -> ControlResult:
    return find_control(
        stakes,
        seeds=seeds,
        threshold=regime.control,
        strict=not regime.control_or_more,
        reading="certain" if certain else "possible",
    )


def _end(owned: OwnershipResult, person: str, company: str, certain: bool) -> _Bound:
    share = owned.shares.get(company, {}).get(person)
    if share is None:
        return Fraction(0), False
    return (share.lower, share.lower_open) if certain else (share.upper, share.upper_open)


def _together(column: Mapping[str, ShareRange], holders: Iterable[str], certain: bool) -> _Bound:
    """What these holders have together of one company, at least or at most beside the others."""
    mine = [column[holder] for holder in holders if holder in column]
    lower = sum((share.lower for share in mine), Fraction(0))
    if certain:
        return lower, any(share.lower_open for share in mine)
    free = 1 - sum((share.lower for share in column.values()), Fraction(0)) + lower
    upper = sum((share.upper for share in mine), Fraction(0))
    return min(upper, free), upper <= free and any(share.upper_open for share in mine)


def _meets(bound: _Bound, regime: Regime, certain: bool) -> bool:
    share, bound_open = bound
    if share != regime.threshold:
        return share > regime.threshold
    if certain:
        return regime.or_more or bound_open
    return regime.or_more and not bound_open

"""Finds who counts as a beneficial owner of a company under one legal regime, and by which of its tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.control import find_control
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
    stakes: Iterable[Stake],
    *,
    company: str,
    persons: frozenset[str],
    regime: Regime,
    owned: OwnershipResult | None = None,
) -> tuple[BeneficialOwner, ...]:
    """Who of these persons is a beneficial owner of the company under this regime, by its stakes alone?

    Stakes are of capital or of votes, not mixed. A regime that counts the persons together takes them as one concert;
    then each person who has any part in what meets the test is named. Does not see control by other means (contract,
    board, family) and does not name senior managers. ``owned``: the shares of these persons among others, if they are
    integrated already.

    Returns: by person id, those alone who meet a test, certainly or possibly.
    Raises: NotFound for a company in no stake; else as ``integrate_ownership``, also if a stake in a person is given.
    Cost: one pass; and for each person who has half of a company, linear in the stakes; rings as ``integrate_ownership``.
    """
    stakes = tuple(stakes)
    if owned is None:
        owned = integrate_ownership(stakes, persons=persons)
    question = _Question(stakes, owned, company, regime)
    found: list[BeneficialOwner] = []
    for person in sorted(persons):
        share = owned.effective(person, company)
        if regime.together and not share.upper:
            continue
        seeds = persons if regime.together else frozenset({person})
        sure, attributed = question.tests(person, seeds, certain=True)
        possible = sure or question.tests(person, seeds, certain=False)[0]
        if possible:
            found.append(BeneficialOwner(person, share, attributed, possible, bool(sure)))
    return tuple(found)


class _Question:
    """One company under one regime, asked for one person after the other."""

    def __init__(self, stakes: tuple[Stake, ...], owned: OwnershipResult, company: str, regime: Regime) -> None:
        self._stakes, self._owned, self._company, self._regime = stakes, owned, company, regime
        self._most: dict[str, dict[str, Fraction]] = {}
        for stake in stakes:
            column = self._most.setdefault(stake.holder, {})
            column[stake.company] = column.get(stake.company, Fraction(0)) + stake.upper
        self._column = owned.network.holdings.get(company, {})
        self._least = sum((share.lower for share in self._column.values()), Fraction(0))

    def tests(self, person: str, seeds: frozenset[str], *, certain: bool) -> tuple[tuple[Test, ...], Fraction]:
        """Which tests are met, and what the seeds and the companies under their control hold directly."""
        owned, company, regime = self._owned, self._company, self._regime
        controlled = self._controlled(seeds, certain)
        holders = {*seeds, *controlled} - {company}
        attributed = _together(self._column, self._least, holders, certain)
        found: list[Test] = []
        if regime.chains is ChainReading.PRODUCT and _meets(_end(owned, person, company, certain), regime, certain):
            found.append("share")
        if company in controlled:
            found.append("control")
        if _meets(attributed, regime, certain):
            found.append("share through control")
        if regime.chains is ChainReading.PRODUCT and any(
            _meets(_end(owned, person, other, certain), regime, certain)
            and company in self._controlled(frozenset({other}), certain)
            for other in owned.network.place
            if other != company
        ):
            found.append("share in control")
        return tuple(found), attributed[0]

    def _controlled(self, seeds: frozenset[str], certain: bool) -> frozenset[str]:
        """The companies under control of these. Nobody controls a second company who does not control a first one alone."""
        direct: dict[str, Fraction] = {}
        for seed in seeds:
            for company, share in self._most.get(seed, {}).items():
                direct[company] = direct.get(company, Fraction(0)) + share
        if not any(share >= self._regime.control for share in direct.values()):
            return frozenset()
        return find_control(
            self._stakes,
            seeds=seeds,
            threshold=self._regime.control,
            strict=not self._regime.control_or_more,
            reading="certain" if certain else "possible",
        ).companies


def _end(owned: OwnershipResult, person: str, company: str, certain: bool) -> _Bound:
    share = owned.shares.get(company, {}).get(person)
    if share is None:
        return Fraction(0), False
    return (share.lower, share.lower_open) if certain else (share.upper, share.upper_open)


def _together(column: Mapping[str, ShareRange], least: Fraction, holders: Iterable[str], certain: bool) -> _Bound:
    """What these holders have together of one company, at least or at most beside the others; ``least``: all lower ends."""
    mine = [column[holder] for holder in holders if holder in column]
    lower = sum((share.lower for share in mine), Fraction(0))
    if certain:
        return lower, any(share.lower_open for share in mine)
    free = 1 - least + lower
    upper = sum((share.upper for share in mine), Fraction(0))
    return min(upper, free), upper <= free and any(share.upper_open for share in mine)


def _meets(bound: _Bound, regime: Regime, certain: bool) -> bool:
    share, bound_open = bound
    if share != regime.threshold:
        return share > regime.threshold
    if certain:
        return regime.or_more or bound_open
    return regime.or_more and not bound_open

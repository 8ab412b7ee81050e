"""Finds the companies that named persons control, alone or together, and the stakes that give control."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from graph_schema.errors import WrongUse
from tracer.analysis.ownership.stakes import Holdings, Stake, direct_holdings

_NOTHING = Fraction(0)
Reading = Literal["certain", "possible"]
"""certain: the lower ends suffice. possible: some reading of the ranges suffices."""


By = Literal["capital", "votes"]


@dataclass(frozen=True, slots=True)
class ControlStep:
    """A company that came under control: in which round, with which share, through which stakes, of capital or votes.

    ``bound_open``: the share is more than ``share`` under the certain reading, less under the possible one.
    """

    company: str
    round: int
    share: Fraction
    stakes: tuple[Stake, ...]
    by: By = "capital"
    bound_open: bool = False


@dataclass(frozen=True, slots=True)
class ControlResult:
    """The question (seeds, rule, reading) and the companies in the order in which they were added."""

    seeds: frozenset[str]
    threshold: Fraction
    strict: bool
    reading: Reading
    steps: tuple[ControlStep, ...]

    @property
    def companies(self) -> frozenset[str]:
        """Which companies are under control, the seeds left out?"""
        return frozenset(step.company for step in self.steps)


def find_control(
    stakes: Iterable[Stake],
    *,
    seeds: frozenset[str],
    threshold: Fraction,
    strict: bool,
    reading: Reading,
    votes: Iterable[Stake] = (),
    chain_votes: Iterable[Stake] = (),
) -> ControlResult:
    """Which companies do these persons control, directly and with companies they already control?

    A company is added when the seeds and the companies added before together hold ``threshold`` of its capital, or of
    its ``votes`` where records state votes: more than that with ``strict=True`` (majority, "exactly 50 % is not
    enough" and "at least 50 %" neither, "more than 50 %" is), that or more with ``strict=False`` (OFAC 50 per cent
    rule). Capital and votes are never added together. One of ``chain_votes``, which a record states as a sum through
    others, adds a company by itself. Control always starts at a seed (least fixed point): a ring that only holds
    itself is not controlled by anybody. Several seeds stand for a concert or a family. Does not see control by
    contract, board or proxy.
    Order: round by round, within a round by company id; ``stakes`` of a step are all that counted then. Where capital
    and votes both suffice, the step tells the capital.
    Raises: StakesExceedWhole; WrongUse without a seed, for a threshold not above 0 and up to 1,
    or an unknown reading.
    Cost: linear in stakes.
    Source: A. Gulino et al., Distributed Company Control in Company Shareholding Graphs, ICDE 2021;
    US Treasury OFAC, FAQ 401; Regulation (EU) 2024/1624 art. 53 (shares or voting rights).
    """
    if not seeds or not 0 < threshold <= 1:
        raise WrongUse(
            "Control by {count} persons with a threshold of {threshold}: expected one person at least and a "
            "threshold above 0 and up to 1.",
            count=len(seeds),
            threshold=str(threshold),
        )
    if reading not in ("certain", "possible"):
        raise WrongUse("Unknown reading {reading}: expected certain or possible.", reading=reading)
    certain = reading == "certain"
    sums: tuple[tuple[By, _Direct | _Single], ...] = (
        ("capital", _Direct(stakes, certain)),
        ("votes", _Direct(votes, certain)),
        ("votes", _Single(chain_votes, certain)),
    )
    steps: list[ControlStep] = []
    controlled = set(seeds)
    added = sorted(seeds)
    number = 0
    while added:
        number += 1
        touched = {company for _, sum_ in sums for company in sum_.add(added)}
        added = []
        for company in sorted(touched - controlled):
            for by, sum_ in sums:
                share, bound_open = sum_.share(company)
                if share > threshold or (share == threshold and _suffices(bound_open, strict, certain)):
                    steps.append(ControlStep(company, number, share, sum_.counted(company, controlled), by, bound_open))
                    added.append(company)
                    break
        controlled.update(added)
    return ControlResult(seeds, threshold, strict, reading, tuple(steps))


def _suffices(bound_open: bool, strict: bool, certain: bool) -> bool:
    """Is a share enough whose bound is just the threshold? ``bound_open``: it is more than that, or less if not certain."""
    return bound_open and certain if strict else certain or not bound_open


class _Direct:
    """The share that the controlled holders have together of each company."""

    def __init__(self, stakes: Iterable[Stake], certain: bool) -> None:
        ordered = _in_order(stakes)
        self._certain = certain
        self._holdings: Holdings = direct_holdings(ordered)
        self._held = _companies_by_holder(ordered)
        self._stakes = _by_company(ordered)
        self._least = {
            name: sum((s.lower for s in column.values()), _NOTHING) for name, column in self._holdings.items()
        }
        self._lower: dict[str, Fraction] = {}
        self._upper: dict[str, Fraction] = {}
        self._more: set[str] = set()
        self._less: set[str] = set()
        self._others_more = Counter(
            name for name, column in self._holdings.items() for s in column.values() if s.lower_open
        )

    def add(self, holders: Iterable[str]) -> set[str]:
        """Count these holders' stakes; returns the companies they hold."""
        touched: set[str] = set()
        for holder in holders:
            for company in self._held.get(holder, ()):
                held = self._holdings[company][holder]
                self._lower[company] = self._lower.get(company, _NOTHING) + held.lower
                self._upper[company] = self._upper.get(company, _NOTHING) + held.upper
                if held.lower_open:
                    self._more.add(company)
                    self._others_more[company] -= 1
                if held.upper_open:
                    self._less.add(company)
                touched.add(company)
        return touched

    def share(self, company: str) -> tuple[Fraction, bool]:
        """What they have at least (at most under the possible reading), and whether it is more (less) than that."""
        if company not in self._lower:
            return _NOTHING, False
        lower, upper = self._lower[company], self._upper[company]
        if self._certain:
            return lower, company in self._more
        free = 1 - (self._least[company] - lower)
        less = (upper <= free and company in self._less) or (free <= upper and self._others_more[company] > 0)
        return min(upper, free), less

    def counted(self, company: str, controlled: set[str]) -> tuple[Stake, ...]:
        return tuple(
            stake
            for stake in self._stakes.get(company, ())
            if stake.holder in controlled and (stake.lower if self._certain else stake.upper) > 0
        )


class _Single:
    """The largest single stake that a controlled holder has of each company."""

    def __init__(self, stakes: Iterable[Stake], certain: bool) -> None:
        self._certain = certain
        ordered = _in_order(stakes)
        self._held = _companies_by_holder(ordered)
        self._stakes = _by_company(ordered)
        self._largest: dict[str, Stake] = {}

    def add(self, holders: Iterable[str]) -> set[str]:
        touched = set()
        for holder in holders:
            for company in self._held.get(holder, ()):
                for stake in self._stakes[company]:
                    known = self._largest.get(company)
                    if stake.holder == holder and (known is None or self._size(stake) > self._size(known)):
                        self._largest[company] = stake
                touched.add(company)
        return touched

    def share(self, company: str) -> tuple[Fraction, bool]:
        if company not in self._largest:
            return _NOTHING, False
        stake = self._largest[company]
        return (stake.lower, stake.lower_open) if self._certain else (stake.upper, stake.upper_open)

    def counted(self, company: str, controlled: set[str]) -> tuple[Stake, ...]:
        return (self._largest[company],)

    def _size(self, stake: Stake) -> tuple[Fraction, bool]:
        return (stake.lower, stake.lower_open) if self._certain else (stake.upper, not stake.upper_open)


def _in_order(stakes: Iterable[Stake]) -> list[Stake]:
    return sorted(stakes, key=lambda stake: (stake.holder, stake.company, stake.link_ids))


def _companies_by_holder(stakes: Iterable[Stake]) -> dict[str, list[str]]:
    held: dict[str, dict[str, None]] = {}
    for stake in stakes:
        held.setdefault(stake.holder, {})[stake.company] = None
    return {holder: list(companies) for holder, companies in held.items()}


def _by_company(stakes: Iterable[Stake]) -> dict[str, list[Stake]]:
    found: dict[str, list[Stake]] = {}
    for stake in stakes:
        found.setdefault(stake.company, []).append(stake)
    return found

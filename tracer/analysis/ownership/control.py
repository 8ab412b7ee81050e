"""Control: the companies that named persons decide in, alone or together, and what tipped each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from graph_schema.errors import WrongUse
from tracer.analysis.ownership.stakes import Stake, direct_holdings

Reading = Literal["certain", "possible"]
"""certain: the lower ends suffice. possible: some reading of the ranges suffices."""


@dataclass(frozen=True, slots=True)
class ControlStep:
    """A company that came under control: in which round, with which share, through which stakes."""

    company: str
    round: int
    share: Fraction
    stakes: tuple[Stake, ...]


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
    stakes: Iterable[Stake], *, seeds: frozenset[str], threshold: Fraction, strict: bool, reading: Reading
) -> ControlResult:
    """Which companies do these persons control, directly and with companies they already control?

    A company is added when the seeds and the companies added before together hold ``threshold`` of it: more
    than that with ``strict=True`` (majority, "exactly 50 % is not enough"), that or more with
    ``strict=False`` (OFAC 50 per cent rule). Control always starts at a seed (least fixed point): a ring
    that only holds itself is not controlled by anybody. Several seeds stand for a concert or a family.
    Pass stakes in votes for a rule on votes. Does not see control by contract, board or proxy.
    Order: round by round, within a round by company id; ``stakes`` of a step are all that counted then.
    Raises: StakesExceedWhole; WrongUse without a seed, for a threshold not above 0 and up to 1,
    or an unknown reading.
    Cost: linear in stakes.
    Source: A. Gulino et al., Distributed Company Control in Company Shareholding Graphs, ICDE 2021;
    US Treasury OFAC, FAQ 401.
    """
    if not seeds or not 0 < threshold <= 1:
        raise WrongUse(
            "Control by {count} persons with a threshold of {threshold}: expected one person at least and a "
            "threshold above 0 and up to 1.",
            count=len(seeds), threshold=str(threshold),
        )  # fmt: skip
    if reading not in ("certain", "possible"):
        raise WrongUse("Unknown reading {reading}: expected certain or possible.", reading=reading)
    certain = reading == "certain"
    stakes = tuple(sorted(stakes, key=lambda stake: (stake.holder, stake.company, stake.link_ids)))
    holdings = direct_holdings(stakes)
    held: dict[str, list[str]] = {}
    for company, column in holdings.items():
        for holder in column:
            held.setdefault(holder, []).append(company)
    by_company: dict[str, list[Stake]] = {}
    for stake in stakes:
        by_company.setdefault(stake.company, []).append(stake)
    least = {company: sum((s.lower for s in column.values()), Fraction(0)) for company, column in holdings.items()}
    lower: dict[str, Fraction] = {}
    upper: dict[str, Fraction] = {}
    steps: list[ControlStep] = []
    controlled = set(seeds)
    added = sorted(seeds)
    number = 0
    while added:
        number += 1
        touched: set[str] = set()
        for holder in added:
            for company in held.get(holder, ()):
                lower[company] = lower.get(company, Fraction(0)) + holdings[company][holder].lower
                upper[company] = upper.get(company, Fraction(0)) + holdings[company][holder].upper
                touched.add(company)
        added = []
        for company in sorted(touched - controlled):
            most = min(upper[company], 1 - (least[company] - lower[company]))
            share = lower[company] if certain else most
            if share > threshold or (share == threshold and not strict):
                tipped = tuple(
                    stake
                    for stake in by_company[company]
                    if stake.holder in controlled and (stake.lower if certain else stake.upper) > 0
                )
                steps.append(ControlStep(company, number, share, tipped))
                added.append(company)
        controlled.update(added)
    return ControlResult(seeds, threshold, strict, reading, tuple(steps))

"""Finds every owner of every company of a register from a threshold on: float bounds first, exact fractions where needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.arrays.register import RegisterArrays, read_register
from tracer.analysis.ownership.arrays.screen import screen_register
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.analysis.ownership.stakes import Stake, direct_holdings, exceeds_whole

OwnedPair = tuple[str, str]
"""A person and a company."""

_NONE = ShareRange.exactly(Fraction(0))


@dataclass(frozen=True, slots=True)
class RegisterOwners:
    """Who has a share from the threshold on, of the companies of a register.

    ``certain``: with the lower ends of all shares. ``possible``: not certain, but some choice within the ranges reaches it.
    ``integrated``: how many companies were computed in fractions to decide.
    """

    certain: frozenset[OwnedPair]
    possible: frozenset[OwnedPair]
    integrated: int


def find_register_owners(
    stakes: Iterable[Stake], *, persons: frozenset[str], threshold: Fraction, or_more: bool = True
) -> RegisterOwners:
    """Which persons have ``threshold`` of which companies, through all layers and rings? Exactly as ``integrate_ownership``.

    ``or_more``: that share itself counts. Pairs whose float bounds are on one side of the threshold are decided by them. For
    all others (ties, ranges, rings and what is below them) the stakes upstream are integrated in fractions, once together.
    Requires a threshold above zero.
    Raises: StakesExceedWhole for any company; WrongRecord if a stake in a person is given, and for a record that is counted
    twice in what is integrated.
    Cost: the screen, linear in the stakes times the persons above a company; and ``integrate_ownership`` of what is upstream
    of an undecided company.
    """
    stakes = tuple(stakes)
    register = read_register(stakes, persons)
    _refuse_excess(stakes)
    return decide_register(
        register,
        lambda above: (stake for stake in stakes if stake.company in above),
        threshold=threshold,
        or_more=or_more,
    )


def decide_register(
    register: RegisterArrays,
    stakes_in: Callable[[frozenset[str]], Iterable[Stake]],
    *,
    threshold: Fraction,
    or_more: bool = True,
) -> RegisterOwners:
    """As ``find_register_owners``, for a register that is in arrays already.

    ``stakes_in``: gives all stakes in these companies; asked once, and only if floats leave something undecided. Does not
    notice contradicting stakes in other companies.
    """
    found, sure = screen_register(register, threshold)
    names = [(register.owners[person], register.companies[company]) for person, company in found.tolist()]
    certain = {pair for pair, known in zip(names, sure.tolist(), strict=True) if known}
    undecided = [pair for pair, known in zip(names, sure.tolist(), strict=True) if not known]
    if not undecided:
        return RegisterOwners(frozenset(certain), frozenset(), 0)
    above = frozenset(register.companies[number] for number in register.upstream(set(found[~sure, 1].tolist())))
    exact = integrate_ownership(stakes_in(above), persons=frozenset(register.owners)).shares
    possible = set[OwnedPair]()
    for person, company in undecided:
        share = exact.get(company, {}).get(person, _NONE)
        if share.lower > threshold or (share.lower == threshold and (or_more or share.lower_open)):
            certain.add((person, company))
        elif share.upper > threshold or (share.upper == threshold and or_more):
            possible.add((person, company))
    return RegisterOwners(frozenset(certain), frozenset(possible), len(above))


def _refuse_excess(stakes: tuple[Stake, ...]) -> None:
    """Fractions are added only where floats say that the certain stakes in a company may be above the whole."""
    sums: dict[str, float] = {}
    for stake in stakes:
        sums[stake.company] = sums.get(stake.company, 0.0) + float(stake.lower)
    full: dict[str, list[Stake]] = {company: [] for company, total in sums.items() if total > 1 - 1e-9}
    for stake in stakes:
        if stake.company in full:
            full[stake.company].append(stake)
    for company in sorted(full):
        held = full[company]
        if exceeds_whole(sum((stake.lower for stake in held), Fraction(0)), any(stake.lower_open for stake in held)):
            direct_holdings(held)

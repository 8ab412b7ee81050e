"""Runs examples of ownership, control and voting power."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.published_examples.figures import (
    Check,
    Fields,
    WrongExample,
    compare,
    compare_flags,
    read_number,
    scale_of,
    whole,
)
from tracer.analysis.ownership.beneficial_owners import find_beneficial_owners
from tracer.analysis.ownership.control import find_control
from tracer.analysis.ownership.integrated import OwnershipResult, integrate_ownership
from tracer.analysis.ownership.power import find_winning, measure_power
from tracer.analysis.ownership.regimes import REGIMES, Regime, find_regime
from tracer.analysis.ownership.stakes import Stake

ALIASES = {
    "DE": "GWG",
    "EU": "AMLR",
    "US": "OFAC",
    "LAW129": "RO",
    "1292019": "RO",
    "LAW1292019": "RO",
    "RO1292019": "RO",
}


def read_stakes(case: Fields) -> tuple[Stake, ...]:
    stakes = []
    for number, edge in enumerate(case.list("edges", "stakes"), 1):
        if not isinstance(edge, list) or len(edge) != 3:
            raise WrongExample(f"edge {number} is {edge!r:.60}: expected [holder, company, share]")
        share = read_number(edge[2], f"edge {number}")
        stakes.append(Stake(str(edge[0]), str(edge[1]), share, share, (f"edge {number}",)))
    return tuple(stakes)


def _owned(case: Fields, *, persons: bool) -> OwnershipResult:
    stakes = read_stakes(case)
    companies = {stake.company for stake in stakes}
    named = case.maybe("persons")
    final = frozenset(named) if named is not None else frozenset(s.holder for s in stakes if s.holder not in companies)
    return integrate_ownership(stakes, persons=final if persons else frozenset())


def _expected(case: Fields) -> Iterator[tuple[str, str, object]]:
    for row in case.list("expect"):
        if not isinstance(row, list) or len(row) != 3:
            raise WrongExample(f"expect holds {row!r:.60}: expected [holder, company, share]")
        yield str(row[0]), str(row[1]), row[2]


def run_integrated(case: Fields) -> Iterator[Check]:
    owned = _owned(case, persons=True)
    for holder, company, expected in _expected(case):
        if holder in owned.persons:
            share = owned.effective(holder, company)
            found = share.lower
        else:
            found = owned.all_walks(holder, company)
        yield compare(f"{holder} of {company}", expected, found)


def run_claims(case: Fields) -> Iterator[Check]:
    owned = _owned(case, persons=True)
    for holder, company, expected in _expected(case):
        yield compare(f"owners of {holder} of {company}", expected, owned.outside_claim(holder, company))


def run_ofac(case: Fields) -> Iterator[Check]:
    regime = find_regime("OFAC")
    assert regime is not None
    blocked = frozenset(case.list("blocked"))
    result = find_control(
        read_stakes(case),
        seeds=blocked,
        threshold=regime.control,
        strict=not regime.control_or_more,
        reading="certain",
    )
    blocked_all = {*result.companies, *blocked}
    yield from compare_flags("blocked", case.mapping("expect"), dict.fromkeys(blocked_all, True))


def run_ubo(case: Fields) -> Iterator[Check]:
    regime = _regime(str(case.take("regime")))
    owners = find_beneficial_owners(
        read_stakes(case), company=str(case.take("target")), persons=frozenset(case.list("persons")), regime=regime
    )
    found = {owner.person: owner.certain for owner in owners}
    yield from compare_flags(f"{regime.id}, beneficial owner", case.mapping("expect"), found)


def _regime(name: str) -> Regime:
    plain = "".join(letter for letter in name.upper() if letter.isalnum())
    regime = find_regime(ALIASES.get(plain, plain))
    if regime is None:
        raise WrongExample(f"the regime {name!r} is not known: expected one of {', '.join(r.id for r in REGIMES)}")
    return regime


def run_power(case: Fields) -> Iterator[Check]:
    weights, quota = case.list("weights"), case.take("quota")
    scale = scale_of([*weights, quota], "a weight")
    votes, needed = [whole(weight, scale, "a weight") for weight in weights], whole(quota, scale, "quota")
    power = measure_power(votes, needed)
    for name, found in (
        ("shapley_shubik", power.shapley_shubik),
        ("banzhaf", power.banzhaf),
        ("banzhaf_absolute", power.banzhaf_absolute),
        ("swings", tuple(Fraction(count) for count in power.swings)),
    ):
        expected = case.maybe(name)
        if expected is None:
            continue
        if not isinstance(expected, list) or len(expected) != len(weights):
            raise WrongExample(f"{name} is {expected!r:.60}: expected a figure for each of the {len(weights)} weights")
        for number, (wanted, figure) in enumerate(zip(expected, found, strict=True), 1):
            yield compare(f"{name} of {number}", wanted, figure)
    winning = case.maybe("winning")
    if winning is not None:
        found_sets = sorted([place + 1 for place in coalition] for coalition in find_winning(votes, needed))
        wanted_sets = sorted(sorted(coalition) for coalition in winning)
        yield Check("winning coalitions", wanted_sets, found_sets, found_sets == wanted_sets)

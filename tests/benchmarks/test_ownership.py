"""How long the shares of all owners of 5,000 companies take, beside a dense matrix of floats in NumPy. Prints alone."""

from __future__ import annotations

import os
import random
import resource
import time
from fractions import Fraction

import numpy as np
import pytest

from tests.tracer.analysis.ownership.large_network import draw_large_network
from tracer.analysis.ownership.arrays.register import read_register
from tracer.analysis.ownership.arrays.register_owners import decide_register, find_register_owners
from tracer.analysis.ownership.arrays.screen import screen_owners
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.analysis.ownership.stakes import Stake

pytestmark = pytest.mark.benchmark


def test_shares_through_five_thousand_companies() -> None:
    stakes, persons = draw_large_network()
    begun = time.process_time()
    integrate_ownership(stakes, persons=persons)
    own = time.process_time() - begun
    companies = sorted({end for stake in stakes for end in (stake.holder, stake.company)} - set(persons))
    place = {company: number for number, company in enumerate(companies)}
    row = {person: number for number, person in enumerate(sorted(persons))}
    begun = time.process_time()
    held, direct = np.zeros((len(companies), len(companies))), np.zeros((len(row), len(companies)))
    for stake in stakes:
        if stake.holder in place:
            held[place[stake.holder], place[stake.company]] += float(stake.lower)
        else:
            direct[row[stake.holder], place[stake.company]] += float(stake.lower)
    np.linalg.solve((np.eye(len(companies)) - held).T, direct.T)
    rival = time.process_time() - begun
    print(
        f"\n{len(stakes)} stakes in {len(companies):,} companies: {own:.2f} CPU s, both exact ends and chains; "
        f"numpy.linalg.solve, floats, one end: {rival:.2f} CPU s; ratio {own / rival:.2f}"
    )


def draw_register() -> tuple[int, list[Stake], frozenset[str]]:
    """So many companies as the environment states, 100,000 without it; a fifth of the stakes are of companies; no rings."""
    draw = random.Random(11)
    count = int(os.environ.get("TRACER_OWNERSHIP_COMPANIES", "100000"))
    stakes: list[Stake] = []
    for number in range(count):
        for part in range(draw.choice([1, 1, 2, 3])):
            inner = number > 10 and draw.random() < 0.2
            holder = f"C{draw.randrange(number):07}" if inner else f"P{draw.randrange(count)}"
            share = Fraction(draw.randint(1, 320), 1000)
            stakes.append(Stake(holder, f"C{number:07}", share, share, (f"{number}-{part}",)))
    persons = frozenset(stake.holder for stake in stakes if stake.holder.startswith("P"))
    return count, stakes, persons


def test_screen_of_a_hundred_thousand_companies() -> None:
    """Beside a plain Python loop of floats over the same stakes, owners first. Arrays are built in the measured time."""
    count, stakes, persons = draw_register()
    screen_owners(stakes[:10], persons=persons, threshold=Fraction(1, 4))
    begun = time.process_time()
    found = screen_owners(stakes, persons=persons, threshold=Fraction(1, 4))
    own = time.process_time() - begun
    begun = time.process_time()
    shares: dict[str, dict[str, float]] = {}
    for stake in stakes:
        row, part = shares.setdefault(stake.company, {}), float(stake.upper)
        above = {stake.holder: 1.0} if stake.holder in persons else shares[stake.holder]
        for person, whole in above.items():
            row[person] = row.get(person, 0.0) + part * whole
    near = {(person, name) for name, row in shares.items() for person, whole in row.items() if whole >= 0.25 - 1e-9}
    rival = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert near == found
    print(
        f"\n{len(stakes):,} stakes in {count:,} companies, no rings: screen from records {own:.2f} CPU s, {len(found):,} pairs; "
        f"plain Python loop, floats: {rival:.2f} CPU s; ratio {own / rival:.2f}; peak {peak:,.0f} MiB"
    )


def test_all_owners_of_a_register_exactly() -> None:
    """From stakes to decided pairs, beside the exact engine on the whole network."""
    count, stakes, persons = draw_register()
    quarter = Fraction(1, 4)
    find_register_owners(stakes[:10], persons=persons, threshold=quarter)
    begun = time.process_time()
    found = find_register_owners(stakes, persons=persons, threshold=quarter)
    own = time.process_time() - begun
    register = read_register(stakes, persons)
    begun = time.process_time()
    decided = decide_register(
        register, lambda above: (stake for stake in stakes if stake.company in above), threshold=quarter
    )
    arrays = time.process_time() - begun
    assert decided == found
    begun = time.process_time()
    exact = integrate_ownership(stakes, persons=persons).shares
    rival = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert found.certain == {
        (person, name) for name, row in exact.items() for person, share in row.items() if share.lower >= quarter
    }
    print(
        f"\n{len(stakes):,} stakes in {count:,} companies, no rings: all owners from 1/4 exactly {own:.2f} CPU s, "
        f"{len(found.certain):,} pairs, {found.integrated:,} companies in fractions; from arrays {arrays:.2f} CPU s; "
        f"the exact engine on all: {rival:.2f} CPU s; "
        f"ratio {own / rival:.2f}; peak {peak:,.0f} MiB"
    )

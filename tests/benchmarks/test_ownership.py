"""How long the shares of all owners of 5,000 companies take, beside a dense matrix of floats in NumPy. Prints alone."""

from __future__ import annotations

import time

import numpy as np
import pytest

from tests.tracer.analysis.ownership.large_network import draw_large_network
from tracer.analysis.ownership.integrated import integrate_ownership

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

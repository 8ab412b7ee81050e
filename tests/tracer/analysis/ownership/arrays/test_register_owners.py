"""The owners of a register are those that fractions find on the whole network; floats decide only what they can."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongRecord
from tests.tracer.analysis.ownership.arrays.drawn_networks import THRESHOLDS, networks
from tests.tracer.analysis.ownership.large_network import draw_large_network
from tracer.analysis.ownership.arrays.register import read_columns
from tracer.analysis.ownership.arrays.register_owners import decide_register, find_register_owners
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.analysis.ownership.stakes import Stake, StakesExceedWhole

QUARTER = Fraction(1, 4)


def exact_owners(stakes, persons, threshold, or_more):
    """By the exact engine alone, on the whole network."""
    certain, possible = set(), set()
    for name, row in integrate_ownership(stakes, persons=persons).shares.items():
        for person, share in row.items():
            if share.lower > threshold or (share.lower == threshold and (or_more or share.lower_open)):
                certain.add((person, name))
            elif share.upper > threshold or (share.upper == threshold and or_more):
                possible.add((person, name))
    return certain, possible


def stake(holder, company, share, lower=None):
    return Stake(holder, company, Fraction(lower or share), Fraction(share), (holder + company,))


@given(networks(), THRESHOLDS, st.booleans())
def test_the_owners_are_those_of_the_exact_engine(stakes, threshold, or_more):
    persons = frozenset("PQR")
    found = find_register_owners(stakes, persons=persons, threshold=threshold, or_more=or_more)
    assert (found.certain, found.possible) == exact_owners(stakes, persons, threshold, or_more)


@given(networks(), THRESHOLDS, st.booleans())
def test_columns_of_whole_numbers_give_the_same_owners(stakes, threshold, or_more):
    persons, companies = ("P", "Q", "R"), tuple(f"C{n}" for n in range(7))
    place = {name: number for number, name in enumerate((*companies, *persons))}
    columns = [np.array([place[one.company] for one in stakes], dtype=np.int64)]
    columns.append(np.array([place[one.holder] for one in stakes], dtype=np.int64))
    for ends in ([one.lower for one in stakes], [one.upper for one in stakes]):
        parts = [(share.numerator, share.denominator) for share in ends]
        columns.append(np.array(parts, dtype=np.int64).reshape(-1, 2))
    found = decide_register(
        read_columns(companies, persons, *(column[::-1] for column in columns)),
        lambda above: [one for one in stakes if one.company in above],
        threshold=threshold,
        or_more=or_more,
    )
    assert found == find_register_owners(stakes, persons=frozenset(persons), threshold=threshold, or_more=or_more)


@given(st.integers(1, 2**63 - 1), st.integers(1, 2**63 - 1))
def test_bounds_of_whole_numbers_contain_the_share(one, other):
    parts = np.array([[min(one, other), max(one, other)]], dtype=np.int64)
    zero = np.zeros(1, dtype=np.int64)
    register = read_columns(("C",), ("P",), zero, zero + 1, parts, parts)
    share = Fraction(min(one, other), max(one, other))
    assert Fraction(float(register.lower[0])) < share < Fraction(float(register.upper[0]))
    assert share * Fraction(1 - 2**-49) < Fraction(float(register.lower[0]))
    assert Fraction(float(register.upper[0])) < share * Fraction(1 + 2**-49)


@pytest.mark.parametrize("or_more", [True, False])
def test_the_owners_of_a_large_network_with_rings(or_more):
    stakes, persons = draw_large_network()
    found = find_register_owners(stakes, persons=persons, threshold=QUARTER, or_more=or_more)
    assert (found.certain, found.possible) == exact_owners(stakes, persons, QUARTER, or_more)
    assert found.certain
    assert 0 < found.integrated < 1000


def test_only_what_is_upstream_of_an_undecided_company_is_integrated():
    clear = [stake("P", "C1", "1/2"), stake("C1", "C2", "3/4"), stake("Q", "C2", "1/5")]
    found = find_register_owners(clear, persons=frozenset("PQ"), threshold=QUARTER)
    assert (found.certain, found.integrated) == ({("P", "C1"), ("P", "C2")}, 0)
    tie = [*clear, stake("C1", "C3", "1/2"), stake("C3", "C4", "1/8")]
    found = find_register_owners(tie, persons=frozenset("PQ"), threshold=QUARTER)
    assert (("P", "C3") in found.certain, found.integrated) == (True, 2)


def test_a_tie_counts_only_where_the_share_itself_counts():
    tie = [stake("P", "C1", "1/3"), stake("C1", "C2", "3/4")]
    pair = ("P", "C2")
    assert pair in find_register_owners(tie, persons=frozenset("P"), threshold=QUARTER).certain
    assert pair not in find_register_owners(tie, persons=frozenset("P"), threshold=QUARTER, or_more=False).certain


def test_a_range_that_can_reach_the_threshold_is_possible():
    found = find_register_owners([stake("P", "C1", "1/3", "1/5")], persons=frozenset("P"), threshold=QUARTER)
    assert (found.certain, found.possible) == (set(), {("P", "C1")})


def test_a_share_beyond_the_least_float_is_no_certain_share():
    chain = [stake("P", "C0", "1/2"), *(stake(f"C{n}", f"C{n + 1}", f"1/{10**9}") for n in range(60))]
    found = find_register_owners(chain, persons=frozenset("P"), threshold=Fraction(1, 10**500))
    assert {name for _, name in found.certain} == {f"C{n}" for n in range(56)}


def test_contradicting_stakes_are_refused_although_no_bound_is_near_the_threshold():
    above = [stake("P", "C1", "2/3"), stake("Q", "C1", "334/1000")]
    with pytest.raises(StakesExceedWhole, match="PC1, QC1"):
        find_register_owners(above, persons=frozenset("PQ"), threshold=QUARTER)
    full = [stake("P", "C1", "2/3"), stake("Q", "C1", "1/3")]
    assert len(find_register_owners(full, persons=frozenset("PQ"), threshold=QUARTER).certain) == 2


def test_a_stake_in_a_person_is_refused():
    with pytest.raises(WrongRecord, match="entered as a person"):
        find_register_owners([stake("P", "Q", "1/2")], persons=frozenset("PQ"), threshold=QUARTER)

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.analysis.ownership.chains import OwnershipChain, list_chains
from tracer.analysis.ownership.integrated import integrate_ownership

WORKBOOK = [
    ("CoA", "Decl", "60%"),
    ("CoB", "Decl", "40%"),
    ("Person1", "CoA", "25%"),
    ("CoC", "CoB", "20%"),
    ("Person1", "CoC", "100%"),
]


def test_two_chains_with_their_records(build_stakes):
    told = list_chains(build_stakes(WORKBOOK), "Person1", "Decl", 10)
    assert told.chains == (
        OwnershipChain(("Person1", "CoA", "Decl"), (("L3",), ("L1",)), Fraction(15, 100), Fraction(1)),
        OwnershipChain(("Person1", "CoC", "CoB", "Decl"), (("L5",), ("L4",), ("L2",)), Fraction(8, 100), Fraction(1)),
    )
    assert told.share == Fraction(23, 100)
    assert told.remainder == 0


def test_what_is_not_listed_is_the_remainder(build_stakes):
    told = list_chains(build_stakes(WORKBOOK), "Person1", "Decl", 1)
    assert [chain.nodes for chain in told.chains] == [("Person1", "CoA", "Decl")]
    assert told.remainder == Fraction(8, 100)


def test_a_ring_on_the_way_shows_as_a_factor(build_stakes):
    rows = [("O1", "O2", "1/2"), ("O2", "O1", "1/2"), ("X", "O1", "1/2"), ("Y", "O2", "1/2")]
    told = list_chains(build_stakes(rows), "X", "O2", 5)
    assert told.chains == (OwnershipChain(("X", "O1", "O2"), (("L3",), ("L1",)), Fraction(1, 4), Fraction(4, 3)),)
    assert told.share == Fraction(1, 3)


def test_all_chains_add_up_exactly_in_random_rings(draw_network):
    chains = factors = 0
    for seed in range(80):
        network = draw_network(seed, complete=False)
        result = integrate_ownership(network.stakes, persons=network.persons)
        holders = sorted({stake.holder for stake in network.stakes})
        for owner in holders:
            for company in network.companies:
                if owner == company:
                    continue
                told = list_chains(network.stakes, owner, company, 10_000)
                assert told.remainder == 0
                assert told.share == result.effective(owner, company).lower
                assert sum(chain.share for chain in told.chains) == told.share
                products = [chain.product for chain in told.chains]
                assert products == sorted(products, reverse=True)
                assert len({chain.nodes for chain in told.chains}) == len(told.chains)
                short = list_chains(network.stakes, owner, company, 2)
                assert short.chains == told.chains[:2]
                assert short.remainder == sum(chain.share for chain in told.chains[2:])
                chains += len(told.chains)
                factors += any(chain.ring_factor > 1 for chain in told.chains)
    assert chains > 1000
    assert factors > 200


def test_a_range_is_explained_at_its_lower_end(build_stakes):
    told = list_chains(build_stakes([("P", "A", "25..50%"), ("A", "T", "50..75%")]), "P", "T", 3)
    assert told.share == told.chains[0].product == Fraction(1, 8)


def test_no_chain_is_an_answer(build_stakes):
    told = list_chains(build_stakes([("P", "A", "1"), ("Q", "T", "1")]), "P", "T", 3)
    assert (told.chains, told.share, told.remainder) == ((), 0, 0)


def test_order_of_the_stakes_does_not_matter(draw_network):
    network = draw_network(17, complete=False)
    shuffled = random.Random(1).sample(network.stakes, len(network.stakes))
    owner = min(network.persons & {stake.holder for stake in network.stakes})
    for company in network.companies:
        assert list_chains(network.stakes, owner, company, 9) == list_chains(shuffled, owner, company, 9)


def test_wrong_questions(build_stakes):
    stakes = build_stakes(WORKBOOK)
    with pytest.raises(WrongUse):
        list_chains(stakes, "Person1", "Decl", 0)
    with pytest.raises(WrongUse):
        list_chains(stakes, "Decl", "Decl", 1)
    with pytest.raises(NotFound, match="Nobody"):
        list_chains(stakes, "Nobody", "Decl", 1)

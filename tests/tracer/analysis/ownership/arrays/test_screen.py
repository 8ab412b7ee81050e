"""The float screen misses no pair that exact fractions find at or above a threshold, rings and ties included."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from tests.tracer.analysis.ownership.arrays.drawn_networks import THRESHOLDS, networks
from tests.tracer.analysis.ownership.large_network import draw_large_network
from tracer.analysis.ownership.arrays.screen import screen_owners
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.analysis.ownership.stakes import Stake


def exact_pairs(stakes, persons, threshold):
    shares = integrate_ownership(stakes, persons=persons).shares
    return {(person, name) for name, row in shares.items() for person, share in row.items() if share.upper >= threshold}


@given(networks(), THRESHOLDS)
def test_no_pair_at_or_above_the_threshold_is_missed(stakes, threshold):
    persons = frozenset("PQR")
    assert exact_pairs(stakes, persons, threshold) <= screen_owners(stakes, persons=persons, threshold=threshold)


def test_a_quarter_reached_in_four_ways_is_found_and_what_is_below_is_not():
    def stake(holder, company, share):
        return Stake(holder, company, Fraction(share), Fraction(share), (holder + company,))

    stakes = [
        stake("P", "direct", "1/4"),
        stake("P", "half", "1/2"),
        stake("half", "product", "1/2"),
        stake("P", "third", "1/3"),
        stake("third", "thirds", "3/4"),
        stake("P", "sum", "1/8"),
        stake("product", "sum", "1/2"),
        stake("P", "less", "249999/1000000"),
    ]
    found = screen_owners(stakes, persons=frozenset("P"), threshold=Fraction(1, 4))
    assert {name for _, name in found} == {"direct", "half", "product", "third", "thirds", "sum"}


def test_a_large_network_is_screened_without_a_loss():
    stakes, persons = draw_large_network()
    quarter = Fraction(1, 4)
    assert exact_pairs(stakes, persons, quarter) <= screen_owners(stakes, persons=persons, threshold=quarter)

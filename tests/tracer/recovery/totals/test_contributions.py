"""Each slice of an asset: what it is worth, and under which stage, class and year it counts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.totals.earlier_facts import standings_of
from tracer.recovery.totals.contributions import (
    AssetFacts,
    Contribution,
    PlacedContribution,
    place_contributions,
    value_slices,
)
from tracer.recovery.totals.slices import ItemFacts, Slice

DAY = date(2025, 6, 2)
FLAT = AssetFacts("a1", "flat", "Bun inventat a1")
FROZEN = "IDENTIFIED TRACED REQUESTED FROZEN"


def piece(share, *measures, bucket="frozen"):
    return Slice(Fraction(share), bucket, measures[0] if measures else None, Fraction(1), measures)


def worth(minor, *shares):
    return [value for _, value in value_slices(FLAT, minor, [piece(share) for share in shares]).pieces]


def test_what_does_not_divide_goes_to_the_largest_remainder():
    assert worth(100, "1/3", "1/3", "1/3") == [34, 33, 33]
    assert worth(20_001, "1/3", "2/3") == [6_667, 13_334]
    assert worth(5, "1/6", "1/2", "1/3") == [1, 2, 2]


def test_of_an_unknown_value_every_slice_is_unknown():
    assert worth(None, "1/4", "3/4") == [None, None]


@given(minor=st.integers(0, 10**12), parts=st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_the_slices_are_worth_the_whole_and_none_is_off_by_a_unit(minor, parts):
    shares = [Fraction(part, sum(parts)) for part in parts]
    found = worth(minor, *shares)
    assert sum(found) == minor
    assert all(abs(value - share * minor) < 1 for value, share in zip(found, shares, strict=True))


def test_a_slice_counts_under_the_year_its_first_measure_froze(life):
    lives = {"m1": ("2024-05-06", FROZEN), "m2": ("2023-05-08", FROZEN), "m3": ("2020-05-04", "IDENTIFIED TRACED")}
    facts = [ItemFacts(name, "a1", Fraction(1), "ana", None, "fine", None) for name in lives]
    events = [event for name, (start, words) in lives.items() for event in life(words, start, measure=name)]
    states = standings_of([FLAT], facts, events, DAY)
    half = Fraction(1, 2)
    sliced = value_slices(FLAT, 9, [piece(half, "m1", "m2", "m3"), piece(half, bucket="not_secured")])
    assert list(place_contributions([sliced], states)) == [
        PlacedContribution("frozen", "flat", "2023", Contribution("a1", half, 5, ("m1", "m2", "m3"), 2023)),
        PlacedContribution("not_secured", "flat", None, Contribution("a1", half, 4, (), None)),
    ]

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.analysis.ownership.power import find_winning, measure_power


def count_slowly(weights: list[int], quota: int) -> tuple[list[int], list[Fraction]]:
    """Every coalition and every order of arrival, one by one."""
    places = range(len(weights))
    swings = [0] * len(weights)
    for size in places:
        for others in combinations(places, size):
            votes = sum(weights[place] for place in others)
            for place in set(places) - set(others):
                swings[place] += votes < quota <= votes + weights[place]
    pivots = [0] * len(weights)
    orders = 0
    for order in permutations(places):
        orders += 1
        votes = 0
        for place in order:
            votes += weights[place]
            if votes >= quota:
                pivots[place] += 1
                break
    return swings, [Fraction(count, orders) for count in pivots]


@settings(max_examples=80)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.integers(1, 40))
def test_every_coalition_and_order_is_counted(weights: list[int], quota: int) -> None:
    power = measure_power(weights, quota)
    swings, orders = count_slowly(weights, quota)
    assert list(power.swings) == swings
    assert list(power.shapley_shubik) == orders
    assert sum(power.shapley_shubik) == sum(power.banzhaf) == (1 if sum(weights) >= quota else 0)
    assert [part * 2 ** (len(weights) - 1) for part in power.banzhaf_absolute] == swings


def test_a_published_company() -> None:
    assert [str(part) for part in measure_power([4, 3, 2], 6).shapley_shubik] == ["2/3", "1/6", "1/6"]
    assert find_winning([4, 3, 2], 6) == ((0, 1), (0, 2), (0, 1, 2))


def test_a_company_with_many_small_shareholders() -> None:
    power = measure_power([40] + [10] * 3 + [1] * 30, 51)
    assert sum(power.shapley_shubik) == 1
    assert power.shapley_shubik[0] > power.shapley_shubik[1] > power.shapley_shubik[-1] > 0


@pytest.mark.parametrize(("weights", "quota"), [([], 1), ([1], 0), ([-1, 2], 1)])
def test_what_cannot_be_measured(weights: list[int], quota: int) -> None:
    with pytest.raises(WrongUse, match="cannot be measured"):
        measure_power(weights, quota)


def test_too_many_to_list() -> None:
    with pytest.raises(WrongUse, match="too many coalitions"):
        find_winning([1] * 21, 11)

"""Exact integer splits: the parts always make the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.analysis.tracing.split import split_by_largest_remainder, split_by_position, split_in_chain

weights = st.lists(st.integers(1, 10**15), min_size=1, max_size=12)


@given(total=st.integers(0, 10**15), weights=weights)
def test_parts_make_the_whole(total: int, weights: list[int]) -> None:
    assert sum(split_by_position(total, weights)) == total
    assert sum(split_by_largest_remainder(total, weights)) == total
    within = total % (sum(weights) + 1)
    parts = split_in_chain(within, weights)
    assert sum(parts) == within
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(total=st.integers(0, 10**6), weights=weights, cut=st.data())
def test_cutting_one_weight_changes_no_other_part(total: int, weights: list[int], cut: st.DataObject) -> None:
    place = cut.draw(st.integers(0, len(weights) - 1))
    first = cut.draw(st.integers(0, weights[place]))
    finer = [*weights[:place], first, weights[place] - first, *weights[place + 1 :]]
    parts = split_by_position(total, finer)
    joined = [*parts[:place], parts[place] + parts[place + 1], *parts[place + 2 :]]
    assert joined == split_by_position(total, weights)


@given(total=st.integers(0, 10**9), weights=weights)
def test_largest_remainder_is_within_one_unit_of_the_share(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(split_by_largest_remainder(total, weights), weights, strict=True):
        assert abs(part * whole - total * weight) < whole


@pytest.mark.parametrize(
    ("total", "weights", "position", "chain", "remainder"),
    [
        (2, [1, 1, 1], [0, 1, 1], [0, 1, 1], [1, 1, 0]),
        (201, [700, 300], [140, 61], [140, 61], [141, 60]),
        (0, [5], [0], [0], [0]),
    ],
)
def test_splits_in_figures(
    total: int, weights: list[int], position: list[int], chain: list[int], remainder: list[int]
) -> None:
    assert split_by_position(total, weights) == position
    assert split_in_chain(total, weights) == chain
    assert split_by_largest_remainder(total, weights) == remainder


def test_nothing_to_split() -> None:
    assert split_in_chain(0, []) == []
    assert split_by_largest_remainder(0, []) == []

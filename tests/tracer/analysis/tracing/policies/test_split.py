"""Exact integer splits: the parts always make the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.analysis.tracing.policies.split import split_by_position, split_in_chain

weights = st.lists(st.integers(1, 10**15), min_size=1, max_size=12)


@given(total=st.integers(0, 10**15), weights=weights)
def test_parts_make_the_whole(total: int, weights: list[int]) -> None:
    assert sum(split_by_position(total, weights)) == total
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


@pytest.mark.parametrize(
    ("total", "weights", "position", "chain"),
    [
        (2, [1, 1, 1], [0, 1, 1], [0, 1, 1]),
        (201, [700, 300], [140, 61], [140, 61]),
        (0, [5], [0], [0]),
    ],
)
def test_splits_in_figures(total: int, weights: list[int], position: list[int], chain: list[int]) -> None:
    assert split_by_position(total, weights) == position
    assert split_in_chain(total, weights) == chain


def test_nothing_to_split() -> None:
    assert split_in_chain(0, []) == []

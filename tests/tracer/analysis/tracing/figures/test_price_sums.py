"""Which sets of rows give exactly a price: the same as trying every set."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from tracer.analysis.tracing.figures.price_sums import find_sums


@given(st.lists(st.integers(1, 12), max_size=8), st.integers(1, 60))
def test_the_sets_are_those_that_trying_every_set_finds(amounts: list[int], price: int) -> None:
    places = range(len(amounts))
    every = chain.from_iterable(combinations(places, size) for size in range(len(amounts) + 1))
    assert find_sums(amounts, price) == sorted(found for found in every if sum(amounts[one] for one in found) == price)


def test_a_small_rest_above_the_price_is_found_among_many_rows() -> None:
    amounts = [1000 + number for number in range(60)] + [5]
    assert find_sums(amounts, sum(amounts) - 5) == [tuple(range(60))]


def test_too_many_sets_are_left_to_a_person() -> None:
    assert find_sums([1] * 60, 30) is None

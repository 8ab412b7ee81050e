"""The order within a day is the one its printed balances prove, and no order is invented."""

from __future__ import annotations

from itertools import accumulate, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.bank.ledger.day_order import DayOrder, order_day


@pytest.mark.parametrize(
    ("previous", "amounts", "balances", "tolerance", "expected"),
    [
        (100, [-30, 50], [70, 120], 0, ((0, 1), True)),
        (100, [-30, 50], [120, 150], 0, ((1, 0), True)),
        (100, [10, 20, -5], [125, 120, 115], 0, ((1, 2, 0), True)),
        (100, [5, 10, -20], [95, 110, 90], 0, ((1, 2, 0), True)),
        (None, [5, 10, -20], [95, 110, 90], 0, ((1, 2, 0), True)),
        # One hundredth is hidden in the last row and one in the first.
        (100, [5, 10, -20], [96, 110, 91], 1, ((1, 2, 0), True)),
        # A row may be off by the tolerance itself; the file's order goes before another that fits as well.
        (100, [-1, 1], [100, 101], 1, ((0, 1), True)),
        (None, [5, -5], [105, 100], 0, ((0, 1), True)),
        # A row of 40 is missing between the two halves of the day.
        (100, [1, 2, 4], [143, 102, 147], 0, ((1, 0, 2), True)),
        # Nothing fits: the file's order stands and says so.
        (0, [1, 1, 1, 1], [50, 90, 20, 70], 0, ((0, 1, 2, 3), False)),
    ],
)
def test_the_order_is_found(
    previous: int | None,
    amounts: list[int],
    balances: list[int],
    tolerance: int,
    expected: tuple[tuple[int, ...], bool],
) -> None:
    assert order_day(previous, amounts, balances, tolerance) == DayOrder(*expected)


def test_equal_rows_and_circles_keep_the_files_order() -> None:
    assert order_day(10, [5, -5, 5, -5], [15, 10, 15, 10]).order == (0, 1, 2, 3)


@given(
    st.integers(-1000, 1000),
    st.lists(st.integers(-50, 50).filter(bool), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
def test_any_shuffle_of_a_true_day_is_put_right(previous: int, amounts: list[int], chance: object) -> None:
    balances = list(accumulate(amounts, initial=previous))[1:]
    places = list(range(len(amounts)))
    chance.shuffle(places)  # type: ignore[attr-defined]
    mixed = [amounts[place] for place in places], [balances[place] for place in places]
    found = order_day(previous, *mixed)
    assert found.found
    assert sorted(found.order) == sorted(places)
    running = previous
    for row in found.order:
        running += mixed[0][row]
        assert running == mixed[1][row]


def test_a_long_day_needs_no_search() -> None:
    amounts = [(-1) ** n * (n % 7 + 1) for n in range(600)]
    balances = list(accumulate(amounts, initial=1000))[1:]
    places = sorted(range(600), key=lambda place: place * 37 % 601)
    found = order_day(1000, [amounts[place] for place in places], [balances[place] for place in places])
    assert found.found
    assert [balances[places[row]] - amounts[places[row]] for row in found.order] == [
        1000,
        *[balances[places[row]] for row in found.order[:-1]],
    ]


@given(st.lists(st.tuples(st.integers(-9, 9).filter(bool), st.integers(-20, 20)), min_size=1, max_size=5))
def test_an_order_without_break_is_found_whenever_there_is_one(rows: list[tuple[int, int]]) -> None:
    amounts, balances = [amount for amount, _ in rows], [balance for _, balance in rows]

    def breaks(order: tuple[int, ...]) -> int:
        running, count = 0, 0
        for row in order:
            count += running + amounts[row] != balances[row]
            running = balances[row]
        return count

    least = min(map(breaks, permutations(range(len(rows)))))
    found = order_day(0, amounts, balances)
    assert found.found is (least <= 2)
    if found.found:
        assert breaks(found.order) == least

"""The generator of numbers: the same everywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracer.sample.money.dice import Dice


def test_the_numbers_are_the_known_ones() -> None:
    dice = Dice("exemplu")
    assert [dice.between(1, 1000) for _ in range(6)] == [179, 693, 457, 245, 85, 96]


def test_another_name_gives_other_numbers() -> None:
    first, second = Dice("exemplu"), Dice("exemplul")
    assert [first.between(1, 10**9) for _ in range(4)] != [second.between(1, 10**9) for _ in range(4)]


@given(st.text(), st.integers(-1000, 1000), st.integers(0, 1000))
def test_numbers_stay_within_their_bounds(name: str, lowest: int, more: int) -> None:
    dice = Dice(name)
    assert all(lowest <= dice.between(lowest, lowest + more) <= lowest + more for _ in range(20))


@given(st.lists(st.integers(), min_size=1))
def test_a_pick_is_one_of_the_items(items: list[int]) -> None:
    assert Dice("exemplu").pick(items) in items

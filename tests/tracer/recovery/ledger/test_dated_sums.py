"""A sum by day agrees with adding up all that was added until the day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracer.recovery.ledger.dated_sums import DatedSum

FIRST = date(2025, 1, 1)
CHANGES = st.lists(st.tuples(st.integers(0, 9), st.integers(-5, 5)), max_size=12)


def build(changes: list[tuple[int, int]]) -> DatedSum:
    row = DatedSum()
    for day, minor in changes:
        row.add(FIRST + timedelta(days=day), minor)
    return row


@given(CHANGES, st.integers(-1, 10))
def test_the_balance_of_a_day_is_all_that_was_added_until_then(changes: list[tuple[int, int]], day: int) -> None:
    row = build(changes)
    assert row.at(FIRST + timedelta(days=day)) == sum(minor for added, minor in changes if added <= day)
    assert row.at() == sum(minor for _, minor in changes)


@given(CHANGES, st.integers(0, 9), st.integers(-5, 5))
def test_the_first_day_below_zero_after_a_change(changes: list[tuple[int, int]], since: int, change: int) -> None:
    row = build([*changes])
    after = build([*changes, (since, change)])
    days = [FIRST + timedelta(days=day) for day in range(since, 10)]
    expected = next((day for day in days if after.at(day) < 0), None)
    assert row.below_zero(FIRST + timedelta(days=since), change) == expected


def test_without_a_first_day_all_days_count() -> None:
    assert build([(1, 5), (2, -6), (3, 9)]).below_zero() == FIRST + timedelta(days=2)
    assert build([(1, 5)]).below_zero() is None

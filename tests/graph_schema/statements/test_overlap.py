"""How two statements of one account stand to each other: apart, repeated, continued, or not to be said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.statements.overlap import StatementSpan, find_shared, relate_statements


def span(name, begin, end, opening, closing, moved=(), account="a", tolerance=0):
    days = {date(2024, 1, day): (minor,) for day, minor in dict(moved).items()}
    first, last = date(2024, 1, begin), date(2024, 1, end)
    return StatementSpan("file", name, account, "RON", first, last, opening, closing, days, tolerance)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (span("x", 1, 15, 0, 50), span("y", 16, 31, 50, 90), "apart"),
        (span("x", 1, 15, 0, 50, {15: 50}), span("y", 15, 31, 50, 90, {15: 40}), "continues"),
        (span("x", 1, 15, 0, 50, {15: 50}), span("y", 15, 31, 0, 50, {15: 50}), "repeats"),
        (span("x", 1, 20, 0, 50, {12: 50}), span("y", 10, 31, 0, 50, {12: 50}), "repeats"),
        (span("x", 1, 20, 0, 50, {12: 50}), span("y", 10, 31, 50, 90, {12: 40}), "continues"),
        (span("x", 1, 20, 0, 50, {12: 50}), span("y", 10, 31, 20, 60, {12: 40}), "contradicts"),
        (span("x", 1, 20, 0, 0, {12: 0}), span("y", 10, 31, 0, 0, {12: 0}), "unknown"),
        (span("x", 1, 20, None, None), span("y", 10, 31, None, None), "repeats"),
        (span("x", 1, 15, None, None), span("y", 15, 31, None, None), "unknown"),
        (span("x", 15, 15, None, None), span("y", 15, 15, None, None), "unknown"),
        (span("x", 15, 16, None, None), span("y", 15, 16, None, None), "repeats"),
        # Two statements of one day, told in the order in which their names sort, not in which they were booked.
        (span("x", 15, 15, 50, 90, {15: 40}), span("y", 15, 15, 0, 50, {15: 50}), "continues"),
        (span("x", 15, 15, 0, 50, {15: 50}), span("y", 15, 15, 0, 50, {15: 50}), "repeats"),
        # Two parts of one day whose money cancels out: nothing says that one repeats the other.
        (span("x", 15, 15, 50, 50, {15: 0}), span("y", 15, 15, 50, 50, {15: 0}), "unknown"),
        (span("x", 15, 16, 50, 50, {15: 0}), span("y", 15, 16, 50, 50, {15: 0}), "repeats"),
        # Only one balance is stated: the other follows from the rows.
        (span("x", 1, 20, None, 50, {12: 50}), span("y", 10, 31, None, 60, {12: 60}), "repeats"),
        (span("x", 1, 20, 0, 50, {12: 50}, tolerance=3), span("y", 10, 31, 3, 53, {12: 50}), "repeats"),
        (span("x", 1, 20, 0, 50, {12: 50}), span("x", 1, 20, 9, 70, {12: 61}), "repeats"),
        # A row booked after its statement's last day makes it reach that day.
        (span("x", 1, 15, 0, 50, {16: 50}), span("y", 16, 31, 50, 90, {16: 40}), "continues"),
    ],
)
def test_the_balances_say_how_statements_stand_to_each_other(one, other, relation) -> None:
    assert relate_statements(one, other) == relation
    assert relate_statements(other, one) == relation


SPANS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(1, 28), st.integers(0, 6)).map(
        lambda item: (item[0], item[1], min(31, item[1] + item[2]))
    ),
    max_size=8,
)


@given(SPANS)
def test_statements_of_one_account_that_share_a_day_are_found_and_no_others(drawn) -> None:
    spans = [span(f"s{n}", begin, end, None, None, account=name) for n, (name, begin, end) in enumerate(drawn)]
    found = {frozenset((one.statement, other.statement)) for one, other in find_shared(spans)}
    expected = {
        frozenset((one.statement, other.statement))
        for one in spans
        for other in spans
        if one is not other
        and one.account == other.account
        and max(one.from_date, other.from_date) <= min(one.to_date, other.to_date)
    }
    assert found == expected

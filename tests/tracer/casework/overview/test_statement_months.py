"""Months of statements: what a gap, a difference, an unstated balance and shared days look like."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.statements.chain_records import StatedPeriod
from tracer.casework.overview.statement_months import find_gaps, judge_periods, lay_out_months


def period(name, first, last, opening=0, closing=0, **more):
    return StatedPeriod(name, date.fromisoformat(first), date.fromisoformat(last), opening, closing, **more)


def lights(*periods):
    return [
        (month.month.isoformat()[:7], month.light, month.statement) for month in lay_out_months(judge_periods(periods))
    ]


def test_a_month_between_two_statements_is_missing_and_no_month_outside_them():
    first, last = period("a", "2023-03-01", "2023-04-30"), period("b", "2023-06-01", "2023-06-30")
    assert lights(last, first) == [
        ("2023-03", "adds_up", "a"),
        ("2023-04", "adds_up", "a"),
        ("2023-05", "missing", ""),
        ("2023-06", "adds_up", "b"),
    ]
    assert find_gaps(judge_periods([first, last])) == ((date(2023, 5, 1), date(2023, 5, 31)),)


def test_one_missing_day_makes_its_month_missing():
    found = lights(period("a", "2023-03-01", "2023-03-30"), period("b", "2023-04-01", "2023-04-30"))
    assert found == [("2023-03", "missing", ""), ("2023-04", "adds_up", "b")]


@pytest.mark.parametrize(
    ("opening", "more", "light"),
    [
        (700, {}, "adds_up"),
        (701, {}, "differs"),
        (701, {"tolerance_minor": 1}, "adds_up"),
        (700, {"holds": False}, "differs"),
        (None, {}, "unknown"),
    ],
)
def test_a_statement_adds_up_if_its_rows_do_and_it_continues_the_one_before(opening, more, light):
    before = period("a", "2023-03-01", "2023-03-31", 0, 700)
    assert lights(before, period("b", "2023-04-01", "2023-04-30", opening, 900, **more))[1] == ("2023-04", light, "b")


def test_a_statement_after_one_that_does_not_add_up_is_judged_by_itself():
    before = period("a", "2023-03-01", "2023-03-31", 0, 700, holds=False)
    assert lights(before, period("b", "2023-04-01", "2023-04-30", 650, 900))[1][1] == "adds_up"


def test_statements_that_share_days_are_not_checked_unless_they_say_the_same():
    march = period("a", "2023-03-01", "2023-03-31", 0, 700)
    assert lights(march, period("b", "2023-03-01", "2023-03-31", 0, 700)) == [("2023-03", "adds_up", "a")]
    assert lights(march, period("b", "2023-03-20", "2023-04-10", 400, 900)) == [
        ("2023-03", "unknown", "b"),
        ("2023-04", "unknown", "b"),
    ]
    assert lights(march, period("b", "2023-03-31", "2023-04-10", 700, 900))[1] == ("2023-04", "adds_up", "b")


def test_the_end_of_the_longest_statement_counts_not_of_the_last_begun():
    year, month = period("a", "2023-01-01", "2023-12-31"), period("b", "2023-03-01", "2023-03-31")
    assert find_gaps(judge_periods([year, month, period("c", "2024-01-01", "2024-01-31")])) == ()
    year = period("a", "2023-01-01", "2023-12-31", 0, 900)
    assert lights(year, month, period("c", "2024-01-01", "2024-01-31", 901))[-1] == ("2024-01", "differs", "c")

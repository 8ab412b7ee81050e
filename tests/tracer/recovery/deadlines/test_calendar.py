from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.recovery.deadlines.calendar import is_working_day, orthodox_easter, public_holidays, term_end


@pytest.mark.parametrize(
    "day",
    [
        "2008-04-27",
        "2016-05-01",
        "2018-04-08",
        "2019-04-28",
        "2020-04-19",
        "2021-05-02",
        "2022-04-24",
        "2023-04-16",
        "2024-05-05",
        "2025-04-20",
        "2026-04-12",
        "2027-05-02",
    ],
)
def test_orthodox_easter(day):
    assert orthodox_easter(int(day[:4])).isoformat() == day


def test_easter_is_a_sunday_of_spring_and_not_computed_beyond_its_rule():
    days = [orthodox_easter(year) for year in range(1900, 2100)]
    assert {day.weekday() for day in days} == {6}
    assert all((4, 3) <= (day.month, day.day) <= (5, 10) for day in days)
    with pytest.raises(WrongUse):
        orthodox_easter(2100)


def test_the_days_not_worked_in_2024():
    assert sorted(day.strftime("%d.%m") for day in public_holidays(2024)) == sorted(
        [
            "01.01",
            "02.01",
            "06.01",
            "07.01",
            "24.01",
            "03.05",
            "05.05",
            "06.05",
            "01.05",
            "01.06",
            "23.06",
            "24.06",
            "15.08",
            "30.11",
            "01.12",
            "25.12",
            "26.12",
        ]
    )


def test_a_holiday_counts_from_its_first_year():
    assert is_working_day(date(2016, 6, 1))
    assert not is_working_day(date(2017, 6, 1))
    assert is_working_day(date(2023, 1, 6))
    assert not is_working_day(date(2025, 1, 6))


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2024-01-10", 6, "months", "2024-07-10"),  # the matching day, a Wednesday
        ("2024-01-10", 1, "years", "2025-01-10"),
        ("2021-01-10", 6, "months", "2021-07-12"),  # 10 July is a Saturday
        ("2023-08-31", 6, "months", "2024-02-29"),  # no matching day: last of the month
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2024-06-12", 3, "days", "2024-06-17"),  # Wednesday; first and last left out: Sunday, so Monday
        ("2024-06-10", 3, "days", "2024-06-14"),
        ("2024-04-30", 3, "days", "2024-05-07"),  # 4 May is Saturday, then Easter and its Monday
        ("2024-06-12", 48, "hours", "2024-06-14"),
    ],
)
def test_terms_of_criminal_procedure(start, length, unit, end):
    assert term_end(date.fromisoformat(start), length, unit, "ro_criminal").isoformat() == end


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2024-06-10", 3, "days", "2024-06-13"),  # only the first day is left out
        ("2024-06-13", 3, "days", "2024-06-17"),  # Sunday: Monday
        ("2024-12-24", 3, "days", "2024-12-30"),  # 27 is a Friday: one working day only, so one more
        ("2024-06-14", 1, "days", "2024-06-17"),  # shorter than two days: rolled, no second working day
        ("2024-06-14", 2, "days", "2024-06-18"),
        ("2024-01-10", 6, "months", "2024-07-10"),
    ],
)
def test_terms_of_regulation_1182_71(start, length, unit, end):
    assert term_end(date.fromisoformat(start), length, unit, "eu_1182_71").isoformat() == end


def test_a_term_of_nothing_is_refused():
    with pytest.raises(WrongUse):
        term_end(date(2024, 1, 10), 0, "days", "ro_criminal")


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.integers(1, 400),
    st.sampled_from(["days", "months", "years"]),
    st.sampled_from(["ro_criminal", "eu_1182_71"]),
)
def test_a_term_ends_on_a_working_day_and_never_earlier_for_a_longer_one(start, length, unit, calendar):
    if unit != "days":
        length = length % 8 + 1
    end = term_end(start, length, unit, calendar)
    assert is_working_day(end)
    assert start < end <= term_end(start, length + 1, unit, calendar)

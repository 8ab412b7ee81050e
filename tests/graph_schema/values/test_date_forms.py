"""Every form of a date: what is written in it reads back, and no form can be read in two ways."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.values.date_forms import DateForm
from graph_schema.values.month_names import NAMES

PATTERNS = (
    "YYYY-MM-DD",
    "YYYY-MM-DDThh:mm:ssZZ",
    "YYYY-MM-DD[ h:mm:ss]",
    "YYYY/MM/DD hh:mm",
    "DD-MM-YYYY hh:mm:ss.S",
    "D.M.YYYY",
    "DD.MM.YY",
    "DD MMM YY",
    "MMM D, YYYY",
    "D 'de' MMM 'de' YYYY",
    "MM/DD/YYYY h:mm AM",
    "YYYYMMDDhhmmss",
    "YYMMDD",
    "YYYY.MM.DD.",
)


def form(pattern: str) -> DateForm:
    return DateForm(pattern, 1930 if "YY" in pattern and "YYYY" not in pattern else None)


@given(st.datetimes(datetime(1930, 1, 1), datetime(2029, 12, 31, 23, 59)), st.sampled_from(PATTERNS))
def test_what_is_written_in_a_form_reads_back(moment: datetime, pattern: str) -> None:
    if "h" in pattern:
        assert form(pattern).read(form(pattern).write(moment)) == moment.date()
    whole = datetime(moment.year, moment.month, moment.day)
    assert form(pattern).read(form(pattern).write(whole)) == moment.date()


@given(st.datetimes(datetime(1930, 1, 1), datetime(2029, 12, 31)))
def test_a_time_is_read_where_the_pattern_has_one_and_never_lost(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert form("DD.MM.YYYY hh:mm:ss").write(moment) == moment.strftime("%d.%m.%Y %H:%M:%S")
    timed = form("DD.MM.YYYY").write(moment)
    assert timed.startswith(moment.strftime("%d.%m.%Y"))
    assert (len(timed) > 10) is (moment.time() != datetime.min.time())


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.data())
def test_month_names_of_every_language_are_read(day: date, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES[day.month - 1].split()))
    spelt = data.draw(st.sampled_from((name, name.upper(), name.title())))
    point = data.draw(st.sampled_from(("", ".")))
    assert form("D MMM YYYY").read(f"{day.day} {spelt}{point} {day.year}") == day


@given(st.integers(1900, 2050), st.integers(0, 99))
def test_two_digits_lie_in_the_hundred_years_from_the_first_on(first: int, digits: int) -> None:
    found = DateForm("DD/MM/YY", first).read(f"01/01/{digits:02}")
    assert first <= found.year < first + 100
    assert found.year % 100 == digits


@given(st.integers(0, 10_000))
def test_steps_count_days_from_the_day_of_step_0(step: int) -> None:
    start = date(2017, 1, 1)
    assert DateForm("STEP", step_zero=start).read(str(step)) == start + timedelta(days=step)
    assert DateForm("STEP", step_zero=start, step_hours=1).read(str(step)) == start + timedelta(days=step // 24)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("DD.MM.YYYY", "1.02.2024"),
        ("DD.MM.YYYY", "31.02.2024"),
        ("DD.MM.YYYY", "01.02.2024 10:00"),
        ("YYYY-MM-DD hh:mm", "2024-02-01 24:00"),
        ("YYYY-MM-DD hh:mm", "2024-02-01"),
        ("YYYY-MM-DD h:mm AM", "2024-02-01 13:00 PM"),
        ("YYYY-MM-DD hh:mm:ss", "2024-02-01 10:60:00"),
        ("DD MMM YYYY", "01 Foo 2024"),
        ("DD MMM YYYY", "٠١ Jan 2024"),
        ("D.M.YYYY", "001.1.2024"),
        ("D.M.YYYY", "1" * 100_000),
    ],
)
def test_a_text_of_another_form_is_refused(pattern: str, text: str) -> None:
    with pytest.raises(WrongValue):
        form(pattern).read(text)


@pytest.mark.parametrize(
    "pattern",
    ["", "YYYY", "YYYY-MM", "DMYYYY", "YYYYMD", "DD.MM.YYYY DD", "DD.MM.YYYY.YY", "dd.MM.YYYY", "DD.MM.YYYY[", "]DD.MM.YYYY[",
    "DD.[MM.]YYYY", "DD.MM.YYYY[[ hh]]", "DD 'de MM YYYY", "DD.MMM.MM.YYYY", "hhmmDDMYYYY", "X" * 100],
)  # fmt: skip
def test_a_pattern_that_can_be_read_in_two_ways_is_no_pattern(pattern: str) -> None:
    with pytest.raises(WrongUse, match="Unknown date pattern"):
        DateForm(pattern)


def test_steps_need_a_day_and_no_other_form_has_one() -> None:
    for wrong in ({"pattern": "STEP"}, {"pattern": "DD.MM.YYYY", "step_zero": date(2020, 1, 1)}):
        with pytest.raises(WrongUse, match="step 0"):
            DateForm(**wrong)
    for text in ("", "-1", "1.0", "9" * 8, "9999999"):
        with pytest.raises(WrongValue, match=r"step"):
            DateForm("STEP", step_zero=date(2020, 1, 1)).read(text)

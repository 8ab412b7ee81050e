"""Dates: one reading in the declared order or a refusal; what is not known stays unknown."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.values.dates import PartialDate, parse_date, parse_instant, parse_iso_date

WRITTEN = {
    "YYYY-MM-DD": "%Y-%m-%d",
    "DD.MM.YYYY": "%d.%m.%Y",
    "DD/MM/YYYY": "%d/%m/%Y",
    "MM/DD/YYYY": "%m/%d/%Y",
    "YYYYMMDD": "%Y%m%d",
    "YYMMDD": "%y%m%d",
}


def test_parse_iso_date() -> None:
    assert parse_iso_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2021-7-6",
        "20210706",
        "2021-W27-2",
        "2021-07-06T00:00",
        " 2021-07-06",
        "2021-07-06\n",
        "0000-01-01",
        "٢٠٢١-٠٧-٠٦",
        "",
        "06.07.2021",
    ],
)
def test_parse_iso_date_refuses(text: str) -> None:
    with pytest.raises(WrongValue):
        parse_iso_date(text)


def test_declared_order_decides() -> None:
    assert parse_date("03/04/2021", "DD/MM/YYYY") == date(2021, 4, 3)
    assert parse_date("03/04/2021", "MM/DD/YYYY") == date(2021, 3, 4)
    with pytest.raises(WrongValue, match="not a day of the calendar"):
        parse_date("04/13/2021", "DD/MM/YYYY")


@pytest.mark.parametrize(
    ("text", "first_year", "year"), [("500101", 1950, 1950), ("490101", 1950, 2049), ("000101", 1930, 2000)]
)
def test_two_digit_year_lies_in_the_stated_century(text: str, first_year: int, year: int) -> None:
    assert parse_date(text, "YYMMDD", first_year=first_year) == date(year, 1, 1)


def test_two_digit_leap_day_follows_its_century() -> None:
    assert parse_date("000229", "YYMMDD", first_year=1950) == date(2000, 2, 29)
    with pytest.raises(WrongValue):
        parse_date("000229", "YYMMDD", first_year=1850)


@pytest.mark.parametrize(("pattern", "first_year"), [("YYMMDD", None), ("YYYYMMDD", 1950)])
def test_century_is_stated_exactly_where_needed(pattern: str, first_year: int | None) -> None:
    with pytest.raises(WrongUse, match="does not fit the first year"):
        parse_date("20210101", pattern, first_year=first_year)


def test_unknown_pattern_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="Unknown date pattern"):
        parse_date("2021", "YYYY")


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from(sorted(WRITTEN)))
def test_every_pattern_reads_back_what_was_written(day: date, pattern: str) -> None:
    first_year = 1930 if pattern == "YYMMDD" else None
    assert parse_date(day.strftime(WRITTEN[pattern]), pattern, first_year=first_year) == day


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2021", "year", date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-12", "month", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-05-17", "day", date(2021, 5, 17), date(2021, 5, 17)),
    ],
)
def test_partial_date(text: str, precision: str, earliest: date, latest: date) -> None:
    partial = PartialDate(text)
    assert (partial.text, partial.precision, partial.earliest, partial.latest) == (
        text,
        precision,
        earliest,
        latest,
    )


@pytest.mark.parametrize(
    "text", ["", "21", "2021-13", "2021-00", "2021-02-30", "2021-5", "0000", "2021-05-", "2021/05"]
)
def test_partial_date_refuses(text: str) -> None:
    with pytest.raises(WrongValue):
        PartialDate(text)


def test_partial_dates_have_no_order() -> None:
    with pytest.raises(TypeError):
        PartialDate("2021") < PartialDate("2021-05")  # type: ignore[operator]  # noqa: B015 - the mistake under test
    assert PartialDate("2021") != PartialDate("2021-01")


@given(st.dates(date(1, 1, 1), date(9999, 12, 30)), st.sampled_from([4, 7, 10]))
def test_partial_date_spans_exactly_its_prefix(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    partial = PartialDate(text)
    assert partial.earliest <= day <= partial.latest
    assert partial.latest.isoformat().startswith(text)
    if partial.latest < date.max:
        assert not (partial.latest + timedelta(days=1)).isoformat().startswith(text)


@given(at=st.datetimes())
def test_a_time_in_utc_is_read_as_it_is_written(at):
    at = at.replace(second=0, microsecond=0, tzinfo=UTC)
    assert parse_instant(f"{at.year:04}-{at:%m-%dT%H:%M}Z") == at


@pytest.mark.parametrize("text", ["2026-03-09", "2026-03-09T10:30", "2026-03-09T24:00Z", "2026-02-30T10:30Z", "x" * 99])
def test_what_is_no_time_in_utc_is_refused(text):
    with pytest.raises(WrongValue):
        parse_instant(text)

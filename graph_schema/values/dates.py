"""Reads dates strictly, and dates with a known year or month only."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final, Literal

from graph_schema.errors import WrongUse, WrongValue

DatePattern = Literal["YYYY-MM-DD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "YYYYMMDD", "YYMMDD"]
"""The orders of day, month and year that a mapping may state for a source."""

_YEAR, _SHORT_YEAR = "(?P<year>[0-9]{4})", "(?P<short_year>[0-9]{2})"
_MONTH, _DAY = "(?P<month>[0-9]{2})", "(?P<day>[0-9]{2})"
_SHAPES: Final = MappingProxyType(
    {
        "YYYY-MM-DD": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}"),
        "DD.MM.YYYY": re.compile(rf"{_DAY}\.{_MONTH}\.{_YEAR}"),
        "DD/MM/YYYY": re.compile(f"{_DAY}/{_MONTH}/{_YEAR}"),
        "MM/DD/YYYY": re.compile(f"{_MONTH}/{_DAY}/{_YEAR}"),
        "YYYYMMDD": re.compile(f"{_YEAR}{_MONTH}{_DAY}"),
        "YYMMDD": re.compile(f"{_SHORT_YEAR}{_MONTH}{_DAY}"),
    }
)
_INSTANT: Final = re.compile("(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})Z")
_PARTIAL: Final = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def parse_iso_date(text: str) -> date:
    """Which day is this? The only form is ``2021-05-17``.

    Raises: WrongValue. Source: ISO 8601-1:2019, calendar date in extended form.
    """
    return parse_date(text, "YYYY-MM-DD")


def parse_instant(text: str) -> datetime:
    """Which time in UTC is this? The only form is ``2026-03-09T10:30Z``: to the minute, and in UTC.

    Raises: WrongValue. Source: ISO 8601-1:2019, date and time of day in extended form.
    """
    found = _INSTANT.fullmatch(text)
    if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise WrongValue("{text!r} is not a time in UTC: expected a text such as 2026-03-09T10:30Z.", text=text[:40])
    day = parse_iso_date(found["day"])
    return datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"]), tzinfo=UTC)


def parse_date(text: str, pattern: DatePattern, *, first_year: int | None = None) -> date:
    """Which day is this, in the order of day, month and year stated for the source?

    Does not guess the order: 03/04/2021 can be two days, and ``pattern`` decides. Day and month have two digits.

    Arguments: ``first_year`` is required for YYMMDD and refused for other patterns: the first of the hundred years that
    two digits can mean, inclusive. With 1950, ``50`` is 1950 and ``49`` is 2049.
    Raises: WrongValue for a text that does not match the pattern or is not a day of the calendar; WrongUse for an
    unknown pattern, or a ``first_year`` that is missing or refused.
    """
    if pattern not in _SHAPES:
        raise WrongUse(
            "Unknown date pattern {pattern!r}: expected one of {allowed}. Correct the source mapping.",
            pattern=pattern,
            allowed=", ".join(_SHAPES),
        )
    if (pattern == "YYMMDD") is (first_year is None):
        raise WrongUse(
            "The date pattern {pattern} does not fit the first year {first_year}: a two-digit year requires the "
            "first of the hundred years that it can mean, a four-digit year has none. Correct the source mapping.",
            pattern=pattern,
            first_year=first_year,
        )
    found = _SHAPES[pattern].fullmatch(text)
    if found is None:
        raise WrongValue(
            "{text!r} is not a date of the pattern {pattern}. Correct the row, or state the date pattern of this "
            "source in the mapping.",
            text=text[:40],
            pattern=pattern,
        )
    parts = found.groupdict()
    year = int(parts["year"]) if first_year is None else first_year + (int(parts["short_year"]) - first_year) % 100
    try:
        return date(year, int(parts["month"]), int(parts["day"]))
    except ValueError:
        raise WrongValue(
            "{text!r}, read as {pattern}, is not a day of the calendar. Correct the row; if day and month may be "
            "swapped, state the date pattern of this source in the mapping.",
            text=text,
            pattern=pattern,
        ) from None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with a precision of year, month or day: ``2021``, ``2021-05``, ``2021-05-17``.

    Two partial dates have no order (is 2021 before 2021-05?): compare ``earliest`` or ``latest``. Two partial dates are
    equal if their text and so their precision are equal.
    Raises: WrongValue. Source: ISO 8601-1:2019, reduced precision.
    """

    text: str

    def __post_init__(self) -> None:
        found = _PARTIAL.fullmatch(self.text)
        if found is None:
            raise WrongValue(
                "{text!r} is not a date: expected 2021, 2021-05 or 2021-05-17. Leave out the unknown part; do not "
                "fill it in.",
                text=self.text[:40],
            )
        try:
            date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
        except ValueError:
            raise WrongValue(
                "{text!r} is not a day, month or year of the calendar. Correct it, or leave out the unknown part.",
                text=self.text,
            ) from None

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How exactly is the date known?"""
        return "year" if len(self.text) == 4 else "month" if len(self.text) == 7 else "day"

    @property
    def earliest(self) -> date:
        """The first possible day, inclusive."""
        return date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @property
    def latest(self) -> date:
        """The last possible day, inclusive."""
        first = self.earliest
        if self.precision == "year":
            return first.replace(month=12, day=31)
        if self.precision == "month":
            return first.replace(day=monthrange(first.year, first.month)[1])
        return first

    def __str__(self) -> str:
        return self.text

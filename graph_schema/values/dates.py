"""Reads dates strictly, and dates with a known year or month only."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal

from graph_schema.errors import WrongValue
from graph_schema.values.date_forms import DateForm

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


def parse_date(text: str, pattern: str, *, first_year: int | None = None) -> date:
    """Which day is this, in the order of day, month and year stated for the source?

    Does not guess the order: 03/04/2021 can be two days, and ``pattern`` decides, as :class:`DateForm` describes it.

    Arguments: ``first_year`` is required for two-digit years and refused for other patterns: the first of the hundred years
    that two digits can mean, inclusive. With 1950, ``50`` is 1950 and ``49`` is 2049.
    Raises: WrongValue for a text that does not match the pattern or is not a day of the calendar; WrongUse for an
    unknown pattern, or a ``first_year`` that is missing or refused.
    """
    return DateForm(pattern, first_year).read(text)


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

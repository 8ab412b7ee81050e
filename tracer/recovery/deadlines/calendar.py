"""Computes when a term ends under Romanian criminal procedure and under Regulation 1182/71, with public holidays.

The two calendars differ. In criminal procedure a term in days leaves out its first and its last day ("free days");
under the Regulation it leaves out only the first. Under both, a term in months or years ends on the matching day, and a
last day that is not a working day moves to the next working day. Under the Regulation a term of two days or more also
includes at least two working days.

Limits: dates only. A term in hours is shown as the earliest day on which it can end, so it is never shown too
late. Bridge days that the Government gives to public staff are not included.
Source: CPP art. 269; Regulation (EEC, Euratom) 1182/71 art. 2-3; Labour Code art. 139 and its changes.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from graph_schema.errors import WrongUse
from graph_schema.messages import N_

CalendarName = Literal["ro_criminal", "eu_1182_71"]
Unit = Literal["hours", "days", "months", "years"]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday since the year ``since``: ``month`` and ``day``, or days ``from_easter`` (Orthodox)."""

    english: str
    romanian: str
    since: int
    month: int = 0
    day: int = 0
    from_easter: int | None = None


HOLIDAYS: Final[tuple[Holiday, ...]] = (
    Holiday(N_("New Year"), "Anul Nou", 1950, 1, 1),
    Holiday(N_("Second day of the year"), "A doua zi de Anul Nou", 1950, 1, 2),
    Holiday(N_("Epiphany"), "Boboteaza", 2024, 1, 6),
    Holiday(N_("Saint John"), "Sfântul Ioan", 2024, 1, 7),
    Holiday(N_("Union of the Principalities"), "Ziua Unirii Principatelor Române", 2017, 1, 24),
    Holiday(N_("Good Friday"), "Vinerea Mare", 2018, from_easter=-2),
    Holiday(N_("Easter"), "Paștele", 1990, from_easter=0),
    Holiday(N_("Easter Monday"), "A doua zi de Paști", 1990, from_easter=1),
    Holiday(N_("Labour Day"), "Ziua Muncii", 1950, 5, 1),
    Holiday(N_("Children's Day"), "Ziua Copilului", 2017, 6, 1),
    Holiday(N_("Pentecost"), "Rusaliile", 2009, from_easter=49),
    Holiday(N_("Pentecost Monday"), "A doua zi de Rusalii", 2009, from_easter=50),
    Holiday(N_("Dormition"), "Adormirea Maicii Domnului", 2009, 8, 15),
    Holiday(N_("Saint Andrew"), "Sfântul Andrei", 2012, 11, 30),
    Holiday(N_("National Day"), "Ziua Națională", 1990, 12, 1),
    Holiday(N_("Christmas"), "Crăciunul", 1990, 12, 25),
    Holiday(N_("Second day of Christmas"), "A doua zi de Crăciun", 1990, 12, 26),
)
"""Romanian public holidays with the first year each was kept."""


def orthodox_easter(year: int) -> date:
    """On which day of the civil calendar is Orthodox Easter? For 1900 to 2099.

    Raises: WrongUse outside these years. Source: Meeus, Astronomical Algorithms, ch. 8 (Julian calendar, plus
    13 days).
    """
    if not 1900 <= year <= 2099:
        raise WrongUse("Orthodox Easter is computed for 1900 to 2099, not for {year}.", year=year)
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> frozenset[date]:
    """Which days of this year are Romanian public holidays?"""
    easter = orthodox_easter(year)
    return frozenset(
        date(year, row.month, row.day) if row.from_easter is None else easter + timedelta(days=row.from_easter)
        for row in HOLIDAYS
        if row.since <= year
    )


def is_working_day(day: date) -> bool:
    """Is this day neither Saturday, Sunday nor a Romanian public holiday?"""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def term_end(start: date, length: int, unit: Unit, calendar: CalendarName) -> date:
    """On which last day, inclusive, does a term end that begins with an event on the day ``start``?

    Arguments: ``length``: 1 or more, in ``unit``. For a term in hours: the earliest day on which it can end, not
    moved to a working day. Raises: WrongUse for a length below 1.
    """
    if length < 1:
        raise WrongUse("A term of {length} {unit} cannot be computed; expected 1 at least.", length=length, unit=unit)
    if unit == "hours":
        return start + timedelta(days=length // 24)
    if unit == "days":
        left_out = 1 if calendar == "ro_criminal" else 0
        end = start + timedelta(days=length + left_out)
    else:
        end = _matching_day(start, length if unit == "months" else 12 * length)
    end = _roll(end)
    if calendar == "eu_1182_71" and (unit != "days" or length >= 2):
        while _working_days(start, end) < 2:
            end = _roll(end + timedelta(days=1))
    return end


def _matching_day(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _roll(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _working_days(after: date, until: date) -> int:
    """How many working days has the term, which begins on the day after its event? At most 31 days are counted."""
    return sum(is_working_day(after + timedelta(days=step)) for step in range(1, min((until - after).days, 31) + 1))

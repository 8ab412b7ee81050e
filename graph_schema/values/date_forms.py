"""Defines how a source writes its days: a pattern of year, month and day, with or without a time, or numbers of steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.values.month_names import ENGLISH, find_month

STEP: Final = "STEP"
"""The pattern of a source that counts steps of time from a day on."""
_TOKENS: Final = re.compile(r"YYYY|YY|MMM|MM|M|DD|D|hh|h|mm|ss|S|AM|ZZ|'[^']+'|.", re.DOTALL)
_PARTS: Final = {
    "YYYY": "(?P<year>[0-9]{4})",
    "YY": "(?P<short_year>[0-9]{2})",
    "MMM": r"(?P<name>[^\W\d_]{2,20}\.?)",
    "MM": "(?P<month>[0-9]{2})",
    "M": "(?P<month>[0-9]{1,2})",
    "DD": "(?P<day>[0-9]{2})",
    "D": "(?P<day>[0-9]{1,2})",
    "hh": "(?P<hour>[0-9]{2})",
    "h": "(?P<hour>[0-9]{1,2})",
    "mm": "(?P<minute>[0-9]{2})",
    "ss": "(?P<second>[0-9]{2})",
    "S": "(?P<fraction>[0-9]{1,9})",
    "AM": r"(?P<half>[AaPp]\.?[Mm]\.?)",
    "ZZ": "(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})",
    " ": "[ \u00a0\u202f]+",
    "[": "(?:",
    "]": ")?",
}
_YEAR, _MONTH, _DAY = {"YYYY", "YY"}, {"MMM", "MM", "M"}, {"DD", "D"}
_CALENDAR: Final = _YEAR | _MONTH | _DAY
_DIGITS: Final = _CALENDAR - {"MMM"} | {"hh", "h", "mm", "ss", "S"}
_LOOSE: Final = {"M", "D", "h", "S"}
_STEP_TEXT: Final = re.compile("[0-9]{1,7}")
LONGEST_PATTERN: Final = 60


@dataclass(frozen=True, slots=True)
class DateForm:
    """How the days of one source are written.

    ``pattern``: ``YYYY`` or ``YY`` the year, ``MM`` or ``M`` the month in two digits or as few as it needs, ``MMM`` its name,
    full or short, in one of twelve languages, ``DD`` or ``D`` the day; ``hh`` or ``h``, ``mm``, ``ss``, ``S`` the hour, minute,
    second and its decimals, ``AM`` the half of the day, ``ZZ`` the time zone; ``[`` and ``]`` around what may be missing; ``T``
    and all other signs stand for themselves, letters and words in single quotes. ``STEP`` alone: a number of steps.
    ``first_year``: with YY only, the first of the hundred years that two digits can mean.
    ``step_zero``: with STEP only, the day on which step 0 begins. ``step_hours``: how long a step lasts.
    The day is the one written, in the time zone of the source.

    Raises: WrongUse for a pattern that does not state year, month and day once each, or can be read in two ways.
    """

    pattern: str
    first_year: int | None = None
    step_zero: date | None = None
    step_hours: int = 24

    def __post_init__(self) -> None:
        tokens = split_pattern(self.pattern)
        if ("YY" in tokens) is (self.first_year is None):
            raise WrongUse(
                "The date pattern {pattern} does not fit the first year {first_year}: a two-digit year requires the "
                "first of the hundred years that it can mean, a four-digit year has none. Correct the source mapping.",
                pattern=self.pattern,
                first_year=self.first_year,
            )
        if (self.pattern == STEP) is (self.step_zero is None) or self.step_hours < 1:
            raise WrongUse(
                "The date pattern {pattern} does not fit the day of step 0: the pattern STEP requires it, and no other "
                "pattern has it. Add or remove step_zero in the source mapping.",
                pattern=self.pattern,
            )

    def read(self, text: str) -> date:
        """Which day is this? Raises: WrongValue for a text of another form, or that is no day or time."""
        if self.pattern == STEP:
            return self._step(text)
        found = _shape(self.pattern).fullmatch(text) if len(text) <= 2 * LONGEST_PATTERN else None
        if found is None:
            raise WrongValue(
                "{text!r} is not a date of the pattern {pattern}. Correct the row, or state the date pattern of this "
                "source in the mapping.",
                text=text[:40],
                pattern=self.pattern,
            )
        parts = {name: part for name, part in found.groupdict().items() if part is not None}
        try:
            _check_time(parts)
            return date(self._year(parts), _month(parts), int(parts["day"]))
        except ValueError:
            raise WrongValue(
                "{text!r}, read as {pattern}, is not a day of the calendar. Correct the row; if day and month may be "
                "swapped, state the date pattern of this source in the mapping.",
                text=text,
                pattern=self.pattern,
            ) from None

    def write(self, moment: date) -> str:
        """The text of this day, or of this day and time, in the pattern; month names in English. STEP: the day in ISO form.

        A time that the pattern does not have is written after the day, so that it is not lost.
        """
        if self.pattern == STEP:
            return moment.isoformat()
        at = moment.time() if isinstance(moment, datetime) else time()
        tokens = split_pattern(self.pattern)
        if "[" in tokens and at == time():
            tokens = _without_optional(tokens)
        written = "".join(_written(part, moment, at, half="AM" in tokens) for part in tokens)
        has_time = any(part in ("hh", "h") for part in tokens)
        return written if has_time or at == time() else f"{written} {at.isoformat()}"

    def _year(self, parts: dict[str, str]) -> int:
        if self.first_year is None:
            return int(parts["year"])
        return self.first_year + (int(parts["short_year"]) - self.first_year) % 100

    def _step(self, text: str) -> date:
        assert self.step_zero is not None
        if _STEP_TEXT.fullmatch(text) is None:
            raise WrongValue(
                "{text!r} is not a number of steps: expected a whole number in digits. Correct the row.", text=text[:40]
            )
        try:
            return self.step_zero + timedelta(days=int(text) * self.step_hours // 24)
        except OverflowError:
            raise WrongValue(
                "The step {text} lies after the last day of the calendar. Correct the row.", text=text
            ) from None


@lru_cache(maxsize=2048)
def split_pattern(pattern: str) -> tuple[str, ...]:
    """The tokens of this date pattern. Raises: WrongUse for a pattern that is none, or can be read in two ways."""
    tokens = tuple(_TOKENS.findall(pattern))
    if tokens and pattern != STEP and not (len(pattern) <= LONGEST_PATTERN and _is_clear(tokens)):
        tokens = ()
    if not tokens:
        raise WrongUse(
            "Unknown date pattern {pattern!r}: expected the year (YYYY or YY), the month (MM, M, or MMM for its name) and the "
            "day (DD or D) once each, such as DD.MM.YYYY, or YYYY-MM-DD[ hh:mm:ss] with a time that may be missing; other words "
            "in single quotes. Correct the source mapping.",
            pattern=pattern[:LONGEST_PATTERN],
        )
    return tokens


def _is_clear(tokens: tuple[str, ...]) -> bool:
    """Does the pattern state each part of the day once, each part of the time at most once, and where each one ends?"""
    named = [part for part in tokens if part in _PARTS and part not in (" ", "[", "]")]
    depth = 0
    for part in tokens:
        depth += (part == "[") - (part == "]")
        if depth not in (0, 1) or (depth and part in _CALENDAR):
            return False
    if depth or tokens.count("[") > 1:
        return False
    once = all(sum(part in kind for part in named) == 1 for kind in (_YEAR, _MONTH, _DAY))
    hours = sum(part in ("hh", "h") for part in named)
    plain = [part for part in tokens if part not in ("[", "]")]
    touching = any(left in _DIGITS and right in _DIGITS and ({left, right} & _LOOSE) for left, right in pairwise(plain))
    letters = any(len(part) == 1 and part.isalnum() and part not in _PARTS and part != "T" for part in tokens)
    return once and hours <= 1 and len(named) == len(set(named)) and not touching and not letters and "'" not in tokens


@lru_cache(maxsize=2048)
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_PARTS.get(part) or re.escape(part.strip("'")) for part in split_pattern(pattern)))


def _month(parts: dict[str, str]) -> int:
    if "name" not in parts:
        return int(parts["month"])
    found = find_month(parts["name"])
    if found is None:
        raise ValueError(parts["name"])
    return found


def _check_time(parts: dict[str, str]) -> None:
    """Raises ValueError for a time that no clock shows. A second of 60 is a leap second."""
    hour = int(parts.get("hour", "0"))
    if "half" in parts and not 1 <= hour <= 12:
        raise ValueError(hour)
    if hour > 23 or int(parts.get("minute", "0")) > 59 or int(parts.get("second", "0")) > 60:
        raise ValueError(hour)


def _without_optional(tokens: tuple[str, ...]) -> tuple[str, ...]:
    start, end = tokens.index("["), len(tokens) - tokens[::-1].index("]")
    return tokens[:start] + tokens[end:]


def _written(part: str, day: date, at: time, *, half: bool) -> str:
    hour = at.hour % 12 or 12 if half else at.hour
    texts = {
        "YYYY": f"{day.year:04}",
        "YY": f"{day.year % 100:02}",
        "MMM": ENGLISH[day.month - 1],
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "DD": f"{day.day:02}",
        "D": str(day.day),
        "hh": f"{hour:02}",
        "h": str(hour),
        "mm": f"{at.minute:02}",
        "ss": f"{at.second:02}",
        "S": f"{at.microsecond:06}",
        "AM": "AM" if at.hour < 12 else "PM",
        "ZZ": "Z",
        "[": "",
        "]": "",
    }
    return texts.get(part, part.strip("'"))

"""Finds the pattern in which the days of a table are written: the only one that reads them, or a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.messages import Message
from graph_schema.values.date_forms import STEP, DateForm
from importers.proposing.findings import Findings, TableColumn

FIRST_YEAR: Final = 1970
"""Two digits mean a year from 1970 to 2069: no bank printed tables for a computer before."""
_ORDERS: Final = (
    *("YYYY{}MM{}DD", "DD{}MM{}YYYY", "MM{}DD{}YYYY", "DD{}MM{}YY", "MM{}DD{}YY", "YY{}MM{}DD"),
    *("YYYY{}M{}D", "D{}M{}YYYY", "M{}D{}YYYY", "D{}M{}YY", "M{}D{}YY"),
    *("DD{}MMM{}YYYY", "DD{}MMM{}YY", "D{}MMM{}YYYY", "D{}MMM{}YY"),
)
_MARKS: Final = (".", "/", "-", " ")
_OTHERS: Final = (
    "MMM D, YYYY",
    "D. MMM YYYY",
    "MMM D YYYY",
    "YYYY.MM.DD.",
    "YYYY. MM. DD.",
    "YYYYMMDD",
    "DDMMYYYY",
    "YYMMDD",
)
_TIMES: Final = (
    *("", " hh:mm", " h:mm", " hh:mm:ss", " h:mm:ss", " hh:mm:ss.S", "Thh:mm:ss", "Thh:mm:ssZZ", "Thh:mm:ss.SZZ"),
    *(" h:mm AM", " h:mm:ss AM", "[ hh:mm:ss]", "[ h:mm]"),
)
_SEEN: Final = 400
_FEWEST: Final = 0.5
_YEARS: Final = range(1950, 2070)
_SIGNS: Final = re.compile(r"\w+")


@cache
def _patterns() -> tuple[DateForm, ...]:
    days = [order.format(mark, mark) for order in _ORDERS for mark in _MARKS] + list(_OTHERS)
    texts = [day + at for at in _TIMES for day in days]
    return tuple(DateForm(text, FIRST_YEAR if "YY" in text.replace("YYYY", "") else None) for text in texts)


@cache
def _signs_of(pattern: str) -> tuple[str, ...] | None:
    """What remains of a text in this pattern without letters and digits, with and without its optional part.

    None: a month's name or a time zone can have signs of its own.
    """
    if "MMM" in pattern or "ZZ" in pattern:
        return None
    before, mark, optional = pattern.partition("[")
    found = [_SIGNS.sub("", before)]
    return (*found, found[0] + _SIGNS.sub("", optional.rstrip("]"))) if mark else tuple(found)


def _can_read(pattern: str, signs: set[str]) -> bool:
    """Can the pattern read a text with one of these signs? A quick test before the texts are read."""
    own = _signs_of(pattern)
    return own is None or not signs.isdisjoint(own)


def day_forms(column: TableColumn, *, named: bool) -> tuple[DateForm, ...]:
    """The forms that read the most cells of this column, at least half of them. ``named``: does its title mean a day?

    A row of digits is a day only under such a title, or as eight digits with a year of our time.
    """
    texts = list(dict.fromkeys(column.filled))[:_SEEN]
    counts: dict[DateForm, int] = {}
    signs = {_SIGNS.sub("", text) for text in texts}
    for form in _patterns():
        if not _can_read(form.pattern, signs):
            continue
        if texts and (read := sum(1 for _ in _days(form, texts))) >= _FEWEST * len(texts):
            counts[form] = read
    if not named:
        counts = {
            form: count for form, count in counts.items() if not form.pattern.isalpha() or form.pattern == "YYYYMMDD"
        }
    most = max(counts.values(), default=0)
    return tuple(form for form, count in counts.items() if count == most)


def is_step(column: TableColumn) -> bool:
    """Does the column hold small whole numbers, as steps of a simulation do?"""
    return bool(column.filled) and all(cell.isascii() and cell.isdigit() and len(cell) < 6 for cell in column.filled)


def decide_days(columns: Sequence[TableColumn], findings: Findings) -> DateForm | None:
    """Which one form reads the days of all these columns? Sets date_pattern, or asks for it."""
    if not columns:
        return None
    if all(map(is_step, columns)):
        findings.decide("date_pattern", STEP, Message("the days are small whole numbers"))
        findings.ask("step_zero", Message("The days are numbers of steps. On which day does step 0 begin?"))
        return None
    sets = [day_forms(column, named=True) for column in columns]
    common = [form for form in sets[0] if all(form in others for others in sets[1:])]
    texts = list(dict.fromkeys(cell for column in columns for cell in column.filled))[:_SEEN]
    readings: dict[tuple[date, ...], DateForm] = {}
    for form in common:
        readings.setdefault(tuple(_days(form, texts)), form)
    if not readings:
        findings.ask(
            "date_pattern", Message("How are the days written, such as {example}?", example=texts[0] if texts else "-")
        )
        return None
    forms = tuple(readings.values())
    if len(forms) > 1:
        question = Message("Which pattern do the days have? {example} can be read in several.", example=texts[0])
        findings.ask("date_pattern", question, tuple(form.pattern for form in forms))
        if all(form.first_year for form in forms):
            _set_first_year(findings)
        return None
    [form] = forms
    count = len(next(iter(readings)))
    reason = Message(
        "it alone reads {count} of {total} different days, such as {example}",
        count=count,
        total=len(texts),
        example=texts[0],
    )
    findings.decide("date_pattern", form.pattern, reason)
    if form.first_year is not None:
        _set_first_year(findings)
    return form


def _set_first_year(findings: Findings) -> None:
    findings.decide("first_year", FIRST_YEAR, Message("two digits mean a year from 1970 to 2069"))


def _days(form: DateForm, texts: Sequence[str]) -> Iterator[date]:
    for text in texts:
        try:
            day = form.read(text)
        except WrongValue:
            continue
        if day.year in _YEARS:
            yield day

"""Writes sums, days and instants inside a kept sentence as the reader's language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.messages import Message
from graph_schema.values.money import exponent
from tracer.wording.language import Language
from tracer.wording.local_time import format_instant

_SUM: Final = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?) ([A-Z]{3})")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\+00:00")
_DAYS: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{4}-[0-9]{2}-[0-9]{2})*")


def say_plain(sentence: str, language: Language) -> str:
    """What does this sentence say in the reader's language, with its sums, days and instants as that language writes them?

    A flag keeps a sum as ``-1234.56 RON`` and a day as ``2024-01-31``; a term keeps an instant as
    ``2024-01-31 10:00:00+00:00``, which is shown in the time of Bucharest. A value of any other form stays as it is.
    """
    if not isinstance(sentence, Message):
        return language.said(sentence)
    return language.text(sentence.template, **plain_params(sentence.params, language))


def plain_params(params: Mapping[str, object], language: Language) -> dict[str, object]:
    """The same parameters with sums, days and instants in the reader's language."""
    return {name: _plain(value, language) if isinstance(value, str) else value for name, value in params.items()}


def _plain(value: str, language: Language) -> str:
    if isinstance(value, Message):
        return Message(value.template, **plain_params(value.params, language))
    found = _SUM.fullmatch(value)
    if found is not None:
        return _sum(found[1], found[2], language)
    if _INSTANT.fullmatch(value):
        return _instant(value, language)
    if _DAYS.fullmatch(value):
        # Two days are the name of a statement without a number: its first and its last day.
        return " – ".join(_day(day, language) for day in value.split())
    return value


def _sum(amount: str, currency: str, language: Language) -> str:
    places = -int(Decimal(amount).as_tuple().exponent)
    try:
        exact = places == exponent(currency)
    except WrongValue:
        exact = False
    return language.money(int(amount.replace(".", "")), currency) if exact else f"{amount} {currency}"


def _day(day: str, language: Language) -> str:
    try:
        return language.date(date.fromisoformat(day))
    except ValueError:
        return day


def _instant(value: str, language: Language) -> str:
    try:
        return format_instant(datetime.fromisoformat(value), language)
    except ValueError:
        return value

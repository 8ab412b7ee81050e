"""Reads single values of a SWIFT statement: days, balances, account numbers."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.identifiers import check_iban
from graph_schema.values.money import exponent, parse_amount
from importers.bank.mt940.fields import SwiftField

_BALANCE: Final = re.compile(
    r"(?P<mark>[CD])(?P<day>[0-9]{6})(?P<currency>[A-Z]{3})(?P<amount>[0-9]{1,20}(?:,[0-9]{0,5})?)"
)
_BANK: Final = re.compile(r"([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?|[0-9]{8})/(.+)")
_CENTURY: Final = 80
"""SWIFT: a year above 79 is in the twentieth century."""


@dataclass(frozen=True, slots=True)
class StatedBalance:
    """``day`` is None if the stated day does not exist. ``is_page``: the balance of a page (60M, 62M), not of the statement."""

    minor: int
    currency: str
    day: date | None
    is_page: bool


def read_swift_day(text: str) -> date:
    """Which day is YYMMDD? Raises WrongValue for a day that does not exist."""
    year = int(text[:2])
    with suppress(ValueError):
        return date((1900 if year >= _CENTURY else 2000) + year, int(text[2:4]), int(text[4:6]))
    raise WrongValue("{text!r} is not a date: expected year, month and day as YYMMDD. Ask the bank.", text=text)


def nearest_day(text: str, day: date) -> date:
    """Which day is MMDD (entry date)? Its year is not stated: the one nearest to ``day`` (value date).

    Raises: WrongValue for a day that exists in none of the three years.
    """
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        with suppress(ValueError):
            found.append(date(year, int(text[:2]), int(text[2:4])))
    if not found:
        raise WrongValue("{text!r} is not an entry date: expected month and day as MMDD. Ask the bank.", text=text)
    return min(found, key=lambda one: abs(one - day))


def read_swift_balance(field: SwiftField) -> StatedBalance:
    """Which balance is stated? Raises WrongValue."""
    found = _BALANCE.fullmatch(field.value)
    if found is None:
        raise WrongValue(
            "{text!r} is not a balance: expected C or D, the day as YYMMDD, the currency and the amount, such as "
            "C240531RON1000,00. Ask the bank.",
            text=field.value[:60],
        )
    minor = parse_amount(found["amount"], found["currency"], decimal_mark=",")
    try:
        day = read_swift_day(found["day"])
    except WrongValue:
        day = None
    return StatedBalance(minor if found["mark"] == "C" else -minor, found["currency"], day, field.tag.endswith("M"))


def read_own_account(field: SwiftField, currency: str) -> tuple[str, str | None]:
    """Which account is stated: its number, and its bank (BIC or national code) if the number is the bank's own?

    The currency after the number is left out. Raises WrongValue if no number is stated.
    """
    text = " ".join(field.value.lstrip("/ ").split())
    if not check_iban(text).valid:
        text = text.removesuffix(currency).rstrip("/ ")
    found = _BANK.fullmatch(text)
    number, bank = (found[2], found[1]) if found else (text, None)
    if not number:
        raise WrongValue("The statement states no account (:25:). Ask the bank for the file again.")
    if field.tag == "25P" and len(field.lines) > 1 and bank is None:
        bank = field.lines[1].strip() or None
    return number, bank


def is_currency(text: str) -> bool:
    """Is this a currency code of ISO 4217?"""
    try:
        exponent(text)
    except WrongValue:
        return False
    return True

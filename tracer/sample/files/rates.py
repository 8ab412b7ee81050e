"""Exchange rates in the form of the National Bank, round so that everybody sees they are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

PUBLISHER: Final = "Banca Exemplu a Cursurilor Inventate"
_FIRST: Final = date(2020, 10, 2)
_LAST: Final = date(2025, 12, 26)
_CHANGE: Final = date(2023, 1, 1)
_BEFORE: Final = {"EUR": "4.0000", "USD": "3.2000", "CHF": "4.4000", "GBP": "4.8000"}
_AFTER: Final = {"EUR": "5.0000", "USD": "4.0000", "CHF": "5.5000", "GBP": "6.0000"}


def write_rates() -> bytes:
    """A rate a week, on Fridays."""
    cubes = "\n".join(_cube(day) for day in _fridays())
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<DataSet xmlns="http://www.bnr.ro/xsd">\n'
        f"<Header><Publisher>{PUBLISHER}</Publisher><PublishingDate>{_LAST}</PublishingDate>"
        "<MessageType>DR</MessageType></Header>\n"
        "<Body><Subject>Cursuri inventate</Subject><OrigCurrency>RON</OrigCurrency>\n"
        f"{cubes}\n</Body>\n</DataSet>\n"
    ).encode()


def count_rates() -> int:
    """How many rates does the file hold?"""
    return sum(len(_of(day)) for day in _fridays())


def to_euro(minor: int, currency: str, day: date) -> int:
    """How many euro cents is a sum, by the last Friday's rate? Exact, or the sample is wrong."""
    if currency == "EUR":
        return minor
    rates = _of(max(friday for friday in _fridays() if friday <= day))
    found = minor * (Fraction(1) if currency == "RON" else Fraction(rates[currency])) / Fraction(rates["EUR"])
    assert found.denominator == 1, (minor, currency, day)
    return found.numerator


def _of(day: date) -> dict[str, str]:
    return _BEFORE if day < _CHANGE else _AFTER


def _cube(day: date) -> str:
    rates = "".join(f'<Rate currency="{code}">{rate}</Rate>' for code, rate in _of(day).items())
    return f'<Cube date="{day}">{rates}</Cube>'


def _fridays() -> Iterator[date]:
    day = _FIRST
    while day <= _LAST:
        yield day
        day += timedelta(days=7)

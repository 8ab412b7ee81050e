"""Defines how a source writes its amounts: decimal and grouping sign, the form of a negative amount, exponents, units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from graph_schema.errors import WrongValue
from graph_schema.values.money import parse_amount

NegativeForm = Literal["brackets", "trailing_minus"]
"""Forms of a negative amount beside a minus sign before it: ``(1.00)`` and ``1.00-``."""
_MINUS: Final = ("-", "\u2212")
_BLANKS: Final = " \u00a0\u202f\u2009"
_EXPONENT: Final = re.compile("([+-]?[0-9]+)(?:[.,]([0-9]+))?[eE]([+-]?[0-9]{1,2})")
_LARGEST_EXPONENT: Final = 30


@dataclass(frozen=True, slots=True)
class AmountForm:
    """How the amounts of one source are written.

    A minus sign before the digits is always read. ``negatives``: which other forms of a negative amount occur.
    ``exponents``: whether ``1.5E+3`` occurs, which is read as exactly 1500. ``units``: texts before or after the digits
    that are no part of the number, such as the sign of the currency.
    """

    decimal_mark: Literal[",", "."]
    group_mark: str | None = None
    negatives: tuple[NegativeForm, ...] = ()
    exponents: bool = False
    units: tuple[str, ...] = ()

    def read(self, text: str, currency: str) -> int:
        """How many minor units is this printed amount, if there is exactly one way to read it?

        Raises: WrongValue for any other form, with two signs too.
        """
        body, negative = self._unsigned(self._bare(text.strip(_BLANKS)))
        if negative:
            if body[:1] in (*_MINUS, "+"):
                raise WrongValue(
                    "The amount {text!r} has two signs: expected one of them. Correct the row, or ask the sender.",
                    text=text[:40],
                )
            body = f"-{body}"
        minor = parse_amount(
            self._without_exponent(body), currency, decimal_mark=self.decimal_mark, group_mark=self.group_mark
        )
        return minor

    def _bare(self, body: str) -> str:
        """The text without a unit before and after its number; a minus sign may stand before the unit."""
        for unit in sorted(self.units, key=len, reverse=True):
            sign = body[:1] if body[:1] in (*_MINUS, "+", "(") else ""
            rest = body[len(sign) :].lstrip(_BLANKS)
            if rest.startswith(unit):
                body = sign + rest[len(unit) :].lstrip(_BLANKS)
            end = ")" if body.endswith(")") else ""
            rest = body[: len(body) - len(end)].rstrip(_BLANKS)
            if rest.endswith(unit):
                body = rest[: -len(unit)].rstrip(_BLANKS) + end
        return body

    def _unsigned(self, body: str) -> tuple[str, bool]:
        """The text without brackets or a trailing minus, and whether it had one."""
        if "brackets" in self.negatives and body.startswith("(") and body.endswith(")"):
            return body[1:-1].strip(_BLANKS), True
        if "trailing_minus" in self.negatives and body.endswith(_MINUS):
            return body[:-1].rstrip(_BLANKS), True
        return body, False

    def _without_exponent(self, body: str) -> str:
        found = _EXPONENT.fullmatch(body) if self.exponents else None
        if found is None or (found[2] is not None and body[len(found[1])] != self.decimal_mark):
            return body
        whole, decimals, power = found[1], found[2] or "", int(found[3])
        if abs(power) > _LARGEST_EXPONENT:
            return body
        sign = whole[:1] if whole[:1] in ("+", "-") else ""
        digits = whole.removeprefix(sign) + decimals
        point = len(digits) - len(decimals) + power
        if point <= 0:
            digits, point = "0" * (1 - point) + digits, 1
        digits = digits.ljust(point, "0")
        return f"{sign}{digits[:point]}{self.decimal_mark}{digits[point:]}"

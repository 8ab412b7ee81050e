"""Reads, writes and divides amounts of money as whole minor units (bani, cents), strictly and without floats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from graph_schema.codes.currencies import ACTIVE_EXPONENTS, WITHDRAWN_EXPONENTS
from graph_schema.errors import WrongUse, WrongValue
from graph_schema.messages import Message

LARGEST_MINOR: Final = 2**63 - 1
"""Largest absolute amount: it fits into a 64-bit column, and each amount has an opposite."""

_LONGEST_TEXT: Final = 48
_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


def exponent(currency: str) -> int:
    """How many digits follow the decimal sign in this currency: 2 for RON, 0 for JPY, 3 for KWD.

    Raises: WrongValue for a code that ISO 4217 does not know; codes are upper case.
    Source: ISO 4217:2015.
    """
    digits = ACTIVE_EXPONENTS.get(currency)
    if digits is None:
        digits = WITHDRAWN_EXPONENTS.get(currency)
    if digits is None:
        raise WrongValue(
            "Unknown currency {currency!r}: expected a code of ISO 4217 in upper case, such as RON or EUR. "
            "Correct the code in the source mapping.",
            currency=currency[:_LONGEST_TEXT],
        )
    return digits


def parse_amount(
    text: str,
    currency: str,
    *,
    decimal_mark: Literal[",", "."],
    group_mark: str | None = None,
    allow_more_digits: bool = False,
) -> int:
    """How many minor units is this printed amount, if there is exactly one way to read it?

    Does not guess: the caller states the decimal sign, and a grouping sign is accepted only if it is stated and
    occurs before each group of three digits. Surrounding blanks are dropped; ``+``, ``-`` or a true minus may come
    first. ``12,`` is twelve (SWIFT writes whole amounts in this way). Does not read debit marks, brackets and trailing
    signs: the importer does.

    Arguments: ``group_mark`` one character, such as ``"."`` or ``" "`` (which also matches a no-break or
    thin space). ``allow_more_digits``: more decimals than the currency has are always accepted if they are zeros; True
    also accepts other digits and rounds once to the nearest minor unit, half to even. State in the record if you use it.
    Raises: WrongValue naming text, expectation and remedy; WrongUse if the two signs are the same.
    """
    digits_allowed = exponent(currency)
    if group_mark is not None and (len(group_mark) != 1 or group_mark == decimal_mark or group_mark.isdigit()):
        raise WrongUse(
            "The grouping sign {group_mark!r} does not fit the decimal sign {decimal_mark!r}: expected one "
            "other character. Correct the source mapping.",
            group_mark=group_mark,
            decimal_mark=decimal_mark,
        )
    body = text.translate(_SPACES).strip(" ")
    if len(body) > _LONGEST_TEXT:
        raise WrongValue(
            "The amount starting {text!r} has {length} characters: expected at most {allowed}. "
            "Check that the column is the amount.",
            text=body[:_LONGEST_TEXT],
            length=len(body),
            allowed=_LONGEST_TEXT,
        )
    sign = -1 if body[:1] in ("-", "\u2212") else 1
    unsigned = body[1:] if body[:1] in ("-", "\u2212", "+") else body
    if unsigned.count(decimal_mark) > 1:
        raise WrongValue(
            "The amount {text!r} has the decimal sign {decimal_mark!r} more than once: expected it at most once. "
            "State the right decimal and grouping signs in the source mapping.",
            text=text,
            decimal_mark=decimal_mark,
        )
    whole, _, decimals = unsigned.partition(decimal_mark)
    if group_mark is not None and group_mark.translate(_SPACES) in whole:
        whole = _join_groups(whole, group_mark.translate(_SPACES), text)
    if not (whole.isascii() and whole.isdigit()) or (decimals and not (decimals.isascii() and decimals.isdigit())):
        raise WrongValue(
            "{text!r} is not an amount: expected digits, with {decimal_mark!r} before the decimals and "
            "{grouping} between groups of three. State the signs of this source in the mapping, or correct "
            "the row.",
            text=text,
            decimal_mark=decimal_mark,
            grouping=Message("nothing") if group_mark is None else repr(group_mark),
        )
    kept, excess = decimals[:digits_allowed], decimals[digits_allowed:]
    if excess.strip("0") and not allow_more_digits:
        raise WrongValue(
            "The amount {text!r} has more decimals than {currency} allows: expected at most {digits}, and zeros "
            "after them. Check the currency of the row.",
            text=text,
            currency=currency,
            digits=digits_allowed,
        )
    minor = int(whole + kept.ljust(digits_allowed, "0"))
    if excess.strip("0"):
        minor = round(minor + Fraction(int(excess), 10 ** len(excess)))
    return sign * _checked(minor, currency)


def _join_groups(whole: str, mark: str, text: str) -> str:
    first, *others = whole.split(mark)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in others):
        raise WrongValue(
            "The amount {text!r} is not grouped in threes: expected one to three digits, then groups of "
            "exactly three after each {mark!r}. State the right decimal and grouping signs in the source "
            "mapping.",
            text=text,
            mark=mark,
        )
    return first + "".join(others)


def format_plain(minor: int, currency: str) -> str:
    """How is this amount written for a machine: ``-1234.56``, without grouping, with the currency's
    decimals?"""
    digits = exponent(currency)
    sign = "-" if minor < 0 else ""
    padded = str(abs(minor)).rjust(digits + 1, "0")
    return f"{sign}{padded}" if digits == 0 else f"{sign}{padded[:-digits]}.{padded[-digits:]}"


def parse_plain(text: str, currency: str) -> int:
    """How many minor units is this amount as a person types it: ``1234.56``, a point before the decimals, no other sign?

    Stricter than :func:`parse_amount`: ``1.500`` RON is refused, for it can be meant as fifteen hundred.
    Raises: WrongUse for a text of another form and for an unknown currency.
    """
    if currency not in ACTIVE_EXPONENTS and currency not in WITHDRAWN_EXPONENTS:
        raise WrongUse(
            "{currency!r} is not a currency; expected a code of ISO 4217 in upper case, such as RON or EUR.",
            currency=currency,
        )
    digits = exponent(currency)
    if not re.fullmatch(rf"[0-9]{{1,18}}(\.[0-9]{{1,{digits}}})?" if digits else "[0-9]{1,18}", text):
        raise WrongUse(
            "{text!r} is not an amount in {currency}; expected digits, with a point before the decimals and at most {digits} "
            "decimals, such as {example}.",
            text=text,
            currency=currency,
            digits=digits,
            example=format_plain(123456, currency),
        )
    return parse_amount(text, currency, decimal_mark=".")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency, so that lei and euros are never added.

    ``minor`` is a whole number of minor units, of either sign, within 64 bits.
    Raises: WrongValue for an unknown currency, a number that is not whole, or one out of bounds.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        exponent(self.currency)
        _checked(self.minor, self.currency)

    def __add__(self, other: Money) -> Money:
        self._require_same_currency(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._require_same_currency(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __str__(self) -> str:
        return f"{format_plain(self.minor, self.currency)} {self.currency}"

    def _require_same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise WrongValue(
                "{left} and {right} cannot be added or compared as one sum: expected one currency. "
                "Convert one of them with a dated rate first.",
                left=str(self),
                right=str(other),
            )


def split(minor: int, weights: Sequence[int]) -> list[int]:
    """How is this amount divided in proportion to the weights, so that the parts add up to it exactly?

    Each part is its exact share rounded down. The remaining units go, one each, to the parts with the largest
    remainders; among equal remainders, to the earlier position, so the order of ``weights`` must be fixed. A negative
    amount is divided like its opposite. A part with weight zero is zero.

    Raises: WrongValue for no weights, a negative weight, or weights that are all zero.
    Cost: O(n log n). Source: Hamilton's (Hare-Niemeyer) method of largest remainders.
    """
    total = sum(weights)
    if total <= 0 or any(weight < 0 for weight in weights):
        raise WrongValue(
            "{minor} cannot be divided by the weights {weights}: expected weights of zero or more, at least "
            "one of them above zero. Correct the shares.",
            minor=minor,
            weights=list(weights[:10]),
        )
    size = abs(minor)
    parts = [size * weight // total for weight in weights]
    remainders = [size * weight % total for weight in weights]
    left_over = size - sum(parts)
    for position in sorted(range(len(parts)), key=lambda index: (-remainders[index], index))[:left_over]:
        parts[position] += 1
    return parts if minor >= 0 else [-part for part in parts]


def convert(minor: int, from_currency: str, to_currency: str, rate: Fraction) -> int:
    """What is this amount in another currency, rounded once to its minor unit, half to even?

    ``rate``: units of ``to_currency`` for one unit (not minor unit) of ``from_currency``. The caller
    divides a rate for 100 units (HUF, JPY at the National Bank of Romania) by 100.
    Raises: WrongValue for a rate of zero or less, an unknown currency or a result out of bounds.
    """
    if rate <= 0:
        raise WrongValue(
            "The rate {rate} from {source} to {target} cannot be used: expected a rate above zero. Correct the rate.",
            rate=str(rate),
            source=from_currency,
            target=to_currency,
        )
    scale = Fraction(10) ** (exponent(to_currency) - exponent(from_currency))
    return _checked(round(_checked(minor, from_currency) * rate * scale), to_currency)


def share_of(minor: int, share: Fraction) -> int:
    """How much is this share of the amount, rounded to the minor unit, half to even?

    Not for a division among several holders: rounded shares need not add up to the amount; use :func:`split`.
    Raises: WrongValue for a share below 0 or above 1.
    """
    if not 0 <= share <= 1:
        raise WrongValue(
            "{share} is not a share: expected a fraction from 0 to 1. Correct the share.", share=str(share)
        )
    return round(minor * share)


def _checked(minor: int, currency: str) -> int:
    # The type is checked because a float or a numpy number would be accepted at run time and round silently later.
    if type(minor) is not int:
        raise WrongValue(
            "The amount {minor!r} {currency} is not a whole number of minor units: expected a whole number. "
            "Read it with parse_amount.",
            minor=minor,
            currency=currency,
        )
    if abs(minor) > LARGEST_MINOR:
        raise WrongValue(
            "The amount {minor} {currency} (minor units) is too large: expected at most {largest}, positive or "
            "negative. Check the amount and its currency.",
            minor=minor,
            currency=currency,
            largest=LARGEST_MINOR,
        )
    return minor

"""Shares of companies, assets and claims as exact fractions, and shares known only as a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal

from graph_schema.errors import WrongValue

_FRACTION: Final = re.compile("([0-9]{1,18}) ?/ ?([0-9]{1,18})")
_PERCENT: Final = re.compile("([0-9]{1,3})(?:[.,]([0-9]{1,15}))? ?%")
_BARE: Final = re.compile("([0-9]{1,18})(?:[.,]([0-9]{1,18}))?(?:[eE]([+-]?[0-9]{1,2}))?")
ShareUnit = Literal["percent", "permille", "whole"]
"""In what a source counts its shares: how much is the whole."""
_PARTS: Final = MappingProxyType({"percent": 100, "permille": 1000, "whole": 1})


@dataclass(frozen=True, slots=True)
class ShareRange:
    """How large a share is, at least and at most: registers often state only "75 to 100 %".

    Both bounds lie from 0 to 1 and belong to the range, unless ``lower_open`` (more than the lower) or ``upper_open``
    (less than the upper) says otherwise. A range is never replaced by its middle.
    Raises: WrongValue.
    """

    lower: Fraction
    upper: Fraction
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        for bound in (self.lower, self.upper):
            # An int is as exact as a Fraction, a float is not and would compare as if it were.
            if not isinstance(bound, Fraction | int):
                raise WrongValue(
                    "The share {bound!r} is not exact: expected a fraction. Read it with parse_share.",
                    bound=bound,
                )
        if not 0 <= self.lower <= self.upper <= 1:
            raise WrongValue(
                "{lower} to {upper} is not a range of shares: expected 0 <= lower <= upper <= 1. Correct the shares.",
                lower=str(self.lower),
                upper=str(self.upper),
            )
        if self.lower == self.upper and (self.lower_open or self.upper_open):
            raise WrongValue(
                "No share lies between {bound} and {bound} with an end left out. Correct the shares.",
                bound=str(self.lower),
            )
        object.__setattr__(self, "lower", Fraction(self.lower))
        object.__setattr__(self, "upper", Fraction(self.upper))

    @classmethod
    def exactly(cls, share: Fraction) -> ShareRange:
        """The range of a share that is known."""
        return cls(share, share)

    @property
    def exact(self) -> bool:
        """Is the share known exactly? Then ``lower`` is it."""
        return self.lower == self.upper

    def __str__(self) -> str:
        low = share_text(self.lower)
        more, less = ">" if self.lower_open else "", "<" if self.upper_open else ""
        return low if self.exact else f"{more}{low}..{less}{share_text(self.upper)}"


def parse_share(text: str, *, unit: ShareUnit | None = None) -> Fraction:
    """Which share is meant by ``1/4``, ``25%``, ``25,5 %`` or ``33.3%``?

    Without ``unit`` a bare number is refused: 0.25 can be a quarter or a quarter of one per cent, and 1 the whole or one
    per cent. ``unit``: in what the source counts bare numbers: ``percent`` (25), ``permille`` (250) or parts of the
    ``whole`` (0.25); they are read exactly, an exponent too. ``33%`` is thirty-three hundredths, never a third.
    Raises: WrongValue, also for a share above the whole.
    """
    body = text.replace("\u00a0", " ").replace("\u202f", " ").strip(" ")
    if fraction := _FRACTION.fullmatch(body):
        if int(fraction[2]) == 0:
            raise WrongValue(
                "The share {text!r} divides by zero: expected n/m with m above zero. Correct the row.",
                text=text,
            )
        share = Fraction(int(fraction[1]), int(fraction[2]))
    elif percent := _PERCENT.fullmatch(body):
        share = Fraction(f"{percent[1]}.{percent[2] or '0'}") / 100
    elif unit is not None and (bare := _BARE.fullmatch(body)):
        share = Fraction(f"{bare[1]}.{bare[2] or '0'}") * Fraction(10) ** int(bare[3] or "0") / _PARTS[unit]
    elif re.fullmatch("[0-9]+(?:[.,][0-9]+)?", body):
        raise WrongValue(
            "The share {text!r} may be a part of one or a percentage: expected a fraction such as 1/4 or a "
            "percentage with its sign. Say in the source mapping which it is.",
            text=text[:40],
        )
    else:
        raise WrongValue(
            "{text!r} is not a share: expected a fraction such as 1/4 or a percentage such as 25,5 %. Correct the row.",
            text=text[:40],
        )
    if share > 1:
        raise WrongValue(
            "The share {text!r} is above the whole: expected 100 % at most. Correct the row, or keep the "
            "source text as a conflict.",
            text=text,
        )
    return share


def share_text(share: Fraction) -> str:
    """How is this share stored: in lowest terms as ``1/4``, the whole as ``1/1``, nothing as ``0/1``?"""
    return f"{share.numerator}/{share.denominator}"


def read_share_text(text: str) -> Fraction:
    """Which share was stored by :func:`share_text`?

    Raises: WrongValue for any other spelling, so that one share has one text.
    """
    found = re.fullmatch("(0|[1-9][0-9]*)/([1-9][0-9]*)", text) if len(text) <= 4000 else None
    share = None if found is None else Fraction(int(found[1]), int(found[2]))
    if share is None or share > 1 or share_text(share) != text:
        raise WrongValue(
            "{text!r} is not a stored share: expected n/m in lowest terms, from 0/1 to 1/1. "
            "Read source text with parse_share.",
            text=text[:40],
        )
    return share

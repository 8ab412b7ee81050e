"""Reads a percentage of a register as a range of shares: ``50``, ``33.3 %``, ``25-50``, ``>25``."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from graph_schema.records.fields import Value
from graph_schema.values.shares import ShareRange, share_text

_NUMBER: Final = r"([0-9]{1,3}(?:[.,][0-9]{1,15})?) ?%?"
_EXACT: Final = re.compile(_NUMBER)
_RANGE: Final = re.compile(rf"{_NUMBER} ?(?:-|–|to) ?{_NUMBER}")
_BOUND: Final = re.compile(rf"(>=|<=|>|<|≥|≤) ?{_NUMBER}")


def read_percentage(text: str) -> ShareRange | None:
    """Which share do these per cent mean? None for another text, or a share above the whole.

    A comma is a decimal comma, because no share has thousands.
    """
    body = " ".join(text.replace("\u00a0", " ").split())
    if found := _EXACT.fullmatch(body):
        return _between(_part(found[1]), _part(found[1]))
    if found := _RANGE.fullmatch(body):
        return _between(_part(found[1]), _part(found[2]))
    if found := _BOUND.fullmatch(body):
        value, is_open = _part(found[2]), found[1] in "<>"
        if found[1] in (">", ">=", "≥"):
            return _between(value, Fraction(1), lower_open=is_open)
        return _between(Fraction(0), value, upper_open=is_open)
    return None


def share_props(share: ShareRange) -> dict[str, Value]:
    """The fields of a link for this share."""
    props: dict[str, Value] = {"share_lower": share_text(share.lower), "share_upper": share_text(share.upper)}
    opened = {"share_lower_open": share.lower_open, "share_upper_open": share.upper_open}
    return props | {name: True for name, is_open in opened.items() if is_open}


def _part(text: str) -> Fraction:
    return Fraction(text.replace(",", ".")) / 100


def _between(
    lower: Fraction, upper: Fraction, *, lower_open: bool = False, upper_open: bool = False
) -> ShareRange | None:
    if not lower <= upper <= 1 or (lower == upper and (lower_open or upper_open)):
        return None
    return ShareRange(lower, upper, lower_open, upper_open)

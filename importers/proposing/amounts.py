"""Finds how the amounts of a table are written: decimal and grouping sign, exponents, units, negative amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from graph_schema.messages import Message
from importers.proposing.findings import Findings, TableColumn

_BLANKS: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-"})
_BODY: Final = re.compile(
    r"([+-]?)([^\d\s()+-]{0,6})\s?([+-]?)(\d[\d.,' ]*)((?:[eE][+-]?\d{1,2})?)\s?([^\d\s()+-]{0,6})(-?)"
)
_PAIRS: Final = ((".", None), (",", None), (".", ","), (",", "."), (",", " "), (".", " "), (".", "'"), (",", "'"))
_MOST_UNITS: Final = 3
_FEWEST: Final = 0.5
UNITS: Final = MappingProxyType(
    {"€": "EUR", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "лв": "BGN", "лв.": "BGN", "₴": "UAH"}
)
"""Signs that mean one currency. £, $, kr and lei mean several."""


class WrittenAmount:
    """One cell that is written like an amount: ``digits`` with their marks, the unit, the sign and its form."""

    __slots__ = ("brackets", "digits", "exponent", "negative", "trailing", "units")

    def __init__(self, text: str) -> None:
        plain = text.translate(_BLANKS).strip()
        self.brackets = plain.startswith("(") and plain.endswith(")")
        found = _BODY.fullmatch(plain[1:-1].strip() if self.brackets else plain)
        if found is None:
            raise ValueError(text)
        self.trailing = bool(found[7])
        self.negative = self.brackets or self.trailing or "-" in (found[1], found[3])
        self.digits, self.exponent = found[4].strip(), found[5]
        self.units = tuple(unit for unit in (found[2], found[6]) if unit)

    def value(self, decimal: str, group: str | None) -> Decimal | None:
        """The amount by these marks, or None if they do not fit."""
        whole, point, rest = self.digits.partition(decimal)
        if group is not None and group in whole:
            if re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+", whole) is None:
                return None
            whole = whole.replace(group, "")
        if not whole.isdigit() or (point and rest and not rest.isdigit()):
            return None
        size = Decimal(f"{whole}.{rest or '0'}{self.exponent}")
        return -size if self.negative else size


def read_amounts(cells: Iterable[str]) -> list[WrittenAmount]:
    """The cells that are written like amounts."""
    found = []
    for cell in cells:
        try:
            found.append(WrittenAmount(cell))
        except ValueError:
            continue
    return found


def is_amount(column: TableColumn) -> bool:
    """Are most cells of this column written like amounts?"""
    return bool(column.filled) and len(read_amounts(column.filled)) >= _FEWEST * len(column.filled)


def decide_amounts(columns: Sequence[TableColumn], findings: Findings) -> tuple[str, str | None] | None:
    """Which decimal and grouping sign do these columns have? Sets the keys of amounts, or asks. None: open."""
    amounts = [amount for column in columns for amount in read_amounts(column.filled)]
    _decide_forms(amounts, findings)
    readings: dict[tuple[Decimal, ...], tuple[str, str | None]] = {}
    for decimal, group in _PAIRS:
        values = [amount.value(decimal, group) for amount in amounts]
        if None not in values:
            readings.setdefault(tuple(value for value in values if value is not None), (decimal, group))
    pairs = list(readings.values())
    example = next((amount.digits for amount in amounts if not amount.digits.isdigit()), "")
    if len(pairs) != 1:
        words = tuple(decimal for decimal, _ in pairs) or (",", ".")
        question = Message("Which sign stands before the decimals in {example}?", example=example)
        findings.ask("decimal_mark", question, tuple(dict.fromkeys(words)))
        return None
    decimal, group = pairs[0]
    reason = Message("it alone reads all {count} amounts, such as {example}", count=len(amounts), example=example)
    if not example:
        reason = Message("no amount has decimals")
    findings.decide("decimal_mark", decimal, reason)
    if group is not None:
        findings.decide("group_mark", group, Message("it stands between groups of three digits"), f"'{group}'")
    return decimal, group


def units_of(columns: Sequence[TableColumn]) -> tuple[str, ...]:
    """The texts before or after the amounts of these columns, in order."""
    found = {unit: None for column in columns for amount in read_amounts(column.filled) for unit in amount.units}
    return tuple(sorted(found))


def _decide_forms(amounts: Sequence[WrittenAmount], findings: Findings) -> None:
    forms = [
        form
        for form, found in (
            ("brackets", any(amount.brackets for amount in amounts)),
            ("trailing_minus", any(amount.trailing for amount in amounts)),
        )
        if found
    ]
    if forms:
        findings.decide("negative_forms", forms, Message("amounts are written in this form"), ", ".join(forms))
    if any(amount.exponent for amount in amounts):
        findings.decide("exponents", True, Message("amounts are written with an exponent"), "true")
    units = sorted({unit for amount in amounts for unit in amount.units})
    if 0 < len(units) <= _MOST_UNITS:
        findings.decide("amount_units", units, Message("it stands beside the amounts"), ", ".join(units))

"""Reads field 61, one movement of a SWIFT statement: days, side, amount, type, references.

Source: SWIFT Standards MT, MT940, field 61: ``6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]`` and ``[34x]`` on the next line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.values.money import parse_amount
from importers.bank.mt940.fields import SwiftField
from importers.bank.mt940.values import nearest_day, read_swift_day
from importers.bank.statement.no_movement import AMOUNT_ZERO, ENTRY_NOT_BOOKED

_LINE: Final = re.compile(
    r"(?P<value>[0-9]{6})(?P<entry>[0-9]{4})?(?P<mark>R?[CD]|E[CD])(?P<funds>[A-Z])?"
    r"(?P<amount>[0-9]{1,20}(?:,[0-9]{0,5})?)(?P<type>[A-Z][A-Z0-9 ]{3})(?P<rest>.*)"
)
_REFERENCE_SIGNS: Final = 16
_NO_REFERENCE: Final = frozenset({"", "NONREF", "N", ".", "X", "NOTPROVIDED", "KREF+", "EREF+", "KREF", "EREF"})
_KINDS: Final = {
    **dict.fromkeys(("CHG", "COM", "TAX"), "fee"),
    "INT": "interest",
    "FEX": "exchange",
    "RTI": "reversal",
    **dict.fromkeys(("TRF", "STO", "DDT", "CHK", "CLR", "BOE", "COL", "LBX", "DCR", "ECK", "TCK", "UWC"), "transfer"),
}
"""Transaction type codes of field 61 that state a kind of movement; every other code is ``unknown``."""


@dataclass(frozen=True, slots=True)
class SwiftLine:
    """One movement. ``credit``: the account receives money. ``name``: what stands after the references (Rabobank).

    ``extra``: references and text that are not ``reference``. ``replaced``: a value date that does not exist.
    """

    credit: bool
    minor: int
    value_date: date
    booking_date: date
    has_entry_date: bool
    kind: str
    reference: str | None
    extra: tuple[str, ...]
    name: str | None = None
    replaced: str = ""


def read_statement_line(field: SwiftField, currency: str) -> SwiftLine:
    """Which movement is it? RC (reversal of a credit) is a debit, RD (reversal of a debit) a credit.

    Raises: WrongValue, also for an amount of zero and for expected items (EC, ED), which moved no money.
    """
    found = _LINE.fullmatch(field.value)
    if found is None:
        raise WrongValue(
            "{text!r} is not a statement line (:61:): expected the day as YYMMDD, C or D, the amount with a comma, and a "
            "type of four characters, such as 240531C10,00NTRF. Ask the bank.",
            text=field.value[:60],
        )
    mark = found["mark"]
    if mark[0] == "E":
        raise WrongValue(ENTRY_NOT_BOOKED, status=mark)
    minor = parse_amount(found["amount"], currency, decimal_mark=",")
    if minor == 0:
        raise WrongValue(AMOUNT_ZERO)
    value, booking, replaced = _read_days(found["value"], found["entry"])
    reference, extra, name = _read_references(found["type"], found["rest"])
    supplement = [line.strip() for line in field.lines[1:] if line.strip()]
    return SwiftLine(
        credit=mark in ("C", "RD"),
        minor=minor,
        value_date=value,
        booking_date=booking,
        has_entry_date=found["entry"] is not None,
        kind="reversal" if mark[0] == "R" else _read_kind(found["type"]),
        reference=reference,
        extra=(*extra, *supplement),
        name=name,
        replaced=replaced,
    )


def _read_days(value: str, entry: str | None) -> tuple[date, date, str]:
    """Value date and booking date. German banks count interest in months of 30 days and state 30 February."""
    try:
        day = read_swift_day(value)
    except WrongValue:
        if entry is None or value[2:] not in ("0229", "0230"):
            raise
        last = read_swift_day(f"{value[:2]}0301") - timedelta(days=1)
        booking = nearest_day(entry, last)
        return booking, booking, value
    return day, (day if entry is None else nearest_day(entry, day)), ""


def _read_references(code: str, rest: str) -> tuple[str | None, list[str], str | None]:
    """The reference of the customer, else of the bank; the others; a name after 16 characters of reference."""
    own, mark, bank = rest.partition("//")
    name = None
    if not mark and len(own) > _REFERENCE_SIGNS:
        own, after = own[:_REFERENCE_SIGNS], " ".join(own[_REFERENCE_SIGNS:].split())
        if code[1:].isdigit():
            name = after
        bank = after
    stated = [text for text in (" ".join(own.split()), " ".join(bank.split())) if text not in _NO_REFERENCE]
    if name is not None:
        stated = [text for text in stated if text != name]
    return (stated[0] if stated else None), stated[1:], name


def _read_kind(code: str) -> str:
    if code[0] == "S" and code[1:].isdigit():
        return "transfer"
    return _KINDS.get(code[1:], "unknown")

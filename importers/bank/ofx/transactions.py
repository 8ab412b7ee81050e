"""Reads one transaction of an OFX statement (STMTTRN). Source: Open Financial Exchange 2.3, section 11.4.4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.values.money import exponent, parse_amount
from importers.bank.ofx.elements import OfxElement
from importers.bank.statement.no_movement import AMOUNT_ZERO

_DAY: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{0,6}(?:\.[0-9]{1,3})?(?:\s*\[[^\]]{0,40}\])?)")
_EITHER: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_THREE: Final = 3
_BLANKS: Final = re.compile(r"\s+")
_KINDS: Final = {
    **dict.fromkeys(("FEE", "SRVCHG"), "fee"),
    "INT": "interest",
    "POS": "card",
    **dict.fromkeys(("XFER", "DIRECTDEP", "DIRECTDEBIT", "PAYMENT", "REPEATPMT", "CHECK"), "transfer"),
}
_CASH: Final = ("ATM", "CASH")
_READ: Final = frozenset({"DTPOSTED", "DTAVAIL", "TRNAMT", "FITID", "NAME", "MEMO", "PAYEE", "BANKACCTTO", "CCACCTTO"})


@dataclass(frozen=True, slots=True)
class OfxTransaction:
    """``minor``: above zero if the account receives money. ``number`` and ``bank``: of the other account, if stated."""

    minor: int
    booking_date: date
    value_date: date
    kind: str
    reference: str | None
    name: str | None
    number: str | None
    bank: str | None
    description: str


def read_transaction(element: OfxElement, currency: str) -> OfxTransaction:
    """Which movement is it? Raises: WrongValue, also for an amount of zero."""
    minor = read_signed_amount(element.value("TRNAMT"), currency)
    if minor == 0:
        raise WrongValue(AMOUNT_ZERO)
    booking = read_ofx_day(element.value("DTPOSTED"))
    available = element.value("DTAVAIL")
    code = element.value("TRNTYPE").upper()
    cash = "cash_deposit" if minor > 0 else "cash_withdrawal"
    other = element.child("BANKACCTTO") or element.child("CCACCTTO")
    return OfxTransaction(
        minor=minor,
        booking_date=booking,
        value_date=read_ofx_day(available) if available else booking,
        kind=cash if code in _CASH else _KINDS.get(code, "unknown"),
        reference=element.value("FITID") or None,
        name=element.value("NAME") or element.value("PAYEE", "NAME") or None,
        number=None if other is None else other.value("ACCTID") or None,
        bank=None if other is None else other.value("BANKID") or None,
        description=_describe(element),
    )


def read_ofx_day(text: str) -> date:
    """The bank's own day of a date such as 20240513120000[-5:EST]; the time is not used. Raises: WrongValue."""
    found = _DAY.fullmatch(text.strip())
    if found is not None:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
    raise WrongValue("{text!r} is not a date: expected YYYYMMDD. Ask the bank.", text=text[:40])


def read_signed_amount(text: str, currency: str) -> int:
    """The amount in minor units. The decimal sign is a point or a comma; the other one, or blanks, group the digits.

    Raises: WrongValue, also for one sign before three digits, as in 1,000: it can stand before decimals or in a group.
    """
    plain = _BLANKS.sub("", text)
    if _EITHER.fullmatch(plain) and exponent(currency) != _THREE:
        raise WrongValue(
            "The amount {text!r} can be read in two ways: with decimals, or with a group of three digits. Ask the bank for it.",
            text=text[:40],
        )
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma > point:
        return parse_amount(plain, currency, decimal_mark=",", group_mark="." if point >= 0 else None)
    return parse_amount(plain, currency, decimal_mark=".", group_mark="," if comma >= 0 else None)


def _describe(element: OfxElement) -> str:
    """The memo, then every other value that no field of a movement holds, by its name."""
    parts = [element.value("MEMO")] if element.value("MEMO") else []
    for child in element.children:
        if child.name in _READ and child.name != "PAYEE":
            continue
        parts += [
            f"{one.name} {one.text}"
            for one in child.walk()
            if one.text and not (child.name == "PAYEE" and one.name == "NAME")
        ]
    return " · ".join(parts)

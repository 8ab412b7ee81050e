"""Reads one row of a bank table: its values, or the reason why it is rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from graph_schema.codes.transfer_kinds import TRANSFER_KINDS
from graph_schema.errors import WrongValue
from graph_schema.values.money import exponent, format_plain
from importers.bank.statement.no_movement import AMOUNT_ZERO, ROW_NOT_BOOKED
from importers.mapping import ColumnMapping
from importers.parsing.table import Row

REQUIRED: Final = ("currency", "booking_date")
OPTIONAL: Final = (
    "account",
    "amount",
    "sign",
    "debit",
    "credit",
    "debit_sign",
    "amount_sign",
    "value_date",
    "balance",
    "balance_tolerance",
    "bank",
    "owner_name",
    "counterparty_account",
    "counterparty_bank",
    "counterparty_name",
    "counter_amount",
    "counter_currency",
    "kind",
    "description",
    "reference",
    "status",
    "statement_number",
    "opening_balance",
    "closing_balance",
)
"""``debit_sign``: ``plain`` (default), or ``minus`` if a debit column has its amounts with a minus sign.
``amount_sign``: ``plain`` (default), or ``reversed`` if an amount without a minus sign leaves the account.
``sign``: ``debit`` or ``credit``, through codes. ``status``: ``booked``; a row with another status is rejected.
``balance_tolerance``: largest allowed difference between a printed balance and its row, if a bank does not print
fractions."""

SIGN_RULES: Final = MappingProxyType({"debit_sign": ("plain", "minus"), "amount_sign": ("plain", "reversed")})
"""Fields that state how amounts are signed, the same for all rows: their values, the default first."""


class NoMovement(WrongValue):
    """The row states that no money has moved, or not yet, so the balances do not need it."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row with its values read; ``signed_minor`` is the change of the balance."""

    locator: str
    cells: Mapping[str, str]
    currency: str
    signed_minor: int
    booking_date: date
    value_date: date
    balance_minor: int | None
    other_minor: int
    other_currency: str
    kind: str


def read_row(row: Row, mapping: ColumnMapping) -> LedgerRow:
    """Which values does this row have? Raises WrongValue with the reason if it cannot be kept."""
    cells = row.cells
    for name in ("account", *REQUIRED):
        if name not in cells:
            raise WrongValue("The required field {field} is empty. Ask the sender.", field=name)
    currency = cells["currency"]
    exponent(currency)
    status = cells.get("status", "booked")
    if status != "booked":
        raise NoMovement(ROW_NOT_BOOKED, status=status)
    signed = _signed(cells, mapping, currency)
    if signed == 0:
        raise NoMovement(AMOUNT_ZERO, text=row.cells.get("amount", "0"))
    booking = read_date(cells["booking_date"], mapping)
    kind = cells.get("kind", "unknown")
    if kind not in TRANSFER_KINDS:
        raise WrongValue(
            "Unknown kind of transfer {kind!r}; expected one of {known}. Correct the codes in the mapping.",
            kind=kind,
            known=", ".join(TRANSFER_KINDS),
        )
    other_minor, other_currency = _other_side(cells, mapping, abs(signed), currency)
    return LedgerRow(
        locator=row.locator,
        cells=cells,
        currency=currency,
        signed_minor=signed,
        booking_date=booking,
        value_date=read_date(cells["value_date"], mapping) if "value_date" in cells else booking,
        balance_minor=read_money(cells["balance"], currency, mapping) if "balance" in cells else None,
        other_minor=other_minor,
        other_currency=other_currency,
        kind=kind,
    )


def read_date(text: str, mapping: ColumnMapping) -> date:
    """Which day is this, in the date pattern of the mapping? Raises WrongValue."""
    return mapping.date_form.read(text)


def read_money(text: str, currency: str, mapping: ColumnMapping) -> int:
    """How much is this in minor units, with the decimal and grouping signs of the mapping? Raises WrongValue."""
    return mapping.amount_form.read(text, currency)


def _signed(cells: Mapping[str, str], mapping: ColumnMapping, currency: str) -> int:
    if "amount" in mapping.fields:
        if "amount" not in cells:
            raise WrongValue("The required field {field} is empty. Ask the sender.", field="amount")
        amount = read_money(cells["amount"], currency, mapping)
        if "sign" not in mapping.fields:
            return -amount if cells.get("amount_sign") == "reversed" else amount
        sign = cells.get("sign")
        if sign not in ("debit", "credit"):
            raise WrongValue("The sign is {sign!r}; expected debit or credit. Add its code to the mapping.", sign=sign)
        if amount < 0:
            raise WrongValue(
                "The amount {amount} has a sign, and the sign column states {sign}: the direction is ambiguous. Ask"
                " the sender.",
                amount=cells["amount"],
                sign=sign,
            )
        return amount if sign == "credit" else -amount
    if "debit" not in cells and "credit" not in cells:
        raise WrongValue("The row states neither a debit nor a credit; expected one of them. Ask the sender.")
    debit = read_money(cells["debit"], currency, mapping) if "debit" in cells else 0
    credit = read_money(cells["credit"], currency, mapping) if "credit" in cells else 0
    if cells.get("debit_sign") == "minus":
        debit = -debit
    if debit and credit:
        raise WrongValue(
            "The row is both a debit of {debit} and a credit of {credit}; expected one of them. Ask the sender.",
            debit=format_plain(debit, currency),
            credit=format_plain(credit, currency),
        )
    if debit < 0 or credit < 0:
        raise WrongValue(
            "The amount {amount} is negative, and the mapping does not explain the sign. State debit_sign in the "
            "mapping (plain or minus), or ask the sender.",
            amount=format_plain(min(debit, credit), currency),
        )
    return credit - debit


def _other_side(cells: Mapping[str, str], mapping: ColumnMapping, own: int, currency: str) -> tuple[int, str]:
    if "counter_amount" not in cells:
        return own, currency
    if "counter_currency" not in cells:
        raise WrongValue("The row states a counter-amount without its currency; expected both. Ask the sender.")
    other_currency = cells["counter_currency"]
    other = abs(read_money(cells["counter_amount"], other_currency, mapping))
    if other == 0:
        raise WrongValue("The counter-amount is zero; expected an amount above zero. Ask the sender.")
    if other_currency == currency and other != own:
        raise WrongValue(
            "The amount {own} and the counter-amount {other} are in the same currency and differ; expected equal "
            "amounts. Ask the sender.",
            own=format_plain(own, currency),
            other=format_plain(other, currency),
        )
    return other, other_currency

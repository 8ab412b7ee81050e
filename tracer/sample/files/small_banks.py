"""Tables of two small banks: one without IBANs, one that does not say whose account it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from importers.mapping import ColumnMapping
from tracer.sample.files.tables import plain_sum, write_table
from tracer.sample.money.situations import COOPERATIVE, COOPERATIVE_NUMBERS, cooperative_rows

_DAY: Final = date(2024, 5, 6)
_HEADER: Final = ("Cont", "Data", "Suma", "Sold", "Cont partener", "Banca partener", "Referința")
_BARE_HEADER: Final = tuple(name for name in _HEADER if name != "Banca partener")
_FIELDS: Final = {
    "Cont": "account",
    "Data": "booking_date",
    "Suma": "amount",
    "Sold": "balance",
    "Cont partener": "counterparty_account",
    "Banca partener": "counterparty_bank",
    "Referința": "reference",
}
WITH_BANK: Final = ColumnMapping(
    name="Banca Cooperativă Exemplu, cu banca partenerului",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    header_row=1,
    decimal_mark=".",
    date_pattern="YYYY-MM-DD",
    delimiter=";",
    columns={_FIELDS[name]: name for name in _HEADER},
    constants={"bank": COOPERATIVE, "currency": "RON"},
)
WITHOUT_BANK: Final = replace(
    WITH_BANK,
    name="Banca Cooperativă Exemplu, fără banca partenerului",
    columns={_FIELDS[name]: name for name in _BARE_HEADER},
)
_PLAIN_HEADER: Final = ("Data", "Suma", "Sold", "Detalii")
WITHOUT_ACCOUNT: Final = replace(
    WITH_BANK,
    name="Banca Mică Exemplu, fără cont",
    columns={"booking_date": "Data", "amount": "Suma", "balance": "Sold", "description": "Detalii"},
    constants={"currency": "RON"},
)


def write_cooperative(number: str) -> bytes:
    """The table of one account of the bank without IBANs; only the first one's names the other side's bank."""
    with_bank = number == COOPERATIVE_NUMBERS[0]
    rows = []
    for account, other, change, balance, reference in cooperative_rows():
        if account == number:
            named = [other, COOPERATIVE if other else ""] if with_bank else [other]
            rows.append([account, _DAY.isoformat(), plain_sum(change), plain_sum(balance), *named, reference])
    return write_table(_HEADER if with_bank else _BARE_HEADER, rows)


def write_without_account() -> bytes:
    """A table of a day's deposit that names no account."""
    return write_table(_PLAIN_HEADER, [[_DAY.isoformat(), "250.00", "250.00", "Depunere numerar"]])

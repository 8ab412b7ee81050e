"""Statements of Banca Inventată: one workbook with all accounts, dated and numeric cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from importers.mapping import ColumnMapping
from tracer.sample.files.tables import plain_sum
from tracer.sample.files.workbook import Cell, write_workbook
from tracer.sample.money.statements import SampleStatement, StatementRow
from tracer.sample.world.accounts import BANKS

SHEET: Final = "Tranzacții"
_HEADER: Final = (
    "IBAN",
    "Client",
    "Monedă",
    "Dată",
    "Sumă",
    "Sold",
    "IBAN partener",
    "Partener",
    "Fel",
    "Explicație",
    "Referință",
    "Stare",
)
_KINDS: Final = {
    "cash_deposit": "numerar +",
    "cash_withdrawal": "numerar -",
    "card": "card",
    "fee": "comision",
    "transfer": "plată",
    "reversal": "retur",
}
_BOOKED, _WAITING = "decontat", "în așteptare"
WAITING_ACCOUNT: Final = "kapa"
"""On this account the bank lists a payment that has not been made."""

MAPPING: Final = ColumnMapping(
    name="Banca Inventată, registru XLSX",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    header_row=1,
    decimal_mark=".",
    date_pattern="YYYY-MM-DD",
    sheet=SHEET,
    columns=dict(
        zip(
            (
                "account",
                "owner_name",
                "currency",
                "booking_date",
                "amount",
                "balance",
                "counterparty_account",
                "counterparty_name",
                "kind",
                "description",
                "reference",
                "status",
            ),
            _HEADER,
            strict=True,
        )
    ),
    constants={"bank": BANKS["INVT"]},
    codes={
        "kind": {word: kind for kind, word in _KINDS.items()},
        "status": {_BOOKED: "booked", _WAITING: "pending"},
    },
)


def write_sheet(statements: Sequence[SampleStatement]) -> bytes:
    """The workbook as the bank sends it."""
    rows: list[Sequence[Cell]] = [_HEADER]
    for statement in statements:
        rows += [_row(statement, row) for row in statement.rows]
        if statement.account.key == WAITING_ACCOUNT:
            rows.append(_waiting(statement))
    return write_workbook(SHEET, rows)


def _row(statement: SampleStatement, row: StatementRow) -> Sequence[Cell]:
    account, movement = statement.account, row.movement
    return (
        account.iban,
        account.owner_name,
        account.currency,
        movement.day,
        Decimal(plain_sum(row.signed)),
        Decimal(plain_sum(row.balance)),
        row.other_iban,
        row.other_name,
        _KINDS[movement.kind],
        movement.text,
        movement.reference,
        _BOOKED,
    )


def _waiting(statement: SampleStatement) -> Sequence[Cell]:
    account = statement.account
    return (
        account.iban,
        account.owner_name,
        account.currency,
        statement.last,
        Decimal("-1500.00"),
        None,
        "",
        "Furnizor Fictiv 21",
        _KINDS["transfer"],
        "Plată programată",
        "AST-1",
        _WAITING,
    )

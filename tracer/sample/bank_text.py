"""Statements of Banca Fictivă: a text table in windows-1250, decimal comma, ş and ţ with the old cedilla."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from importers.mapping import ColumnMapping
from tracer.sample.accounts import BANKS
from tracer.sample.statements import Statement, StatementRow
from tracer.sample.tables import romanian_day, romanian_sum, with_cedillas, write_table

_HEADER: Final = (
    "Cont", "Titular", "Valuta", "Data operaţiunii", "Data valutei", "Debit", "Credit", "Sold",
    "Cont partener", "Nume partener", "Suma contravaloare", "Valuta contravaloare", "Tip operaţiune",
    "Detalii", "Referinţa",
)  # fmt: skip
_KINDS: Final = {
    "cash_deposit": "Depunere numerar", "cash_withdrawal": "Retragere numerar", "card": "Plată card",
    "fee": "Comision", "exchange": "Schimb valutar", "transfer": "Transfer",
}  # fmt: skip
ZERO_ROW_ACCOUNT: Final = "eta"
"""On this account the bank prints a reminder row over 0,00, which is no movement."""

MAPPING: Final = ColumnMapping(
    name="Banca Fictivă, extras CSV",
    format="bank-ledger",
    version=1,
    encoding="windows-1250",
    header_row=1,
    decimal_mark=",",
    group_mark=".",
    date_pattern="DD.MM.YYYY",
    delimiter=";",
    columns=dict(
        zip(
            (
                "account", "owner_name", "currency", "booking_date", "value_date", "debit", "credit",
                "balance", "counterparty_account", "counterparty_name", "counter_amount", "counter_currency",
                "kind", "description", "reference",
            ),
            _HEADER,
            strict=True,
        )
    ),
    constants={"bank": BANKS["FICT"]},
    codes={"kind": {word: kind for kind, word in _KINDS.items()}},
)  # fmt: skip


def write_text(statement: Statement) -> bytes:
    """The file as the bank sends it."""
    rows = [_row(statement, row) for row in statement.rows]
    if statement.account.key == ZERO_ROW_ACCOUNT:
        rows.insert(10, _reminder(rows[9]))
    return write_table(_HEADER, rows, encoding="cp1250")


def _row(statement: Statement, row: StatementRow) -> list[str]:
    account, movement = statement.account, row.movement
    exchanged = movement.kind == "exchange" and row.other is not None
    day = romanian_day(movement.day)
    cells = (
        account.iban,
        account.owner_name,
        account.currency,
        day,
        day,
        romanian_sum(-row.signed) if row.signed < 0 else "",
        romanian_sum(row.signed) if row.signed > 0 else "",
        romanian_sum(row.balance),
        row.other_iban,
        row.other_name,
        romanian_sum(row.other_minor) if exchanged else "",
        row.other.currency if exchanged and row.other is not None else "",
        _KINDS[movement.kind],
        movement.text,
        movement.reference,
    )
    return [with_cedillas(cell) for cell in cells]


def _reminder(before: Sequence[str]) -> list[str]:
    """A row without money, dated and balanced like the row before."""
    return [*before[:5], "0,00", "", before[7], "", "", "", "", _KINDS["fee"], "Comision scutit", "SCUTIT-1"]

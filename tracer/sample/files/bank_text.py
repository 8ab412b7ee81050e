"""Statements of Banca Fictivă: a text table in windows-1250, decimal comma, ş and ţ with the old cedilla."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracer.sample.files.tables import romanian_day, romanian_mapping, romanian_sum, with_cedillas, write_table
from tracer.sample.money.statements import SampleStatement, StatementRow
from tracer.sample.world.accounts import BANKS

_HEADER: Final = (
    "Cont",
    "Titular",
    "Valuta",
    "Data operaţiunii",
    "Data valutei",
    "Debit",
    "Credit",
    "Sold",
    "Cont partener",
    "Nume partener",
    "Suma contravaloare",
    "Valuta contravaloare",
    "Tip operaţiune",
    "Detalii",
    "Referinţa",
)
_KINDS: Final = {
    "cash_deposit": "Depunere numerar",
    "cash_withdrawal": "Retragere numerar",
    "card": "Plată card",
    "fee": "Comision",
    "exchange": "Schimb valutar",
    "transfer": "Transfer",
}
ZERO_ROW_ACCOUNT: Final = "eta"
"""On this account the bank prints a reminder row over 0,00, which is no movement."""

MAPPING: Final = romanian_mapping(
    "Banca Fictivă, extras CSV",
    "bank-ledger",
    encoding="windows-1250",
    group_mark=".",
    columns=dict(
        zip(
            (
                "account",
                "owner_name",
                "currency",
                "booking_date",
                "value_date",
                "debit",
                "credit",
                "balance",
                "counterparty_account",
                "counterparty_name",
                "counter_amount",
                "counter_currency",
                "kind",
                "description",
                "reference",
            ),
            _HEADER,
            strict=True,
        )
    ),
    constants={"bank": BANKS["FICT"]},
    codes={"kind": {word: kind for kind, word in _KINDS.items()}},
)


def write_text(statement: SampleStatement) -> bytes:
    """The file as the bank sends it."""
    rows = [_row(statement, row) for row in statement.rows]
    if statement.account.key == ZERO_ROW_ACCOUNT:
        rows.insert(10, _reminder(rows[9]))
    return write_table(_HEADER, rows, encoding="cp1250")


def _row(statement: SampleStatement, row: StatementRow) -> list[str]:
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

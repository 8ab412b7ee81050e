"""A bank's table without an account column, and its mapping, for tests of imports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

BANK = {
    "name": "Bancă de probă",
    "format": "bank-ledger",
    "version": 1,
    "encoding": "utf-8",
    "delimiter": ";",
    "header_row": 1,
    "decimal_mark": ",",
    "group_mark": ".",
    "date_pattern": "DD.MM.YYYY",
    "columns": {"booking_date": "Data", "amount": "Suma", "balance": "Sold"},
    "constants": {"currency": "RON"},
}


def bank_table(month: int, rows: Iterable[tuple[int, str, str]]) -> bytes:
    """Rows of (day, amount, balance) in a month of 2024."""
    lines = ["Data;Suma;Sold", *(f"{day:02}.{month:02}.2024;{amount};{balance}" for day, amount, balance in rows)]
    return ("\r\n".join(lines) + "\r\n").encode()


def write_mapping_file(path: Path, mapping: dict[str, object]) -> Path:
    """The mapping as a file."""
    path.write_text(json.dumps(mapping), encoding="utf-8")
    return path

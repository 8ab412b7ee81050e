"""Reads the rows of statements with signed amounts, in the order of the statement, and each row of a chain once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

import pyarrow as pa

from graph_schema.statements.chain_records import ChainRow

_COLUMNS: Final = (
    "statement",
    "seq",
    "transfer_id",
    "side",
    "booking_date",
    "credit_minor",
    "debit_minor",
    "balance_minor",
    "locator",
)


class OwnRow(NamedTuple):
    """A row of a statement. ``minor``: the change of the balance of the account; ``balance``: printed after the row."""

    seq: int
    transfer: str
    side: str
    booked: date
    minor: int
    balance: int | None
    locator: str


def rows_by_statement(entries: pa.Table) -> dict[str, list[OwnRow]]:
    """Which rows does each statement contain, in its order? ``entries`` (ENTRY_SCHEMA) of one source.

    Cost: one object per row.
    """
    found: defaultdict[str, list[OwnRow]] = defaultdict(list)
    columns = (entries.column(name).to_pylist() for name in _COLUMNS)
    for statement, seq, transfer, side, booked, credit, debit, balance, locator in zip(*columns, strict=True):
        minor = credit if side == "credit" else -debit
        found[statement].append(OwnRow(seq, transfer, side, booked, minor, balance, locator))
    for rows in found.values():
        rows.sort(key=lambda row: row.seq)
    return dict(found)


def chain_rows(statements: Iterable[tuple[str, Sequence[OwnRow]]]) -> list[ChainRow]:
    """Each movement of one account once, with all statements that contain it. ``statements``: (id, its rows)."""
    stated: dict[tuple[str, str], OwnRow] = {}
    stated_by: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for statement, rows in statements:
        for row in rows:
            key = (row.transfer, row.side)
            stated.setdefault(key, row)
            stated_by[key].add(statement)
    return [ChainRow(row.booked, row.minor, frozenset(stated_by[key])) for key, row in stated.items()]

"""Reads transfers and their entries: in pages, as sums or all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import pyarrow as pa

from graph_schema.records.transfers import ENTRY_SCHEMA, TRANSFER_SCHEMA
from graph_schema.rendering.sql import ENTRY_COLUMNS
from tracer.store.ports.store_values import Direction, TransferFilter, TransferSum
from tracer.store.semantics.canonical import write_list
from tracer.store.semantics.folding import fold_text
from tracer.store.semantics.orders.transfer_order import sort_transfers
from tracer.store.sqlite.reading.arrow import read_table
from tracer.store.sqlite.reading.sealed_records import ENTRY_NODES, ENTRY_SELECTION

_EPOCH: Final = date(1970, 1, 1)
# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608


def _expression(name: str) -> str:
    special = {
        "transfer_id": "transfer.id",
        "kind": "transfer.kind",
        "debit_source": "debit_entry.source",
        "credit_source": "credit_entry.source",
        "debit_locator": "debit_entry.locator",
        "credit_locator": "credit_entry.locator",
    }
    if name in special:
        return special[name]
    # The entry of the debit side takes precedence over the entry of the credit side.
    return f"coalesce(debit_entry.{name}, credit_entry.{name})" if name in ENTRY_COLUMNS else f"transfer.{name}"


_TRANSFERS: Final = f"""
SELECT {", ".join(_expression(name) for name in TRANSFER_SCHEMA.names)}
FROM transfer
LEFT JOIN entry AS debit_entry ON debit_entry.no = transfer.debit_entry
LEFT JOIN entry AS credit_entry ON credit_entry.no = transfer.credit_entry
WHERE {{where}}
"""
_PAGE: Final = f"{_TRANSFERS} ORDER BY transfer.value_date, transfer.id LIMIT :limit OFFSET :offset"
_NUMBERED: Final = {
    "debit_account": "node",
    "credit_account": "node",
    "debit_source": "source",
    "credit_source": "source",
}
# The sum is computed in two halves, so that two rows near the largest whole number do not overflow.
_SUMS: Final = """
SELECT debit.id, credit.id, own_currency, count(*),
       sum(own_minor >> 32) AS high, sum(own_minor & 4294967295) AS low, min(value_date), max(value_date)
FROM (
  SELECT transfer.*,
         CASE WHEN transfer.debit_account = :own THEN transfer.debit_minor ELSE transfer.credit_minor END AS
         own_minor, CASE WHEN transfer.debit_account = :own THEN transfer.debit_currency ELSE
         transfer.credit_currency END
           AS own_currency
  FROM transfer WHERE (transfer.debit_account = :own OR transfer.credit_account = :own) AND {where}
) AS own
LEFT JOIN node AS debit ON debit.no = own.debit_account
LEFT JOIN node AS credit ON credit.no = own.credit_account
GROUP BY debit.id, credit.id, own_currency
ORDER BY high + (low >> 32) DESC, low & 4294967295 DESC, debit.id, credit.id, own_currency
LIMIT :limit OFFSET :offset
"""
_NUMBER: Final = "(SELECT no FROM node WHERE id = :{})"


def read_transfers(connection: sqlite3.Connection, where: TransferFilter, *, limit: int, offset: int) -> pa.Table:
    """A page of transfers (TRANSFER_SCHEMA) by (value_date, transfer_id)."""
    condition, params = _condition(where)
    query = _PAGE.format(where=condition)
    params |= {"limit": limit, "offset": offset}
    return read_table(connection, query, params, TRANSFER_SCHEMA, numbered=_NUMBERED)


def export_transfers(connection: sqlite3.Connection) -> pa.Table:
    """All transfers (TRANSFER_SCHEMA).

    Reads the rows in the order of the file and sorts them here. An index of days would read each row separately.
    """
    return sort_transfers(
        read_table(connection, _TRANSFERS.format(where="true"), {}, TRANSFER_SCHEMA, numbered=_NUMBERED)
    )


def sum_transfers(
    connection: sqlite3.Connection, account: str, where: TransferFilter, *, limit: int, offset: int
) -> tuple[TransferSum, ...]:
    """Counterparties of an account with count and sum in the account's own currency, largest sum first."""
    row = connection.execute("SELECT no FROM node WHERE id = ?", (account,)).fetchone()
    if row is None:
        return ()
    condition, params = _condition(where)
    rows = connection.execute(_SUMS.format(where=condition), params | {"own": row[0], "limit": limit, "offset": offset})
    return tuple(
        TransferSum(debit, credit, currency, count, (high << 32) + low, _day(first), _day(last))
        for debit, credit, currency, count, high, low, first, last in rows
    )


def count_counterparties(connection: sqlite3.Connection, node: str) -> list[tuple[Direction, int]]:
    """How many counterparties received money from this node or paid to it? All unknown ones count as one."""
    counts: list[tuple[Direction, int]] = []
    directions: tuple[tuple[Direction, str, str], ...] = (("out", "debit", "credit"), ("in", "credit", "debit"))
    for direction, near, far in directions:
        query = (
            f"SELECT count(DISTINCT coalesce({far}_account, 0)) FROM transfer "
            f"WHERE {near}_account = (SELECT no FROM node WHERE id = ?)"
        )
        counts.append((direction, connection.execute(query, (node,)).fetchone()[0]))
    return counts


def read_entries_of(connection: sqlite3.Connection, transfer_ids: Sequence[str]) -> pa.Table:
    """The entries of these transfers (ENTRY_SCHEMA and ``source``), by id, source, locator."""
    query = (
        f"SELECT {ENTRY_SELECTION}, entry.source FROM entry JOIN transfer ON transfer.no = entry.transfer "
        "JOIN source ON source.no = entry.source "
        "WHERE entry.transfer IN (SELECT no FROM transfer WHERE id IN (SELECT value FROM json_each(?))) "
        "ORDER BY transfer.id, source.digest, entry.locator, entry.side, entry.seq"
    )
    schema = ENTRY_SCHEMA.append(pa.field("source", pa.string(), nullable=False))
    numbered = ENTRY_NODES | {"source": "source"}
    return read_table(connection, query, (write_list(transfer_ids),), schema, numbered=numbered)


def _condition(where: TransferFilter) -> tuple[str, dict[str, object]]:
    params: dict[str, object] = {}
    parts = ["true"]

    def narrow(part: str, **values: object) -> None:
        parts.append(part)
        params.update(values)

    if where.account is not None:
        number = _NUMBER.format("account")
        narrow(
            f"(transfer.debit_account = {number} OR transfer.credit_account = {number})",
            account=where.account,
        )
    if where.debit_account is not None:
        narrow(f"transfer.debit_account = {_NUMBER.format('debit')}", debit=where.debit_account)
    if where.credit_account is not None:
        narrow(f"transfer.credit_account = {_NUMBER.format('credit')}", credit=where.credit_account)
    if where.from_date is not None:
        narrow("transfer.value_date >= :from_day", from_day=(where.from_date - _EPOCH).days)
    if where.to_date is not None:
        narrow("transfer.value_date <= :to_day", to_day=(where.to_date - _EPOCH).days)
    if where.min_minor is not None:
        narrow("max(transfer.debit_minor, transfer.credit_minor) >= :min_minor", min_minor=where.min_minor)
    if where.kinds:
        narrow("transfer.kind IN (SELECT value FROM json_each(:kinds))", kinds=write_list(where.kinds))
    for index, word in enumerate((fold_text(where.text) or "").split()):
        narrow(
            "EXISTS (SELECT 1 FROM entry AS own WHERE own.transfer = transfer.no AND "
            f"(instr(fold_text(own.counterparty_name), :word{index}) OR instr(fold_text(own.description), :word{index}) "
            f"OR instr(fold_text(own.reference), :word{index})))",
            **{f"word{index}": word},
        )
    return " AND ".join(parts), params


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)

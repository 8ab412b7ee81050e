"""Writes statement rows and the transfers they belong to, by columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import WrongRecord
from graph_schema.records.transfers import ENTRY_SCHEMA, check_entries
from graph_schema.rendering.sql import ENTRY_COLUMNS, NODE_COLUMNS, PARTY_COLUMNS, arrow_column_type
from tracer.store.ports.store_values import Written
from tracer.store.semantics.canonical import write_list
from tracer.store.semantics.conflicts import other_parties, other_row
from tracer.store.sqlite.transaction.changes import Changes
from tracer.store.sqlite.transaction.nodes import number_nodes

_ROWS: Final = 100_000
_NODE_TYPE: Final = {"debit_account": "Account", "credit_account": "Account", "statement": "Statement"}

# The statements below contain only names of columns of the schema, never text of a person.
# ruff: noqa: S608
_CREATE_STAGE: Final = "CREATE TEMP TABLE IF NOT EXISTS staged (row INTEGER PRIMARY KEY, {})".format(
    ", ".join(
        f"{field.name} {'INTEGER' if field.name in NODE_COLUMNS else arrow_column_type(field.type)}"
        for field in ENTRY_SCHEMA
    )
)
_STAGE: Final = f"""
INSERT INTO staged ({", ".join(ENTRY_SCHEMA.names)}) VALUES ({", ".join("?" for _ in ENTRY_SCHEMA.names)})
"""
_WRITE_TRANSFERS: Final = f"""
INSERT INTO transfer (id, {", ".join(PARTY_COLUMNS)})
SELECT transfer_id, {", ".join(PARTY_COLUMNS)} FROM staged WHERE true ORDER BY row
ON CONFLICT (id) DO NOTHING
"""
# CROSS JOIN keeps the join order: SQLite looks up the transfer and entry of each staged row, not the reverse.
_JOIN: Final = "staged CROSS JOIN transfer ON transfer.id = staged.transfer_id"
_AGREES: Final = " AND ".join(f"staged.{name} IS transfer.{name}" for name in PARTY_COLUMNS)
_OTHER_PARTIES: Final = f"""
SELECT row, staged.locator, transfer.id FROM {_JOIN} WHERE NOT ({_AGREES})
"""
_WRITE_ENTRIES: Final = f"""
INSERT INTO entry (transfer, source, {", ".join(ENTRY_COLUMNS)})
SELECT transfer.no, :source, {", ".join(f"staged.{name}" for name in ENTRY_COLUMNS)}
FROM {_JOIN} WHERE {_AGREES} ORDER BY row
ON CONFLICT (transfer, source, side, seq) DO NOTHING
"""
_OTHER_CONTENT: Final = f"""
SELECT row, staged.locator, transfer.id
FROM {_JOIN} CROSS JOIN entry ON entry.transfer = transfer.no AND entry.source = :source
  AND entry.side = staged.side AND entry.seq = staged.seq
WHERE {_AGREES} AND NOT ({" AND ".join(f"entry.{name} IS staged.{name}" for name in ENTRY_COLUMNS)})
"""
_TOUCH_TRANSFERS: Final = f"""
INSERT INTO touched_transfer SELECT transfer.no FROM {_JOIN} WHERE true ON CONFLICT DO NOTHING
"""
_TOUCH_ACCOUNTS: Final = """
INSERT INTO touched_account
SELECT DISTINCT CASE side WHEN 'debit' THEN debit_account ELSE credit_account END,
                CASE side WHEN 'debit' THEN debit_currency ELSE credit_currency END
FROM staged WHERE true ON CONFLICT DO NOTHING
"""


def write_entries(
    connection: sqlite3.Connection,
    changes: Changes,
    source: int,
    entries: pa.Table,
    *,
    ends_may_wait: bool = False,
) -> Written:
    """Write the statement rows of this source, and their transfers.

    Raises: WrongRecord for a row against the schema; and, without ``ends_may_wait``, if no source states an account or
        statement of a row.
    Cost: about ten seconds for a million rows.
    """
    check_entries(entries)
    numbers = _find_nodes(connection, entries, ends_may_wait)
    connection.execute(_CREATE_STAGE)
    added, known, conflicts = 0, 0, list[str]()
    for start in range(0, entries.num_rows, _ROWS):
        chunk = entries.slice(start, _ROWS)
        connection.execute("DELETE FROM staged")
        connection.executemany(_STAGE, zip(*_columns(chunk, numbers), strict=True))
        connection.execute(_WRITE_TRANSFERS)
        new = connection.execute(_WRITE_ENTRIES, {"source": source}).rowcount
        refused = list[tuple[int, str]]()
        if new < chunk.num_rows:
            refused += ((row, other_parties(*kept)) for row, *kept in connection.execute(_OTHER_PARTIES))
            rows = connection.execute(_OTHER_CONTENT, {"source": source})
            refused += ((row, other_row(*kept)) for row, *kept in rows)
        if new:
            connection.execute(_TOUCH_TRANSFERS)
            connection.execute(_TOUCH_ACCOUNTS)
            changes.mark(source, "entry")
        added += new
        known += chunk.num_rows - new - len(refused)
        conflicts += [conflict for _, conflict in sorted(refused, key=itemgetter(0))]
    connection.execute("DELETE FROM staged")
    return Written(added, known, tuple(conflicts))


def _columns(chunk: pa.Table, numbers: dict[str, int]) -> list[Sequence[object]]:
    columns: list[Sequence[object]] = []
    for field in ENTRY_SCHEMA:
        column = chunk.column(field.name)
        if field.name in NODE_COLUMNS:
            columns.append([id_ if id_ is None else numbers[id_] for id_ in column.to_pylist()])
        elif pa.types.is_date32(field.type):
            columns.append(column.cast(pa.int32()).to_pylist())
        else:
            columns.append(column.to_pylist())
    return columns


def _find_nodes(connection: sqlite3.Connection, entries: pa.Table, ends_may_wait: bool) -> dict[str, int]:
    """The number of each account and statement of the rows. Without ``ends_may_wait``, a source must state each of them."""
    numbers: dict[str, int] = {}
    for column, type_ in _NODE_TYPE.items():
        ids = sorted(map(str, pc.unique(entries.column(column)).drop_null().to_pylist()))
        if ends_may_wait:
            number_nodes(connection, ids)
        rows = connection.execute(
            "SELECT id, no FROM node WHERE (type = :type OR (type IS NULL AND :wait)) "
            "AND id IN (SELECT value FROM json_each(:ids))",
            {"type": type_, "wait": ends_may_wait, "ids": write_list(ids)},
        )
        found = dict(rows.fetchall())
        missing = [id_ for id_ in ids if id_ not in found]
        if missing:
            raise WrongRecord(
                "{place}: the {column} {node} is in no source of the case as {type}. Add the node before its rows.",
                place=entries.filter(pc.equal(entries.column(column), pa.scalar(missing[0])))
                .column("locator")[0]
                .as_py(),
                column=column,
                node=missing[0],
                type=type_,
            )
        numbers |= found
    return numbers

"""Computes the derived values of all records that a transaction changed, before its commit."""

from __future__ import annotations

import sqlite3

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tracer.store.semantics.orders.entry_order import RANK_COLUMNS, rank_entries
from tracer.store.semantics.seals import seal_case
from tracer.store.sqlite.reading.arrow import read_table
from tracer.store.sqlite.reading.nodes import read_nodes
from tracer.store.sqlite.reading.sealed_records import compute_seal, read_seals
from tracer.store.sqlite.transaction.changes import Changes

# If several sources state the same entry, the entry of the source with the smallest digest is shown.
_FIRST_ENTRY = """
(SELECT entry.no FROM entry JOIN source ON source.no = entry.source
 WHERE entry.transfer = transfer.no AND entry.side = '{side}'
 ORDER BY source.digest, entry.seq, entry.locator LIMIT 1)
"""
_MOST_SPECIFIC_KIND = """
(SELECT entry.kind FROM entry WHERE entry.transfer = transfer.no
 ORDER BY entry.kind = 'unknown', entry.kind = 'transfer', entry.kind LIMIT 1)
"""
SHOWN = {
    "debit_entry": _FIRST_ENTRY.format(side="debit"),
    "credit_entry": _FIRST_ENTRY.format(side="credit"),
    "kind": _MOST_SPECIFIC_KIND,
}
"""Column of a transfer that is derived from its entries -> its SQL expression."""

_SHOW = (
    f"UPDATE transfer SET {', '.join(f'{name} = {expression}' for name, expression in SHOWN.items())} "
    "WHERE no IN (SELECT transfer FROM touched_transfer)"
)

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608
_UNRANK = """
UPDATE transfer SET debit_seq = CASE WHEN debit_entry IS NOT NULL THEN debit_seq END,
                    credit_seq = CASE WHEN credit_entry IS NOT NULL THEN credit_seq END
WHERE no IN (SELECT transfer FROM touched_transfer)
"""
_TOUCH_STATEMENT = """
INSERT INTO touched_account
SELECT DISTINCT CASE side WHEN 'debit' THEN debit_account ELSE credit_account END,
                CASE side WHEN 'debit' THEN debit_currency ELSE credit_currency END
FROM entry JOIN transfer ON transfer.no = entry.transfer WHERE entry.statement = ? ON CONFLICT DO NOTHING
"""
_OWN_ENTRIES = """
SELECT transfer.no, transfer.id, transfer.{side}_account, transfer.{side}_currency, entry.side, entry.seq,
       entry.statement, entry.source, transfer.{side}_seq
FROM {chosen} JOIN entry ON entry.transfer = transfer.no AND entry.side = '{side}'
"""
_EVERY_ACCOUNT = "transfer"
_TOUCHED_ACCOUNTS = """
touched_account AS touched
JOIN transfer ON transfer.{side}_account = touched.account AND transfer.{side}_currency = touched.currency
"""
_TEXTS = frozenset({"transfer_id", "currency", "side"})
_ENTRY_SCHEMA = pa.schema(
    [
        pa.field(name, pa.string() if name in _TEXTS else pa.int64())
        for name in (
            *("transfer", "transfer_id", "account", "currency", "side"),
            *("seq", "statement", "source", "ranked"),
        )
    ]
)


def derive_values(connection: sqlite3.Connection, changes: Changes) -> None:
    """Update shown entries, ranks, seals, digest and version. If nothing changed, nothing is written."""
    if not changes.any():
        return
    connection.execute(_SHOW)
    connection.execute(_UNRANK)
    for statement in sorted(changes.statements):
        connection.execute(_TOUCH_STATEMENT, (statement,))
    _write_ranks(connection)
    for source in sorted(changes.records):
        _write_seals(connection, source, changes.records[source])
    connection.execute("UPDATE meta SET value = ? WHERE name = 'case_digest'", (seal_case(read_seals(connection)),))
    connection.execute("UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'data_version'")


def _write_ranks(connection: sqlite3.Connection) -> None:
    entries, rows, ranks = read_ranks(connection)
    changed = ranks != kept_ranks(entries)[rows]
    rows, ranks = rows[changed], ranks[changed]
    transfers = entries.column("transfer").to_numpy()[rows]
    debits = entries.column("is_debit").to_numpy()[rows]
    for side, chosen in (("debit", debits), ("credit", ~debits)):
        connection.executemany(
            f"UPDATE transfer SET {side}_seq = ? WHERE no = ?",
            zip(ranks[chosen].tolist(), transfers[chosen].tolist(), strict=True),
        )


def read_ranks(
    connection: sqlite3.Connection, *, every_account: bool = False
) -> tuple[pa.Table, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Entries of the changed accounts or of all accounts, the row numbers of those with a rank, and their ranks."""
    accounts = _EVERY_ACCOUNT if every_account else _TOUCHED_ACCOUNTS
    query = " UNION ALL ".join(
        _OWN_ENTRIES.format(side=side, chosen=accounts.format(side=side)) for side in ("debit", "credit")
    )
    entries = read_table(connection, query, (), _ENTRY_SCHEMA)
    statements, sources = entries.column("statement").to_pylist(), entries.column("source").to_pylist()
    periods = _number_statements(connection, sorted({int(no) for no in statements if no is not None}))
    by_digest = connection.execute("SELECT no FROM source ORDER BY digest")
    source_ranks = {no: rank for rank, (no,) in enumerate(by_digest)}
    for name, ranks_of, numbers in (("period", periods, statements), ("source_rank", source_ranks, sources)):
        column = pa.array([ranks_of.get(int(no or 0), -1) for no in numbers], pa.int64())
        entries = entries.append_column(name, column)
    entries = entries.append_column("is_debit", pc.equal(entries.column("side"), pa.scalar("debit")))
    rows, ranks = rank_entries(entries.select(RANK_COLUMNS))
    return entries, rows, ranks


def kept_ranks(entries: pa.Table) -> npt.NDArray[np.int64]:
    """The stored rank of each entry, 0 for none."""
    numbers = [number or 0 for number in entries.column("ranked").to_pylist()]
    return np.asarray(numbers, dtype=np.int64)


def _number_statements(connection: sqlite3.Connection, numbers: list[int]) -> dict[int, int]:
    """Statement -> its rank by first day, last day and id. A statement that no source states comes first."""
    ids = dict(
        connection.execute(
            "SELECT id, no FROM node WHERE no IN (SELECT value FROM json_each(?))", (str(numbers),)
        ).fetchall()
    )
    nodes = read_nodes(connection, ids)
    periods = sorted(
        (str(nodes[id_].props["from_date"]), str(nodes[id_].props["to_date"]), id_) if id_ in nodes else ("", "", id_)
        for id_ in ids
    )
    return {ids[id_]: rank for rank, (_, _, id_) in enumerate(periods)}


def _write_seals(connection: sqlite3.Connection, source: int, kinds: set[str]) -> None:
    digest = connection.execute("SELECT digest FROM source WHERE no = ?", (source,)).fetchone()[0]
    for records in sorted(kinds):
        seal = compute_seal(connection, source, digest, records)
        connection.execute(
            "INSERT INTO seal (source, records, count, sha256) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (source, records) DO UPDATE SET count = excluded.count, sha256 = excluded.sha256",
            (source, records, seal.count, seal.sha256),
        )

"""One entry put at the end of a hash chain: the log of a case, or its chain of readings."""

from __future__ import annotations

import dataclasses
import sqlite3

from graph_schema.journal import Deed, LogEntry

# Statements below are made of names of the schema; what a person typed travels as a parameter.
# ruff: noqa: S608

_DEED = tuple(field.name for field in dataclasses.fields(Deed))
_COLUMNS = ("seq", *_DEED, "previous", "hash")
_WRITE = f"INSERT INTO log ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)})"


def write_entry(connection: sqlite3.Connection, entry: LogEntry) -> None:
    """Write the entry, and note its hash as the last one."""
    connection.execute(_WRITE, (entry.seq, *dataclasses.astuple(entry.deed), entry.previous, entry.hash))
    connection.execute("UPDATE meta SET value = ? WHERE name = 'last_log_hash'", (entry.hash,))

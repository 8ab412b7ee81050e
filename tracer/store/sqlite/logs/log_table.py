"""Reads and appends the entries of a hash chain in the table ``log``."""

from __future__ import annotations

import dataclasses
import sqlite3

from graph_schema.audit_log import GENESIS, AuditEvent, LogEntry

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_AUDIT_EVENT = tuple(field.name for field in dataclasses.fields(AuditEvent))
_COLUMNS = ("seq", *_AUDIT_EVENT, "previous", "hash")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM log"
_WRITE = f"INSERT INTO log ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)})"


def last_entry(connection: sqlite3.Connection) -> LogEntry | None:
    """The last entry of the chain, None if there is none.

    Its hash is the hash that was recorded separately. If entries at the end were removed, the next entry does not
    follow the remaining ones, and the break stays visible.
    """
    row = connection.execute(f"{_SELECT} ORDER BY seq DESC LIMIT 1").fetchone()
    noted = connection.execute("SELECT value FROM meta WHERE name = 'last_log_hash'").fetchone()
    hash_ = GENESIS if noted is None else str(noted[0])
    if row is None:
        return None if hash_ == GENESIS else LogEntry(0, AuditEvent("", "", "", ""), GENESIS, hash_)
    return dataclasses.replace(_entry(row), hash=hash_)


def read_log(connection: sqlite3.Connection, after: int, limit: int) -> list[LogEntry]:
    """The entries after the number ``after``, at most ``limit``."""
    rows = connection.execute(f"{_SELECT} WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))
    return [_entry(row) for row in rows]


def write_entry(connection: sqlite3.Connection, entry: LogEntry) -> None:
    """Write the entry, and record its hash as the last one."""
    connection.execute(_WRITE, (entry.seq, *dataclasses.astuple(entry.audit_event), entry.previous, entry.hash))
    connection.execute("UPDATE meta SET value = ? WHERE name = 'last_log_hash'", (entry.hash,))


def _entry(row: tuple[object, ...]) -> LogEntry:
    seq, *audit_event, previous, hash_ = row
    return LogEntry(int(str(seq)), AuditEvent(*map(str, audit_event)), str(previous), str(hash_))

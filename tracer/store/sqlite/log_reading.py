"""The hash chain of the log, read in its order."""

from __future__ import annotations

import dataclasses
import sqlite3

from graph_schema.journal import GENESIS, Deed, LogEntry

# Statements below are made of names of the schema; what a person typed travels as a parameter.
# ruff: noqa: S608

_DEED = tuple(field.name for field in dataclasses.fields(Deed))
_SELECT = f"SELECT seq, {', '.join(_DEED)}, previous, hash FROM log"


def last_entry(connection: sqlite3.Connection) -> LogEntry | None:
    """The entry that the next one follows, None where there is none yet.

    Its hash is the one noted when it was written: where entries were cut off since, the next one does not fit what is
    left, and the break shows for good.
    """
    row = connection.execute(f"{_SELECT} ORDER BY seq DESC LIMIT 1").fetchone()
    noted = connection.execute("SELECT value FROM meta WHERE name = 'last_log_hash'").fetchone()
    hash_ = GENESIS if noted is None else str(noted[0])
    if row is None:
        return None if hash_ == GENESIS else LogEntry(0, Deed("", "", "", ""), GENESIS, hash_)
    return dataclasses.replace(_entry(row), hash=hash_)


def read_log(connection: sqlite3.Connection, after: int, limit: int) -> list[LogEntry]:
    """The next entries after a place, at most ``limit``."""
    rows = connection.execute(f"{_SELECT} WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))
    return [_entry(row) for row in rows]


def _entry(row: tuple[object, ...]) -> LogEntry:
    seq, *deed, previous, hash_ = row
    return LogEntry(int(str(seq)), Deed(*map(str, deed)), str(previous), str(hash_))

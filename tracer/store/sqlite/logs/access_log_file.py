"""Makes the file of the access log. The file has reserved space, so that acts are recorded also if the disk is full."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from graph_schema.audit_log import GENESIS, AuditEvent
from tracer.store.errors import NotACase
from tracer.store.sqlite.file.connection import open_connection
from tracer.store.sqlite.file.own_files import check_own_file, make_own_file
from tracer.store.upgrades.step import refuse_newer

# The statements below contain only names of the schema.
# ruff: noqa: S608

_AUDIT_EVENT = tuple(field.name for field in dataclasses.fields(AuditEvent))
_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, "
    + ", ".join(f"{name} TEXT NOT NULL" for name in _AUDIT_EVENT)
    + ", previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS room (no INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT",
    f"INSERT OR IGNORE INTO meta (name, value) VALUES ('last_log_hash', '{GENESIS}')",
)
_BUSY_MILLISECONDS: Final = 10_000
"""Only one act is written at a time, although several can be waiting."""
_PAGE_BYTES: Final = 4096
_FREE_PAGES: Final = 64
"""Reserved for entries: enough for about 400 acts."""
READINGS_ID: Final = 0x5452434C
"""``TRCL`` in the header of the file: the mark of an access log."""
READINGS_FORM: Final = 1
"""Rises when the tables of this file change. A file of an earlier version states 0 and has form 1."""
_JOURNAL_BYTES: Final = 16 * _PAGE_BYTES
"""For the rollback of one entry, which changes four or five pages."""


def make_reading_file(path: Path, case_id: str) -> str:
    """Make the file if it does not exist, or complete a file without entries.

    Returns the id of the case in the file, empty if it has none.
    """
    check_own_file(path)
    is_new = not path.exists() or not path.stat().st_size
    if not is_new and not case_id:
        return ""
    # Who read which record is personal data too, so only the owner may read the file.
    make_own_file(path)
    connection = open_connection(path, read_only=False)
    try:
        check_readings(connection, path)
        prepare_reading_file(connection)
        if case_id and not connection.execute("SELECT 1 FROM log").fetchone():
            connection.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('case_id', ?)", (case_id,))
        if is_new:
            keep_room(connection, path)
        return name_case(dict(connection.execute("SELECT name, value FROM meta").fetchall()))
    finally:
        connection.close()


def prepare_reading_file(connection: sqlite3.Connection) -> None:
    """Set the journal mode, and complete a file whose creation was interrupted.

    The journal stays on the disk between two acts, so that the next act needs no new space.
    """
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = PERSIST")
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not {"log", "meta", "room"} <= found:
        connection.execute("BEGIN IMMEDIATE")
        for statement in _TABLES:
            connection.execute(statement)
        write_form(connection)
        connection.execute("COMMIT")


def write_form(connection: sqlite3.Connection) -> None:
    """Write the kind and form of the file into its header."""
    connection.execute(f"PRAGMA application_id = {READINGS_ID}")
    connection.execute(f"PRAGMA user_version = {READINGS_FORM}")


def check_readings(connection: sqlite3.Connection, path: Path) -> None:
    """Is this an access log that this program can read? Raises NotACase, StoreTooNew."""
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if mark not in (0, READINGS_ID):
        raise NotACase(
            "{path} has the name of the access log but is another kind of file. Nothing was written to it. Find out who put "
            "it there, and restore the access log from a backup.",
            path=path,
        )
    refuse_newer(path, int(connection.execute("PRAGMA user_version").fetchone()[0]), READINGS_FORM)


def keep_room(connection: sqlite3.Connection, path: Path) -> None:
    """Reserve space again if it was used up. If the disk is full, no space is reserved; the act is already recorded."""
    journal = path.with_name(path.name + "-journal")
    with suppress(sqlite3.OperationalError):
        small = not journal.exists() or journal.stat().st_size < _JOURNAL_BYTES
        if small or connection.execute("PRAGMA freelist_count").fetchone()[0] < _FREE_PAGES // 2:
            # Two transactions are needed: SQLite does not write pages that one transaction makes and removes. The second
            # transaction overwrites every page, so the journal grows to the same size and keeps it.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM room")
            connection.execute("INSERT INTO room (data) VALUES (zeroblob(?))", (_FREE_PAGES * _PAGE_BYTES,))
            connection.execute("DELETE FROM room")


def name_case(marks: dict[str, str]) -> str:
    """The id of the case that this log belongs to, empty if the file has none."""
    return str(marks.get("case_id", ""))

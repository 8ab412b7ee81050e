"""The file of a case: made empty, or recognised as ours and of a version that can be read."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path

from graph_schema.audit_log import GENESIS
from graph_schema.errors import EnvironmentFailure, NotFound
from graph_schema.rendering.sql import APPLICATION_ID, SCHEMA_VERSION, render_indexes, render_tables
from tracer.store.errors import NotACase
from tracer.store.semantics.seals import seal_case
from tracer.store.sqlite.file.connection import open_connection, open_reader
from tracer.store.sqlite.file.own_files import check_own_file, make_own_file
from tracer.store.sqlite.logs.access_log import FileAccessLog
from tracer.store.upgrades.step import check_form

_OLDEST_SQLITE = (3, 37, 0)
_MAGIC = b"SQLite format 3\x00"
UPGRADING = "upgrading"
"""The name in ``meta`` under which an upgrade that has not ended notes the form and the fingerprint it began with."""


def create_case(path: Path, unfinished: str = "") -> None:
    """Make an empty case where none is. Does nothing to a file that holds something.

    ``unfinished``: the command that is to fill it, and without which it is no case.
    """
    check_own_file(path)
    if not _is_blank(path):
        return
    # First, so that a case is never without the chain that was begun with it.
    case_id = FileAccessLog(path).begin(uuid.uuid4().hex)
    # Case files hold personal data: for the owner alone, and SQLite gives its side files the same mode.
    make_own_file(path)
    connection = open_connection(path, read_only=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            _write_schema(connection, case_id, unfinished)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _write_schema(connection: sqlite3.Connection, case_id: str, unfinished: str) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for statement in (*render_tables(), *render_indexes()):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO meta (name, value) VALUES (?, ?)",
        [("data_version", "0"), ("case_digest", seal_case([])), ("last_log_hash", GENESIS), ("case_id", case_id)],
    )
    note_unfinished(connection, unfinished)


def note_unfinished(connection: sqlite3.Connection, command: str) -> None:
    """Note the command that is to complete the case; empty: the case is complete."""
    connection.execute("DELETE FROM meta WHERE name = 'unfinished'")
    if command:
        connection.execute("INSERT INTO meta (name, value) VALUES ('unfinished', ?)", (command,))


def check_case(path: Path) -> None:
    """Is this the file of a case that this version works with?

    Raises: NotFound, NotACase, StoreDamaged, StoreTooNew, StoreTooOld; EnvironmentFailure where SQLite is too old.
    """
    check_form(path, read_form(path), SCHEMA_VERSION)
    connection = open_reader(path, read_only=True)
    try:
        check_form(path, SCHEMA_VERSION, SCHEMA_VERSION, unfinished=bool(read_upgrading(connection)))
    finally:
        connection.close()


def read_upgrading(connection: sqlite3.Connection) -> str:
    """What an upgrade noted that has not ended; empty where none is under way."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (UPGRADING,)).fetchone()
    return "" if row is None else str(row[0])


def read_form(path: Path) -> int:
    """Which form does the case in this file have?

    Raises: NotFound, NotACase, StoreDamaged; EnvironmentFailure where SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise EnvironmentFailure(
            "SQLite {found} is too old to keep a case; {needed} or later is needed. Use a newer Python.",
            found=sqlite3.sqlite_version,
            needed=".".join(map(str, _OLDEST_SQLITE)),
        )
    check_own_file(path)
    if not path.is_file():
        raise NotFound("There is no case at {path}. Check the path, or create the case first.", path=path)
    marks = _read_marks(path)
    mark, version = marks or (0, 0)
    if mark != APPLICATION_ID:
        raise NotACase(
            "{path} is not a case: it was not written by Tracer, or its first page is damaged. Check the "
            "path; restore "
            "a copy if this was a case.",
            path=path,
        )
    return version


def _is_blank(path: Path) -> bool:
    """Is there nothing yet: no file, an empty one, or one whose making was broken off?"""
    if not path.exists() or not path.stat().st_size:
        return True
    with path.open("rb") as file:
        # SQLite takes a file of a few bytes for an empty one and would write over it.
        if file.read(len(_MAGIC)) != _MAGIC:
            return False
    if _read_marks(path) != (0, 0):
        return False
    connection = open_connection(path, read_only=True)
    try:
        return connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
    finally:
        connection.close()


def _read_marks(path: Path) -> tuple[int, int] | None:
    """Application and version as the file's header states them; None where it is no SQLite file."""
    connection = None
    try:
        connection = open_reader(path, read_only=True)
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        return int(mark), int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        return None
    finally:
        if connection is not None:
            connection.close()

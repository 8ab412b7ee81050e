"""The file of a case: made empty, or recognised as ours and of a version that can be read."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, NotFound
from graph_schema.journal import GENESIS
from graph_schema.sql import APPLICATION_ID, SCHEMA_VERSION, render_indexes, render_tables
from tracer.store.errors import NotACase, StoreTooNew
from tracer.store.sealing import seal_case
from tracer.store.sqlite.connection import open_connection

_OLDEST_SQLITE = (3, 37, 0)
_MAGIC = b"SQLite format 3\x00"


def create_case(path: Path) -> None:
    """Make an empty case where none is. Does nothing to a file that holds something."""
    if not _is_blank(path):
        return
    # Case files hold personal data: for the owner alone, and SQLite gives its side files the same mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    connection = open_connection(path, read_only=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            _write_schema(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _write_schema(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for statement in (*render_tables(), *render_indexes()):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO meta (name, value) VALUES (?, ?)",
        [("data_version", "0"), ("case_digest", seal_case([])), ("last_log_hash", GENESIS)],
    )


def check_case(path: Path) -> None:
    """Is this the file of a case that this version can read?

    Raises: NotFound, NotACase, StoreDamaged, StoreTooNew; EnvironmentFailure where SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise EnvironmentFailure(
            "SQLite {found} is too old to keep a case; {needed} or later is needed. Use a newer Python.",
            found=sqlite3.sqlite_version,
            needed=".".join(map(str, _OLDEST_SQLITE)),
        )
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
    if version > SCHEMA_VERSION:
        raise StoreTooNew(
            "The case {path} has form {found}, and this program reads forms up to {known}. Update Tracer.",
            path=path,
            found=version,
            known=SCHEMA_VERSION,
        )


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
        connection = open_connection(path, read_only=True)
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        return int(mark), int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        return None
    finally:
        if connection is not None:
            connection.close()

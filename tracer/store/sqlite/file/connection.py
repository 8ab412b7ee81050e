"""Opens connections to the file of a case: one for each transaction, and a pool for readers of any thread."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from graph_schema.errors import WrongUse
from tracer.store.semantics.folding import fold_text
from tracer.store.sqlite.file.failure import explained_failures, is_full
from tracer.store.sqlite.file.writer_lock import lock_path
from tracer.store.upgrades.step import check_form

BUSY_MILLISECONDS = 2000
SLOW_SECONDS = 2.0
"""A read that takes longer is written into the log of the program."""
_log = logging.getLogger(__name__)
_IDLE_READERS = 4
_CACHE_KIB = 64 * 1024
_Kind = TypeVar("_Kind", bound=sqlite3.Connection)


def open_connection(path: Path, *, read_only: bool, query_only: bool = False) -> sqlite3.Connection:
    """A connection with the settings of every connection to a case: durable, checked, without memory maps.

    ``read_only`` opens the file for reading only; ``query_only`` refuses writes but allows the recovery of the log.
    """
    return _open(path, "mode=ro" if read_only else "mode=rw", sqlite3.Connection, query_only=query_only)


def _open(path: Path, how: str, kind: type[_Kind], *, query_only: bool) -> _Kind:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{how}", uri=True, isolation_level=None, check_same_thread=False, factory=kind
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        # A sort must not write names and accounts to temporary files.
        connection.execute("PRAGMA temp_store = MEMORY")
        # An unreadable file fails here.
        connection.execute("PRAGMA schema_version").fetchone()
        if query_only:
            connection.execute("PRAGMA query_only = ON")
        connection.create_function("fold_text", 1, fold_text, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


class StillConnection(sqlite3.Connection):
    """Reads a file that does not change: the connection holds the lock of the case, shared with other readers."""

    lock = -1

    def close(self) -> None:
        """Close the connection and release the lock."""
        super().close()
        if self.lock >= 0:
            handle, self.lock = self.lock, -1
            os.close(handle)


def open_reader(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection for reading, also if the disk is full.

    SQLite makes a small file beside the case for its readers. If the disk has no space for it and the write-ahead log
    is empty, the case is opened as an immutable file, and writers wait while this connection is open.
    """
    try:
        connection = open_connection(path, read_only=read_only, query_only=True)
    except sqlite3.OperationalError as error:
        still = _open_still(path) if is_full(error) else None
        if still is None:
            raise
        return still
    return connection


def _open_still(path: Path) -> StillConnection | None:
    """None if there is a writer, or if the write-ahead log has data that are not in the file yet."""
    handle = -1
    with suppress(OSError):
        handle = os.open(
            lock_path(path), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600
        )
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        log = path.with_name(path.name + "-wal")
        if not log.exists() or not log.stat().st_size:
            connection = _open(path, "mode=ro&immutable=1", StillConnection, query_only=True)
            connection.lock = handle
            return connection
    if handle >= 0:
        os.close(handle)
    return None


def check_open_form(connection: sqlite3.Connection, path: Path, known: int) -> None:
    """Does the case still have the form that it had when it was opened? Another program may have upgraded it since.

    Raises StoreTooNew, StoreTooOld. Cost: one page, which the transaction reads anyhow.
    """
    check_form(path, int(connection.execute("PRAGMA user_version").fetchone()[0]), known)


class ReaderPool:
    """Lends connections. Each sees one committed state of the case until it is returned."""

    def __init__(self, path: Path, *, read_only: bool, form: int | None) -> None:
        """``form``: the form that the case must have; None for any form."""
        self._path = path
        self._read_only = read_only
        self._form = form
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a read transaction; it is returned at the end of the block."""
        with explained_failures(self._path):
            connection = self._take()
            begin = time.monotonic()
            try:
                connection.execute("BEGIN")
                if self._form is not None:
                    check_open_form(connection, self._path, self._form)
                yield connection
                # A read has nothing to commit, and COMMIT would fail if a check has found damage.
                connection.execute("ROLLBACK")
            except BaseException:
                connection.close()
                raise
            self._give_back(connection)
            seconds = time.monotonic() - begin
            if seconds > SLOW_SECONDS:
                # The caller of this generator is contextlib. Its caller is the method of the store that reads.
                _log.warning("slow reading name=%s seconds=%.1f", sys._getframe(2).f_code.co_name, seconds)

    def close(self) -> None:
        """Close all idle connections. A lent connection is closed when it is returned."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise WrongUse("The case {path} is closed. Open it again.", path=self._path)
            if self._idle:
                return self._idle.pop()
        return open_reader(self._path, read_only=self._read_only)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        still = isinstance(connection, StillConnection)
        with self._guard:
            if not still and not self._closed and len(self._idle) < _IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()

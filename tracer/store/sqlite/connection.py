"""Connections to the file of a case: one for each transaction, a few lent out to readers of any thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_schema.errors import WrongUse
from tracer.store.folding import fold_text
from tracer.store.sqlite.failure import explained_failures

BUSY_MILLISECONDS = 2000
_IDLE_READERS = 4
_CACHE_KIB = 64 * 1024


def open_connection(path: Path, *, read_only: bool, query_only: bool = False) -> sqlite3.Connection:
    """A connection set as every connection to a case is: durable, checked, without memory maps.

    ``read_only`` opens the file itself so; ``query_only`` refuses writes but lets the log be recovered.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        # Sorting must not leave names and accounts in files elsewhere.
        connection.execute("PRAGMA temp_store = MEMORY")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
        connection.create_function("fold_text", 1, fold_text, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


class ReaderPool:
    """Lends connections that see one committed state of the case for as long as they are lent."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a read transaction; given back at the end of the block."""
        with explained_failures(self._path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
                # The end of a read has nothing to keep; COMMIT would fail where a check has met damage.
                connection.execute("ROLLBACK")
            except BaseException:
                connection.close()
                raise
            self._give_back(connection)

    def close(self) -> None:
        """Close all that is idle; what is lent is closed when it comes back."""
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
        return open_connection(self._path, read_only=self._read_only, query_only=True)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed and len(self._idle) < _IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()

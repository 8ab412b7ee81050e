"""SQLite's error codes as situations a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_schema.errors import TracerError
from tracer.store.errors import StoreBusy, StoreDamaged, StoreFull, StoreUnreadable

# A quota or a limit on the size of files shows as a failed write, not as a full disk.
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNREADABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR})


def describe_failure(error: sqlite3.Error, path: Path) -> TracerError | None:
    """What does this failure mean to a person? None: a fault of the program, to be shown as it is."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The module itself raises without a code where the bytes of a text are not UTF-8.
        return _damaged(error, path) if isinstance(error, sqlite3.OperationalError) else None
    plain = code & 0xFF
    if code in _FULL or plain in _FULL:
        return StoreFull(
            "No more data can be written to {path}: the disk, the quota or the size limit is reached. What "
            "was being "
            "written has been rolled back, earlier work is kept. Make room and repeat the last step.",
            path=path,
        )
    if plain in _BUSY:
        return StoreBusy(
            "The case {path} is locked by another program. Wait until it ends, or close it, and try again.",
            path=path,
        )
    if plain in _DAMAGED:
        return _damaged(error, path)
    if plain in _UNREADABLE:
        return StoreUnreadable(
            "The case {path} cannot be opened or written here: {reason}. Check that the folder exists, that "
            "you may "
            "write to it, and that it lies on a disk of this machine.",
            path=path,
            reason=error,
        )
    return None


def _damaged(error: sqlite3.Error, path: Path) -> StoreDamaged:
    return StoreDamaged(
        "The case {path} is damaged: {reason}. Keep the file as it is, and restore a copy or build the case "
        "again "
        "from its kept sources.",
        path=path,
        reason=error,
    )


@contextmanager
def explained_failures(path: Path) -> Iterator[None]:
    """Turn failures of SQLite inside the block into errors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        explained = describe_failure(error, path)
        if explained is None:
            raise
        raise explained from error

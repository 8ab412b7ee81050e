"""Translates error codes of SQLite into errors that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_schema.errors import TracerError
from tracer.store.errors import StoreBusy, StoreDamaged, StoreFull, StoreUnreadable

# SQLite reports a quota or a limit on file sizes as a failed write. If the disk is full when SQLite makes its file for
# readers, it reports a file that cannot be enlarged.
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNREADABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR})


def is_full(error: sqlite3.Error) -> bool:
    """Is the cause a full disk, a quota or a size limit?"""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and (code in _FULL or code & 0xFF in _FULL)


def describe_failure(error: sqlite3.Error, path: Path) -> TracerError | None:
    """Which error explains this failure to a person? None: the failure is a fault of the program."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The sqlite3 module raises an error without a code if the bytes of a text are not UTF-8.
        return _damaged(error, path) if isinstance(error, sqlite3.OperationalError) else None
    plain = code & 0xFF
    if is_full(error):
        return StoreFull(
            "The disk is full, or the quota or size limit is reached: no more data can be written to {path}. The last step "
            "is rolled back, earlier work is kept. Free space and repeat the last step.",
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
            "The case {path} cannot be opened or written: {reason}. Check that the folder exists, that you may write to "
            "it, and that it is on a disk of this machine.",
            path=path,
            reason=error,
        )
    return None


def _damaged(error: sqlite3.Error, path: Path) -> StoreDamaged:
    return StoreDamaged(
        "The case {path} is damaged: {reason}. Keep the file as it is, and restore a copy or rebuild the case from "
        "its kept sources.",
        path=path,
        reason=error,
    )


@contextmanager
def explained_failures(path: Path) -> Iterator[None]:
    """Raise failures of SQLite inside the block as errors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        explained = describe_failure(error, path)
        if explained is None:
            raise
        raise explained from error

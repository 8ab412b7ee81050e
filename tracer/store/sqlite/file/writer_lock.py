"""Locks a case for one writer. The operating system releases the lock file when the process ends."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tracer.store.errors import NotACase, StoreBusy, StoreUnreadable

_log = logging.getLogger(__name__)
WAIT_SECONDS = 2.0
_PAUSE_SECONDS = 0.02
_LONGEST_NUMBER: Final = 20
_OPENING: Final = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


def lock_path(path: Path) -> Path:
    """The path of the lock file of a case."""
    return path.with_name(path.name + ".lock")


@contextmanager
def sole_writer(path: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the right to write to the case during the block.

    Works between processes and between threads of one process. Raises: StoreBusy after ``wait_seconds``; NotACase if the
    lock file is not a lock of Tracer; the file is not changed.
    """
    handle = _open_lock(lock_path(path))
    try:
        _acquire(handle, path, time.monotonic() + wait_seconds)
        # The number only shows a waiting person which process writes. It is left out if the disk is full.
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _open_lock(lock: Path) -> int:
    """Open the lock file, and make it if it does not exist. Nothing is written to it."""
    if os.path.lexists(lock) and not stat.S_ISREG(lock.lstat().st_mode):
        raise _not_ours(lock)
    try:
        handle = os.open(lock, _OPENING, 0o600)
    except OSError as error:
        raise StoreUnreadable(
            "The lock of the case, {path}, cannot be opened: {reason}. Check that the folder exists, that you may write to "
            "it, and that the file is yours.",
            path=lock,
            reason=error.strerror,
        ) from error
    found = os.fstat(handle)
    # With a hard link, a write to the lock would change another file too.
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1 or not _holds_number(handle, found.st_size):
        os.close(handle)
        raise _not_ours(lock)
    return handle


def _holds_number(handle: int, size: int) -> bool:
    """Is the file empty, or does it hold only the number of a process?"""
    return size <= _LONGEST_NUMBER and re.fullmatch(rb"[0-9]*", os.pread(handle, _LONGEST_NUMBER, 0)) is not None


def _not_ours(lock: Path) -> NotACase:
    return NotACase(
        "{path} has the name of the lock file of the case but is no lock file: it is a link, a folder, or holds something "
        "else. Nothing was written to it. Find out who put it there and move it away; Tracer makes the lock file again.",
        path=lock,
    )


def _acquire(handle: int, path: Path, deadline: float) -> None:
    begin = time.monotonic()
    waited = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if waited:
                _log.info("lock of the case waited for seconds=%.3f", time.monotonic() - begin)
            return
        except BlockingIOError:
            waited = True
            if time.monotonic() >= deadline:
                _log.warning("lock of the case not had seconds=%.3f", time.monotonic() - begin)
                raise StoreBusy(
                    "Process {process} is writing to the case {path}. Wait until its import ends, or stop it, and try "
                    "again. You can read the case meanwhile.",
                    process=os.pread(handle, 20, 0).decode("ascii", "replace") or "?",
                    path=path,
                ) from None
            time.sleep(_PAUSE_SECONDS)

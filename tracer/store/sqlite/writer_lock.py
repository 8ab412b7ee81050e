"""One writer at a time: a lock file beside the case, freed by the system however its process ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracer.store.errors import StoreBusy

WAIT_SECONDS = 2.0
_PAUSE_SECONDS = 0.02


def lock_path(path: Path) -> Path:
    """Where is the lock of a case kept?"""
    return path.with_name(path.name + ".lock")


@contextmanager
def sole_writer(path: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the right to write to the case during the block.

    Works between processes and between threads of one. Raises: StoreBusy after ``wait_seconds``.
    """
    handle = os.open(lock_path(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(handle, path, time.monotonic() + wait_seconds)
        # The number only tells a waiting person whom to wait for.
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _acquire(handle: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreBusy(
                    "Process {process} is writing to the case {path}. Wait until its import ends, or stop "
                    "it, and try "
                    "again; reading goes on meanwhile.",
                    process=os.pread(handle, 20, 0).decode("ascii", "replace") or "?",
                    path=path,
                ) from None
            time.sleep(_PAUSE_SECONDS)

"""Checks that the files of a case are plain files, so that nothing is written through a link or into another file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tracer.store.errors import NotACase


def check_own_file(path: Path) -> None:
    """Is this path a plain file, or does it not exist?

    Raises: NotACase for a link, a folder, a pipe, a socket or a device.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode):
        raise not_own(path)


def make_own_file(path: Path) -> None:
    """Make an empty file that only its owner can read. An existing file stays. Raises: NotACase if it is no plain file."""
    check_own_file(path)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))


def not_own(path: Path) -> NotACase:
    """The error for a path that is not a plain file."""
    return NotACase(
        "{path} is a link, a folder or something else that is not a file of a case. Nothing was written. Find out who put "
        "it there and move it away. If the case is in another folder, give its path there.",
        path=path,
    )

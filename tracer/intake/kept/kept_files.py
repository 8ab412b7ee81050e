"""Keeps source files in the folder of the case; each file is written completely or not at all, for its owner only."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from graph_schema.errors import EnvironmentFailure
from importers.source import SourceFile
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.casework.sessions.session import Session

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DiskFull(EnvironmentFailure):
    """The disk, a quota or the limit on the size of files is reached."""


def keep_file(session: Session, file: SourceFile) -> bool:
    """Keep the bytes under their digest, completely or not at all, before any record of them is written.

    A different file at this path, such as a truncated one, is replaced. Returns: is the file new there?
    Raises: EnvironmentFailure; DiskFull if the disk is full.
    """
    folder = session.folder / SOURCES_FOLDER
    target = folder / file.digest
    if _is_kept(target, file.data):
        return False
    fresh = not os.path.lexists(target)
    try:
        write_own_file(target, file.data, mode=0o400)
    except DiskFull as error:
        raise DiskFull(
            "The disk is full: {file} could not be kept in {folder} ({reason}). Nothing was imported from it; make room "
            "and run again.",
            file=file.name,
            folder=folder,
            reason=error.params["reason"],
        ) from error
    except EnvironmentFailure as error:
        raise EnvironmentFailure(
            "{file} could not be kept in {folder}: {reason}. Nothing was imported from it.",
            file=file.name,
            folder=folder,
            reason=error.params["reason"],
        ) from error
    return fresh


def write_own_file(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write these bytes to this path; a reader finds either the earlier file or the complete new one.

    A missing folder is created, readable by the owner only. The file is durable on return.
    Raises: EnvironmentFailure; DiskFull.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Never write through a file that an earlier run left, or through a link that somebody placed there.
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, _NEW, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.chmod(mode)
        partial.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if error.errno in _FULL:
            raise DiskFull(
                "The disk is full: {path} cannot be written ({reason}). Make room and try again.",
                path=path,
                reason=error.strerror,
            ) from error
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=path, reason=error.strerror) from error


def _is_kept(target: Path, data: bytes) -> bool:
    try:
        return not target.is_symlink() and target.read_bytes() == data
    except OSError:
        return False


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

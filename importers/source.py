"""Opens a file for import: its bytes, its digest, its name. The file is never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from graph_schema.records.provenance import digest_bytes
from importers.declaration import Declaration

MIB: Final = 1 << 20
LARGEST_BYTES: Final = 256 * MIB
"""The default limit of the size of a file, which is held in memory as a whole while it is read."""


class FileTooLarge(TracerError):
    """The file is larger than the limit and is not read."""


_LONGEST_NAME: Final = 255
"""Characters, as file systems allow."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a browser sent and that is only in memory. ``name``: without folders, as the sender wrote it."""

    name: str
    data: bytes

    @classmethod
    def received(cls, name: str, data: bytes) -> Upload:
        """The upload under the last part of its name, which is shortened to the length of a file name."""
        last = name.replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
        return cls(last[:_LONGEST_NAME] or "?", data)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of a file with the declaration of a person. ``head`` is enough to recognise most formats."""

    name: str
    data: bytes
    digest: str
    declared: Declaration | None = None

    @property
    def head(self) -> bytes:
        """The first 64 KiB."""
        return self.data[:65536]


def check_place(path: Path | Upload) -> None:
    """Is this path a file? Raises WrongUse."""
    if isinstance(path, Upload):
        return
    if path.exists() and not path.is_file():
        raise WrongUse("{path} is a folder or a device, not a file. Name the files themselves.", path=path)
    if not path.is_file():
        raise WrongUse("There is no file {path}. Check the name.", path=path)


def open_source(path: Path | Upload, *, largest: int = LARGEST_BYTES) -> SourceFile:
    """Which bytes are in this file? ``largest``: the limit of its size in bytes.

    Raises FileTooLarge before anything is read, WrongUse if it is absent or empty, EnvironmentFailure if it is unreadable.
    """
    if isinstance(path, Upload):
        if len(path.data) > largest:
            raise _too_large(path.name, len(path.data), largest)
        return from_bytes(path.name, path.data)
    check_place(path)
    try:
        if path.stat().st_size > largest:
            raise _too_large(path.name, path.stat().st_size, largest)
        with path.open("rb") as stream:
            # Reads one byte more than allowed, because a file may grow while it is read, or state no size.
            data = stream.read(largest + 1)
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be read: {reason}.", path=path, reason=error.strerror) from error
    if len(data) > largest:
        raise _too_large(path.name, len(data), largest)
    return from_bytes(path.name, data)


def from_bytes(name: str, data: bytes) -> SourceFile:
    """The source file of bytes that are already in memory, such as an upload or a kept file. Raises WrongUse if empty."""
    if not data:
        raise WrongUse("{name} is empty (0 bytes). Ask the sender for the file again.", name=name)
    return SourceFile(name, data, digest_bytes(data))


def with_declaration(file: SourceFile, declared: Declaration | None) -> SourceFile:
    """The same file with this declaration; a declaration without fields counts as None."""
    return replace(file, declared=declared if declared is not None and declared.stated else None)


def _too_large(name: str, size: int, largest: int) -> FileTooLarge:
    return FileTooLarge(
        "{file} has {size} MiB, and the limit is {limit} MiB. It was not read. Split the file, or raise the limit "
        "with TRACER_MAX_FILE_MB if the machine has enough memory (about ten times the size of the file).",
        file=name,
        size=-(-size // MIB),
        limit=largest // MIB,
    )

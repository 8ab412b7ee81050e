"""A file as it lies on disk: its bytes, its digest, its name. Never changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.provenance import digest_bytes


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes an importer reads. ``head`` is enough to recognise most formats."""

    name: str
    data: bytes
    digest: str

    @property
    def head(self) -> bytes:
        """The first 64 KiB."""
        return self.data[:65536]


def check_place(path: Path) -> None:
    """Is there a file at this place? Raises WrongUse."""
    if path.exists() and not path.is_file():
        raise WrongUse("{path} is a folder or a device, not a file. Name the files themselves.", path=path)
    if not path.is_file():
        raise WrongUse("There is no file {path}. Check the name.", path=path)


def open_source(path: Path) -> SourceFile:
    """Which bytes are in this file? Raises WrongUse when it is absent or empty, EnvironmentFailure when unreadable."""
    check_place(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be read: {reason}.", path=path, reason=error.strerror) from error
    return from_bytes(path.name, data)


def from_bytes(name: str, data: bytes) -> SourceFile:
    """The same for bytes that are already in memory, such as an upload or a kept copy."""
    if not data:
        raise WrongUse("{name} is empty (0 bytes). Ask the sender for the file again.", name=name)
    return SourceFile(name, data, digest_bytes(data))

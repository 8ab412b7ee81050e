"""The two ends of a copy or a rebuild: which case goes where, and where the kept files of each end lie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.provenance import digest_bytes
from importers.source import SourceFile
from tracer.actions.batches import keep_file
from tracer.actions.session import MAPPINGS_FOLDER, SOURCES_FOLDER, Session, open_session
from tracer.settings import Settings
from tracer.store.port import KeptSource
from tracer.store.server_address import parse_server_address


@contextmanager
def open_both(source: Settings, target: Settings, action: str) -> Iterator[tuple[Session, Session]]:
    """Open the one case for reading only, and put the act on record there; then the other, made where there is none.

    Raises WrongUse where both are the same, NotAllowed before the other is made.
    """
    if _place(source) == _place(target):
        raise WrongUse("Both addresses name the same case. Name another place for the new one.")
    with open_session(source, read_only=True) as old:
        old.read("manage", action, old.store.digest())
        with open_session(target, create=True) as new:
            yield old, new


def beside(settings: Settings, address: str, files: Path | None, other: Settings | None) -> Settings:
    """The case at this address, as the same person.

    The kept files of a server's case lie in ``files``, else where those of the other end lie, else where the settings say.
    """
    end = settings.at(address)
    if end.store is None:
        return end
    return replace(end, case=files or (settings.case if other is None else other.case))


def carry_files(old: Session, new: Session, sources: tuple[KeptSource, ...]) -> tuple[int, tuple[str, ...]]:
    """Bring kept files and column mappings over. Returns how many files came, and the digests of those that are in
    neither folder as they were received.
    """
    came, missing = 0, []
    for kept in sources:
        digest = kept.source.digest
        data = read_kept(old, digest)
        if data is None:
            if read_kept(new, digest) is None:
                missing.append(digest)
        elif not (new.folder / SOURCES_FOLDER / digest).exists():
            keep_file(new, SourceFile(kept.source.name, data, digest))
            came += 1
    _carry_mappings(old.folder / MAPPINGS_FOLDER, new.folder / MAPPINGS_FOLDER)
    return came, tuple(missing)


def read_kept(session: Session, digest: str) -> bytes | None:
    """The bytes of a kept file, None where it is gone or no longer as it was received."""
    try:
        data = (session.folder / SOURCES_FOLDER / digest).read_bytes()
    except OSError:
        return None
    return data if digest_bytes(data) == digest else None


def _carry_mappings(old: Path, new: Path) -> None:
    found = sorted(old.glob("*.json")) if old.is_dir() else []
    try:
        for mapping in found:
            new.mkdir(mode=0o700, exist_ok=True)
            if not (new / mapping.name).exists():
                copyfile(mapping, new / mapping.name)
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=new, reason=error.strerror) from error


def _place(settings: Settings) -> str:
    return str(settings.case.resolve()) if settings.store is None else str(parse_server_address(settings.store))

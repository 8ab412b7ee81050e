"""Opens the two ends of a copy or a rebuild, and copies kept files and mappings from one to the other."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.records.provenance import digest_bytes
from importers.source import SourceFile
from tracer.casework.sessions.case import MAPPINGS_FOLDER, SOURCES_FOLDER
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.intake.kept.kept_files import keep_file, write_own_file
from tracer.settings import Settings
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import KeptSource
from tracer.store.server_address import parse_server_address


@contextmanager
def open_both(source: Settings, target: Settings, action: str, command: str) -> Iterator[tuple[Session, Session]]:
    """Open the old case for reading only and log the act there; then open the new case, created if there is none.

    ``command``: the command that a person types to continue; until it has ended, nothing else opens a case created now.
    Raises: WrongUse if both are the same case; NotAllowed before the new case is created.
    """
    if _place(source) == _place(target):
        raise WrongUse("Both addresses name the same case. Give another address for the new case.")
    with open_session(source, read_only=True) as old:
        old.read("manage", action, old.store.digest())
        with open_session(target, create=True, making=command) as new:
            yield old, new


def begin(new: Session, command: str) -> None:
    """Note in the case that it is not complete until this command has ended; a case created now has this note already."""
    if new.store.unfinished() != command:
        with new.store.transaction() as writer:
            writer.note_unfinished(command)


def type_command(*words: str | Path) -> str:
    """The command as a person types it in any folder; the address of a server is without its user."""
    return shlex.join(["tracer", *(str(w.absolute()) if isinstance(w, Path) else w for w in words)])


def place_of(settings: Settings) -> str | Path:
    """The folder or address of the case of these settings, as a command names it."""
    return settings.case if settings.store is None else str(parse_server_address(settings.store))


def beside(settings: Settings, address: str, files: Path | None, other: Settings | None) -> Settings:
    """The settings for the case at this address, for the same person.

    The folder of the kept files of a server's case is ``files``, else the folder of ``other``, else the folder of the settings.
    """
    end = settings.at(address)
    if end.store is None:
        return end
    return replace(end, case=files or (settings.case if other is None else other.case))


def carry_files(old: Session, new: Session, sources: tuple[KeptSource, ...]) -> tuple[int, tuple[str, ...]]:
    """Copy kept files and column mappings to the new case.

    Returns: the count of copied files, and the digests of files that neither folder has as they were received.
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
    carry_mappings(old.folder / MAPPINGS_FOLDER, new.folder / MAPPINGS_FOLDER)
    return came, tuple(missing)


def read_kept(session: Session, digest: str) -> bytes | None:
    """The bytes of a kept file; None if it is missing or no longer as it was received."""
    try:
        data = (session.folder / SOURCES_FOLDER / digest).read_bytes()
    except OSError:
        return None
    return data if digest_bytes(data) == digest else None


def carry_views(old: CaseStore, new: CaseStore) -> int:
    """Take over the saved views that the new case does not have yet; returns how many changes.

    A new case in which somebody has kept views meanwhile keeps those alone.
    """
    there, all_ = new.view_log.changes(), old.view_log.changes()
    return new.view_log.adopt(all_[len(there) :]) if there == all_[: len(there)] else 0


def carry_mappings(old: Path, new: Path) -> None:
    """Copy the column mappings; mappings that the new case has already stay."""
    found = sorted(old.glob("*.json")) if old.is_dir() else []
    for mapping in found:
        if not (new / mapping.name).exists():
            try:
                data = mapping.read_bytes()
            except OSError as error:
                raise EnvironmentFailure(
                    "{path} cannot be read: {reason}.", path=mapping, reason=error.strerror
                ) from error
            write_own_file(new / mapping.name, data)


def _place(settings: Settings) -> str:
    return str(settings.case.resolve()) if settings.store is None else str(parse_server_address(settings.store))

"""Rebuilds a case from its kept files alone, when its store is missing.

What only the store knew is lost: the names of the files, who received them, which of them were retracted, the log and the
access log; and by which mapping a file was read: one that was read by a mapping since replaced is read by the mappings of
today. Everything else is in the files; a decision and a declaration also state their author and time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from graph_schema.messages import N_
from graph_schema.records.provenance import digest_bytes
from importers.declaration import Declaration
from importers.source import SourceFile
from tracer.access.roles import require
from tracer.actions.files.ingest import Progress
from tracer.casework.sessions.case import MAPPINGS_FOLDER, SOURCES_FOLDER
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.intake.kept.copy_endpoints import begin, carry_mappings
from tracer.intake.kept.declarations import find_declarations_alone, read_as_declared
from tracer.intake.kept.mappings import load_mappings
from tracer.intake.reports.rebuild_report import RebuildFault, RebuildReport
from tracer.intake.writing.batches import Receipt, write_batch
from tracer.settings import Settings

ACTION = "rebuild"
_DIGITS = 16


def rebuild_from_files(folder: Path, target: Settings, command: str, progress: Progress | None) -> RebuildReport:
    """Read every kept file again, in the order in which they were kept; a link to a later file waits for that file.

    A file is named by the beginning of its digest. The time at which it was kept counts as its receipt, by this person.
    """
    require(target.actor, "manage")
    paths = sorted(_kept(folder), key=lambda path: (path.stat().st_mtime_ns, path.name))
    with open_session(target, create=True, making=command) as new:
        present = {kept.source.digest for kept in new.store.sources()}
        if present - {path.name for path in paths}:
            raise WrongUse(
                "The target holds another case: {count} sources that are not among the kept files. Name a place where "
                "no case was made yet.",
                count=len(present - {path.name for path in paths}),
            )
        begin(new, command)
        carry_mappings(folder / MAPPINGS_FOLDER, new.folder / MAPPINGS_FOLDER)
        declared = find_declarations_alone(paths)
        faults: list[RebuildFault] = []
        for index, path in enumerate(paths):
            if progress is not None:
                progress(path.name[:_DIGITS], index, len(paths))
            if path.name not in present:
                faults += _read(new, path, declared.get(path.name))
        with new.store.transaction() as writer:
            new.log(writer, ACTION, "", f"sources={len(paths)} faults={len(faults)} store=gone")
            writer.note_unfinished("")
        return RebuildReport(new.store.digest(), "", len(paths) - len(present), len(present), tuple(faults))


def _kept(folder: Path) -> list[Path]:
    return [path for path in (folder / SOURCES_FOLDER).iterdir() if path.is_file() and not path.name.startswith(".")]


def _read(new: Session, path: Path, declared: Declaration | None) -> Iterator[RebuildFault]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be read: {reason}.", path=path, reason=error.strerror) from error
    name = path.name[:_DIGITS]
    if digest_bytes(data) != path.name:
        yield RebuildFault(path.name, name, N_("Its kept file has changed since it was received."), {})
        return
    received = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    file = SourceFile(name, data, path.name)
    try:
        batch = read_as_declared(file, load_mappings(new, ()), declared)
        write_batch(new, file, batch, ACTION, earlier=Receipt(received, new.actor.name))
    except EnvironmentFailure:
        raise
    except TracerError as error:
        yield RebuildFault(path.name, name, error.template, dict(error.sentence.params))

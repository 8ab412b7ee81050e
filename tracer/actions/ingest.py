"""Bring files into the case: recognised, digested, kept, read, checked, written in one transaction each."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from graph_schema.events import Event
from graph_schema.provenance import digest_bytes
from importers.contract import Batch, Flag, Rejection
from importers.mapping import ColumnMapping, read_mapping, write_mapping
from importers.parsing.table import matches_header
from importers.registry import read_source
from importers.source import SourceFile, open_source
from tracer.access.pseudonyms import Veil
from tracer.actions.session import MAPPINGS_FOLDER, SOURCES_FOLDER, Session
from tracer.recovery.history import check_history
from tracer.store.port import Writer

Status = Literal["imported", "known", "would_import", "refused"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One thing true of the file that a person must know."""

    severity: str
    locator: str
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that was not kept."""

    locator: str
    value: str
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``rows`` = ``kept`` + ``rejected``.

    ``message``: why a file was refused as a whole, in English; ``template`` and ``params`` say it in any language.
    """

    file: str
    status: Status
    digest: str = ""
    importer: str = ""
    rows: int = 0
    kept: int = 0
    rejected: int = 0
    nodes: int = 0
    links: int = 0
    entries: int = 0
    events: int = 0
    conflicts: tuple[str, ...] = ()
    flags: tuple[FlagLine, ...] = ()
    rejections: tuple[RejectedRow, ...] = ()
    message: str = ""
    template: str = ""
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files, in the order given."""

    files: tuple[FileReport, ...]

    @property
    def clean(self) -> bool:
        """Was every row of every file kept?"""
        return all(file.status != "refused" and not file.rejected and not file.conflicts for file in self.files)


def import_files(
    session: Session,
    paths: Sequence[Path],
    *,
    mappings: Sequence[Path] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """What do these files say, and what of it was kept?

    Each file is one transaction: a refused file or a crash leaves the others as they are, and running the same command
    again completes the work. With ``dry_run`` everything is read and checked, nothing is written but the log; that a
    row speaks of something no source tells of shows only when it is written. Mappings that fitted stay with the case.
    What is reported of rows and names is under the veil.
    """
    session.allow("import")
    known = load_mappings(session, mappings)
    saved = load_mappings(session, ())
    given = tuple(mapping for mapping in known if mapping not in saved)
    reports = []
    for place, path in enumerate(paths):
        if progress is not None:
            progress(path.name, place, len(paths))
        reports.append(_import_file(session, path, known, given, dry_run=dry_run))
    if progress is not None and paths:
        progress(paths[-1].name, len(paths), len(paths))
    veil = session.veil()
    return ImportReport(tuple(_veiled(report, veil) for report in reports))


def write_rejections(report: FileReport, path: Path) -> None:
    """Write the rows that were not kept as CSV: place, value, reason, the row as it stands in the file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["place", "value", "reason", "row"])
    for row in report.rejections:
        writer.writerow([neutral_cell(text) for text in (row.locator, row.value, row.reason, row.row)])
    path.write_bytes(b"\xef\xbb\xbf" + buffer.getvalue().encode())


def neutral_cell(text: str) -> str:
    """The text as a spreadsheet may open it: one that would run as a formula is made plain text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def retract_source(session: Session, digest: str) -> dict[str, int]:
    """Take an import back as a whole. The kept file stays; the log keeps the deed. Raises WrongUse for an unknown one."""
    session.allow("retract")
    found = [kept.source.digest for kept in session.store.sources() if kept.source.digest.startswith(digest)]
    if len(found) != 1:
        raise WrongUse("{count} sources begin with {digest}. Give more of the digest; tracer sources lists them.",
                       count=len(found), digest=digest)  # fmt: skip
    with session.store.transaction() as writer:
        counts = dict(writer.retract_source(found[0]))
        session.log(writer, "retract", found[0], " ".join(f"{key}={value}" for key, value in sorted(counts.items())))
    return counts


def load_mappings(session: Session, extra: Sequence[Path]) -> tuple[ColumnMapping, ...]:
    """The mappings saved with the case and those named now; one given now replaces a saved one of the same name."""
    folder = session.folder / MAPPINGS_FOLDER
    saved = sorted(folder.glob("*.json")) if folder.is_dir() else []
    found: dict[str, ColumnMapping] = {}
    for path in [*saved, *extra]:
        if not path.is_file():
            raise WrongUse("There is no mapping {path}. Check the name.", path=path)
        mapping = read_mapping(_read_text(path), path.name)
        found[mapping.name] = mapping
    return tuple(found[name] for name in sorted(found))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise WrongUse("The mapping {path} is not UTF-8 text. Save it as UTF-8.", path=path) from error
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be read: {reason}.", path=path, reason=error.strerror) from error


def keep_file(session: Session, file: SourceFile) -> None:
    """Keep the bytes under their digest, whole or not at all, before any record of them is written."""
    folder = session.folder / SOURCES_FOLDER
    target = folder / file.digest
    if target.exists():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = folder / f".{file.digest}.partial"
    try:
        with partial.open("wb") as stream:
            stream.write(file.data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)
        target.chmod(0o400)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise EnvironmentFailure(
            "{file} could not be kept in {folder}: {reason}. Nothing was imported from it; make room and run again.",
            file=file.name, folder=folder, reason=error.strerror,
        ) from error  # fmt: skip


def write_batch(session: Session, file: SourceFile, batch: Batch, action: str) -> FileReport:
    """Keep the file and write all it says, with the log entry, in one transaction."""
    batch = refuse_forbidden_steps(session, batch)
    keep_file(session, file)
    source = batch.source
    with session.store.transaction() as writer:
        is_new = writer.register_source(
            source,
            received=session.stamp(),
            actor=session.actor.name,
            flags=[_flag_row(flag) for flag in batch.flags],
            rejections=[_rejection_row(row) for row in batch.rejections],
        )
        if not is_new:
            return report_batch(file, "known", batch)
        report = _write_records(writer, file, batch)
        session.log(writer, action, source.digest, f"rows={source.rows} kept={source.kept} rejected={source.rejected}")
    return report


def _import_file(
    session: Session,
    path: Path,
    mappings: tuple[ColumnMapping, ...],
    given: tuple[ColumnMapping, ...],
    *,
    dry_run: bool,
) -> FileReport:
    try:
        file = open_source(path)
        known = next((kept for kept in session.store.sources() if kept.source.digest == file.digest), None)
        if known is not None:
            kept = known.source
            report = FileReport(path.name, "known", kept.digest, kept.importer, kept.rows, kept.kept, kept.rejected)
        else:
            batch = read_source(file, mappings)
            if dry_run:
                report = report_batch(file, "would_import", refuse_forbidden_steps(session, batch))
            else:
                report = write_batch(session, file, batch, "import")
                _keep_mappings(session, file, given)
    except EnvironmentFailure:
        raise
    except TracerError as error:
        told = {name: str(value) for name, value in error.params.items()}
        report = FileReport(path.name, "refused", message=str(error), template=error.template, params=told)
    if report.status != "imported":
        session.note("import", report.digest, f"status={report.status}")
    return report


def _keep_mappings(session: Session, file: SourceFile, mappings: Iterable[ColumnMapping]) -> None:
    """Keep the mapping that fits this file with the case: its rows are opened through it later."""
    for mapping in mappings:
        if not matches_header(file, mapping).claims:
            continue
        target = _mapping_path(session, mapping.name)
        try:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            target.write_text(write_mapping(mapping), encoding="utf-8")
        except OSError as error:
            raise EnvironmentFailure(
                "{path} cannot be written: {reason}.", path=target, reason=error.strerror
            ) from error


def _mapping_path(session: Session, name: str) -> Path:
    """Where the mapping of this name lies, or is to lie."""
    folder = session.folder / MAPPINGS_FOLDER
    saved = sorted(folder.glob("*.json")) if folder.is_dir() else []
    named = (path for path in saved if read_mapping(_read_text(path), path.name).name == name)
    return next(named, folder / f"{digest_bytes(name.encode())[:16]}.json")


def _veiled(report: FileReport, veil: Veil) -> FileReport:
    """The same under the veil: rejected rows, refusals and file names may tell who a protected person is."""
    rows = (
        RejectedRow(r.locator, veil.text(r.value), veil.text(r.reason), veil.text(r.row)) for r in report.rejections
    )
    return replace(
        report,
        file=veil.text(report.file),
        flags=tuple(replace(flag, params=_veiled_params(flag.params, veil)) for flag in report.flags),
        rejections=tuple(rows),
        conflicts=tuple(veil.text(conflict) for conflict in report.conflicts),
        message=veil.text(report.message),
        params=_veiled_params(report.params, veil),
    )


def _veiled_params(params: dict[str, str], veil: Veil) -> dict[str, str]:
    return {name: veil.text(value) for name, value in params.items()}


def _write_records(writer: Writer, file: SourceFile, batch: Batch) -> FileReport:
    digest = batch.source.digest
    nodes = writer.upsert_nodes(digest, batch.nodes)
    links = writer.upsert_links(digest, batch.links)
    entries = writer.add_entries(digest, batch.entries)
    for event in batch.events:
        writer.append_event(digest, event)
    report = report_batch(file, "imported", batch)
    return replace(
        report,
        nodes=nodes.added,
        links=links.added,
        entries=entries.added,
        conflicts=(*nodes.conflicts, *links.conflicts, *entries.conflicts),
    )


def report_batch(file: SourceFile, status: Status, batch: Batch) -> FileReport:
    """What became of this file, from what was read of it."""
    source = batch.source
    return FileReport(
        file=file.name,
        status=status,
        digest=source.digest,
        importer=source.importer,
        rows=source.rows,
        kept=source.kept,
        rejected=source.rejected,
        nodes=len(batch.nodes),
        links=len(batch.links),
        entries=batch.entries.num_rows,
        events=len(batch.events),
        flags=tuple(FlagLine(f.severity, f.locator, f.template, dict(f.params)) for f in batch.flags),
        rejections=tuple(RejectedRow(r.locator, r.value, r.reason, r.row) for r in batch.rejections),
    )


def refuse_forbidden_steps(session: Session, batch: Batch) -> Batch:
    """A step of a measure that the law's order does not allow becomes a rejection with its reason.

    The whole history of each measure is checked: what the case holds and what the file adds, in order of effect.
    """
    steps = [event for event in batch.events if event.type == "StateChange"]
    if not steps:
        return batch
    refused: dict[str, str] = {}
    for measure in dict.fromkeys(event.subject for event in steps):
        held = [kept.event for kept in session.store.events(subject=measure)]
        new = [event for event in batch.events if event.subject == measure]
        refused.update({event: refusal.text for event, refusal in check_history(held, new).items()})
    if not refused:
        return batch
    rows = _rejected_rows(steps, refused)
    places = {row.locator for row in rows}
    return replace(
        batch,
        source=replace(batch.source, kept=batch.source.kept - len(rows), rejected=batch.source.rejected + len(rows)),
        events=tuple(event for event in batch.events if event.locator not in places),
        rejections=(*batch.rejections, *rows),
    )


def _rejected_rows(steps: Iterable[Event], refused: dict[str, str]) -> tuple[Rejection, ...]:
    """One rejection a row of the file; all that the row says of the measure goes with it."""
    found = {event.locator: event for event in reversed(list(steps)) if event.id in refused}
    return tuple(
        Rejection(place, str(event.props["state"]), refused[event.id]) for place, event in sorted(found.items())
    )


def _flag_row(flag: Flag) -> dict[str, str]:
    return {"severity": flag.severity, "locator": flag.locator, "template": flag.template, **flag.params}


def _rejection_row(row: Rejection) -> dict[str, str]:
    return {"locator": row.locator, "value": row.value, "reason": row.reason, "row": row.row}

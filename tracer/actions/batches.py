"""What one file says goes into the case: its bytes kept, its records and the log entry written in one transaction."""

from __future__ import annotations

import os
from dataclasses import replace

from graph_schema.errors import EnvironmentFailure
from importers.contract import Batch, Flag, Rejection
from importers.source import SourceFile
from tracer.actions.import_report import FileReport, report_batch
from tracer.actions.session import SOURCES_FOLDER, Session
from tracer.actions.step_order import refuse_forbidden_steps
from tracer.store.port import Writer


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


def _flag_row(flag: Flag) -> dict[str, str]:
    return {"severity": flag.severity, "locator": flag.locator, "template": flag.template, **flag.params}


def _rejection_row(row: Rejection) -> dict[str, str]:
    return {"locator": row.locator, "value": row.value, "reason": row.reason, "row": row.row}

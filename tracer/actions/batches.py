"""What one file says goes into the case: its bytes kept, its records and the log entry written in one transaction."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from graph_schema.errors import EnvironmentFailure
from importers.contract import Batch, Flag, Rejection
from importers.source import SourceFile
from tracer.actions.import_report import FileReport, report_batch
from tracer.actions.session import SOURCES_FOLDER, Session
from tracer.actions.step_order import refuse_forbidden_steps
from tracer.store.port import Writer


@dataclass(frozen=True, slots=True)
class Receipt:
    """When (UTC ISO) and by whom a source was received, where that is not now and the person at work."""

    received: str
    actor: str


def write_batch(
    session: Session, file: SourceFile, batch: Batch, action: str, *, earlier: Receipt | None = None
) -> FileReport:
    """Keep the file and write all it says, with the log entry, in one transaction.

    ``earlier``: the file was received then and is written anew now; what it speaks of and no source tells any more waits.
    """
    keep_file(session, file)
    receipt = earlier or Receipt(session.stamp(), session.actor.name)
    with session.store.transaction() as writer:
        # Looked at while nobody else may write: two persons' steps on one measure are not allowed apart from each other.
        batch = refuse_forbidden_steps(session, batch)
        source = batch.source
        is_new = writer.register_source(
            source,
            received=receipt.received,
            actor=receipt.actor,
            flags=[_flag_row(flag) for flag in batch.flags],
            rejections=[_rejection_row(row) for row in batch.rejections],
        )
        if not is_new:
            return report_batch(file, "known", batch)
        report = _write_records(writer, file, batch, ends_may_wait=earlier is not None)
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


def _write_records(writer: Writer, file: SourceFile, batch: Batch, *, ends_may_wait: bool) -> FileReport:
    digest = batch.source.digest
    nodes = writer.upsert_nodes(digest, batch.nodes)
    links = writer.upsert_links(digest, batch.links, ends_may_wait=ends_may_wait)
    entries = writer.add_entries(digest, batch.entries, ends_may_wait=ends_may_wait)
    writer.append_events(digest, batch.events)
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

"""Writes one file to the case: keeps its bytes, and writes its records and the log entry in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from graph_schema.errors import TracerError
from graph_schema.messages import Message
from importers.contract import Batch, Flag, Rejection, UnreadableFile
from importers.mapping import ColumnMapping
from importers.source import SourceFile
from tracer.casework.legal_checks import refuse_forbidden_steps
from tracer.casework.recovery.act_checks import refuse_forbidden_acts
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.casework.sessions.session import Session
from tracer.intake.kept.kept_files import keep_file
from tracer.intake.kept.mappings import log_mapping
from tracer.intake.reports.import_report import FileReport, report_batch
from tracer.intake.writing.rejected_texts import add_row_texts
from tracer.intake.writing.repeated_rows import recognise_repeated
from tracer.store.ports.case_store import Writer


@dataclass(frozen=True, slots=True)
class Receipt:
    """When (UTC, ISO 8601) and by whom a source was received, if not now and not by the person of the session."""

    received: str
    actor: str


def write_batch(
    session: Session,
    file: SourceFile,
    batch: Batch,
    action: str,
    *,
    earlier: Receipt | None = None,
    mapping: ColumnMapping | None = None,
    declared: tuple[SourceFile, Batch] | None = None,
    replaced: Sequence[str] = (),
) -> FileReport:
    """Keep the file, and write all its records and the log entry in one transaction.

    ``earlier``: the receipt of a file that was received before and is written again now; then a link to a node that no
    source states is no error. ``mapping``: the mapping by which the file was read, for the log.
    ``declared``: the file and batch of a person's declaration about it, written with it. ``replaced``: digests of sources
    that the same transaction retracts. A file of which no row can be kept is refused: nothing of it is written or kept,
    and the report lists its rejected rows.
    """
    if earlier is None and keeps_nothing(batch):
        return refuse_empty(file, batch)
    fresh: list[SourceFile] = []
    try:
        for part in [file] if declared is None else [declared[0], file]:
            if keep_file(session, part):
                fresh.append(part)
        report = _write(session, file, batch, action, earlier, mapping, declared, replaced)
    except BaseException:
        _drop_files(session, fresh)
        raise
    if report.status in ("refused", "known"):
        _drop_files(session, fresh)
    return report


def keeps_nothing(batch: Batch) -> bool:
    """Is there nothing to store: no row kept, and either rows rejected or no record? A statement without rows is a record."""
    content = batch.nodes or batch.links or batch.events
    return batch.source.kept == 0 and (batch.source.rejected > 0 or not content)


def refuse_empty(file: SourceFile, batch: Batch) -> FileReport:
    """The report of a file of which nothing is stored, with the rows that were rejected."""
    reason = next((flag.params["reason"] for flag in batch.flags if "reason" in flag.params), "")
    first = batch.rejections[0].reason if batch.rejections else reason
    error = UnreadableFile(
        "Nothing of {file} is stored: none of its {rows} rows could be kept. The first reason: {reason}",
        file=file.name,
        rows=batch.source.rows,
        reason=first or Message("it holds no record."),
    )
    report = report_batch(file, "refused", batch)
    content = dict(error.sentence.params)
    return replace(report, nodes=0, links=0, events=0, message=str(error), template=error.template, params=content)


def _write(
    session: Session,
    file: SourceFile,
    batch: Batch,
    action: str,
    earlier: Receipt | None,
    mapping: ColumnMapping | None,
    declared: tuple[SourceFile, Batch] | None,
    replaced: Sequence[str],
) -> FileReport:
    receipt = earlier or Receipt(session.stamp(), session.actor.name)
    with session.store.transaction() as writer:
        # Checked while nobody else can write: steps of two persons on one measure must be checked together.
        batch = recognise_repeated(session.store, refuse_forbidden_steps(session, batch, without=replaced))
        if earlier is None:
            batch = refuse_forbidden_acts(session, batch)
        batch = add_row_texts(file, batch, mapping)
        if earlier is None and keeps_nothing(batch):
            return refuse_empty(file, batch)
        taken = {digest: writer.retract_source(digest) for digest in replaced}
        if not _register(writer, batch, receipt):
            return report_batch(file, "known", batch)
        if declared is not None and _register(writer, declared[1], receipt):
            _write_records(writer, *declared, ends_may_wait=False)
            session.log(writer, "declare", declared[0].digest, f"{_count(declared[1])} file={file.digest[:16]}")
        report = _write_records(writer, file, batch, ends_may_wait=earlier is not None)
        back = taken.pop(file.digest, None)
        for digest, counts in taken.items():
            session.log(writer, "retract", digest, count_back(counts))
        gone = "" if back is None else f" taken_back={sum(back.values())}"
        stated = "" if declared is None else f" declared={declared[0].digest[:16]}"
        session.log(writer, action, file.digest, f"{_count(batch)}{log_mapping(mapping)}{stated}{gone}")
    return replace(report, status="replaced") if replaced else report


def _count(batch: Batch) -> str:
    source = batch.source
    return f"rows={source.rows} kept={source.kept} rejected={source.rejected}"


def count_back(counts: Mapping[str, int]) -> str:
    """The text in the log for the counts of records that were retracted with a source."""
    return " ".join(f"{name}={count}" for name, count in sorted(counts.items()))


def _register(writer: Writer, batch: Batch, receipt: Receipt) -> bool:
    return writer.register_source(
        batch.source,
        received=receipt.received,
        actor=receipt.actor,
        flags=[flag_row(flag) for flag in batch.flags],
        rejections=[rejection_row(row) for row in batch.rejections],
    )


def _drop_files(session: Session, files: Iterable[SourceFile]) -> None:
    """Remove files that were kept just now and that no source needs. If the store cannot be read, they stay."""
    with suppress(TracerError, OSError):
        known = {kept.source.digest for kept in session.store.sources()}
        for file in files:
            if file.digest not in known:
                (session.folder / SOURCES_FOLDER / file.digest).unlink(missing_ok=True)


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


def flag_row(flag: Flag) -> dict[str, str]:
    """A flag as the store keeps it."""
    return {"severity": flag.severity, "locator": flag.locator, "template": flag.template, **flag.params}


def rejection_row(row: Rejection) -> dict[str, str]:
    """A rejected row as the store keeps it."""
    return {"locator": row.locator, "value": row.value, "reason": row.reason, "row": row.row}

"""Imports files into the case and retracts them: each is digested, recognised, read and checked by itself."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from importers.declaration import Declaration
from importers.mapping import ColumnMapping
from importers.source import SourceFile, Upload
from tracer.access.pseudonyms import ProtectedPerson
from tracer.casework.sessions.protection import draw_veil, rejected_persons
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.reconciliation import find_lost_flags, reconcile_chains
from tracer.intake.kept.declarations import find_declarations, record_declaration
from tracer.intake.kept.mappings import is_mapping, keep_mapping, read_given
from tracer.intake.reading.given_files import (
    Reading,
    check_given,
    open_given,
    read_given_file,
    report_refused,
)
from tracer.intake.reading.given_places import GivenFile, unpack_upload
from tracer.intake.reports.import_report import (
    FileReport,
    ImportReport,
    PlacedFlag,
    place_flag,
    veil_flag,
    veil_report,
)
from tracer.intake.writing.batches import count_back, write_batch

__all__ = [
    "Declaration",
    "GivenFile",
    "Progress",
    "Upload",
    "import_files",
    "is_mapping",
    "retract_source",
    "retract_sources",
    "unpack_upload",
]

_log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]


def import_files(
    session: Session,
    files: Sequence[Path | Upload | GivenFile],
    *,
    mappings: Sequence[Path | Upload] = (),
    declared: Declaration | None = None,
    replace_reason: str | None = None,
    strict_mapping: bool | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """What do these files say, and what of it was kept?

    Each file is one transaction: a refused file or a crash leaves the others as they are, and running the same command
    again completes the work. A file of which no row is kept is refused as a whole. A mapping given wins over those saved
    with the case; one by which a file was read stays with it. ``strict_mapping``: may a table be read by a given mapping
    only? None: yes if one file is given. ``declared``: what the person states of one file that
    does not say it itself; it is kept as a record with the file. A file that is in the case already and would be read
    differently now is reported with what would change; with ``replace_reason`` the earlier reading is retracted and this
    one written in one transaction. A ``GivenFile`` states both for itself. ``preview_files`` says the same without writing.
    The report is under the veil.
    Raises WrongUse, before anything is read, where one of the paths is no file, a declaration comes with several files,
    or a reason is empty.
    """
    session.allow("import")
    given_files = check_given(session, files, declared, replace_reason)
    given = read_given(mappings)
    alone = len(given_files) == 1 if strict_mapping is None else strict_mapping
    reports: list[FileReport] = []
    same_rows: list[PlacedFlag] = []
    before = session.veil()
    for index, file in enumerate(given_files):
        if progress is not None:
            progress(before.file_name(file.place.name), index, len(given_files))
        report, found_twice = _import_file(session, file, given, alone=alone)
        reports.append(report)
        same_rows += found_twice
    if progress is not None and given_files:
        progress(before.file_name(given_files[-1].place.name), len(given_files), len(given_files))
    also = list(unstored_persons(reports, ("imported", "known", "replaced")))
    veil = draw_veil(session.store, session.language, also) if also else session.veil()
    digests = {report.digest for report in reports if report.status in ("imported", "known", "replaced")}
    chains = reconcile_chains(session.store, digests, session.payments)
    lost = find_lost_flags(session.store, digests)
    flags = [
        *same_rows,
        *(place_flag("chains", found.file, found.flag) for found in chains),
        *(place_flag("rejected", found.file, found.flag) for found in lost),
    ]
    return ImportReport(
        tuple(veil_report(report, veil) for report in reports), tuple(veil_flag(flag, veil) for flag in flags)
    )


def unstored_persons(reports: Iterable[FileReport], stored: Sequence[str]) -> Iterator[ProtectedPerson]:
    """The persons of rejected rows of files whose state is not among ``stored``, so that the case does not know them."""
    for report in reports:
        for flag in report.flags if report.status not in stored else ():
            row = {"template": flag.template, "locator": flag.locator, **flag.params}
            yield from rejected_persons(report.digest, row)


def retract_source(session: Session, digest: str, *, reason: str | None = None) -> dict[str, int]:
    """Retract an import as a whole, with its declaration. The kept file stays; the log records the act.

    ``reason``: for the log; None: that of the session.
    Raises WrongUse for an empty reason, and unless exactly one source has a digest that begins like this.
    """
    return retract_sources(session, (digest,), reason=reason)


def retract_sources(session: Session, digests: Sequence[str], *, reason: str | None = None) -> dict[str, int]:
    """Retract several imports in one transaction, each as ``retract_source``: all or none, and an entry in the log for each."""
    session.allow("retract")
    if reason is not None:
        if not reason.strip():
            raise WrongUse("Retracting needs a reason: it goes into the log with your name.")
        session = replace(session, reason=reason)
    sources = session.store.sources()
    declarations = find_declarations(session, sources)
    wanted: dict[str, None] = {}
    for digest in digests:
        found = [kept.source.digest for kept in sources if kept.source.digest.startswith(digest)]
        if len(found) != 1:
            raise WrongUse(
                "Sources whose digest begins with {digest}: {count}; it must be one. tracer sources lists the digests.",
                count=len(found),
                digest=digest,
            )
        declaration = declarations.get(found[0])
        wanted |= dict.fromkeys([found[0], *([] if declaration is None else [declaration[0]])])
    with session.store.transaction() as writer:
        total: Counter[str] = Counter()
        for source in wanted:
            counts = writer.retract_source(source)
            session.log(writer, "retract", source, count_back(counts))
            total.update(counts)
    return dict(total)


def _import_file(
    session: Session, given: GivenFile, mappings: tuple[ColumnMapping, ...], *, alone: bool
) -> tuple[FileReport, tuple[PlacedFlag, ...]]:
    begin = time.monotonic()
    report, flags = _import_one(session, given, mappings, alone=alone)
    _log.info(
        "import status=%s source=%s rows=%d kept=%d rejected=%d flags=%d seconds=%.3f",
        report.status, report.digest[:16] or "-", report.rows, report.kept, report.rejected, len(report.flags),
        time.monotonic() - begin,
    )  # fmt: skip
    return report, flags


def _import_one(
    session: Session, given: GivenFile, mappings: tuple[ColumnMapping, ...], *, alone: bool
) -> tuple[FileReport, tuple[PlacedFlag, ...]]:
    file: SourceFile | None = None
    flags: tuple[PlacedFlag, ...] = ()
    if given.replace_reason is not None:
        session = replace(session, reason=given.replace_reason)
    try:
        file = open_given(session, given)
        reading = read_given_file(session, file, given, mappings, alone=alone)
        report = _write(session, reading) if reading.outcome in ("new", "replaces") else reading.report
        # Of a file that is new but not written nothing is in the case twice.
        flags = () if report.status == "refused" else reading.same_rows
    except EnvironmentFailure:
        raise
    except TracerError as error:
        report = report_refused(given.place.name, "" if file is None else file.digest, error)
    if report.status not in ("imported", "replaced"):
        counts = f" rows={report.rows} kept={report.kept} rejected={report.rejected}" if report.rows else ""
        session.note("import", report.digest, f"status={report.status}{counts}")
    return report, flags


def _write(session: Session, reading: Reading) -> FileReport:
    file, batch, mapping = reading.file, reading.batch, reading.mapping
    assert batch is not None
    declared = record_declaration(session, file, batch) if reading.declare else None
    action = "replace" if reading.replaced else "import"
    report = write_batch(session, file, batch, action, mapping=mapping, declared=declared, replaced=reading.replaced)
    if report.status in ("imported", "replaced") and mapping is not None:
        keep_mapping(session, mapping)
    return replace(report, change=reading.report.change, mapping=reading.report.mapping)

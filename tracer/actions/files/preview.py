"""Says what an import would do before anything is written: rows, statements with their balances, flags, refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast

from graph_schema.errors import TracerError
from graph_schema.messages import N_
from importers.bank.ledger.declaration import AccountNotStated, fields_to_declare
from importers.contract import Batch
from importers.declaration import Declaration
from importers.mapping import ColumnMapping
from importers.source import SourceFile, Upload
from tracer.access.pseudonyms import Veil
from tracer.actions.files.ingest import Progress, unstored_persons
from tracer.actions.files.statement_lines import (
    StatementLine,
    line_of,
    order_of,
    reconcile_file,
)
from tracer.casework.legal_checks import refuse_forbidden_steps
from tracer.casework.sessions.case import Case
from tracer.casework.sessions.protection import draw_veil
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.reconciliation import (
    ReconciledStatement,
    find_lost_flags,
    reconcile_chains,
)
from tracer.intake.kept.declarations import record_declaration
from tracer.intake.kept.mappings import choose_mappings, load_mappings, log_mapping, read_given
from tracer.intake.reading.foreseen_source import foresee
from tracer.intake.reading.foreseen_store import ForeseenStore
from tracer.intake.reading.given_files import (
    Reading,
    check_given,
    open_given,
    read_by,
    read_given_file,
    report_refused,
)
from tracer.intake.reading.given_places import GivenFile
from tracer.intake.reports.import_report import (
    FileReport,
    ImportReport,
    PlacedFlag,
    Status,
    place_flag,
    report_batch,
    veil_flag,
    veil_report,
)
from tracer.intake.writing.batches import flag_row, keeps_nothing, refuse_empty, rejection_row
from tracer.intake.writing.rejected_texts import add_row_texts
from tracer.intake.writing.repeated_rows import recognise_repeated
from tracer.resolve.payments import Payments
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import KeptSource

SHARED_DAYS: Final = N_(
    "Some of these statements share days with others of their account. The import joins the rows that are one payment; "
    "whether these statements connect is certain only after it."
)


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What the import would report of a file, with its statements.

    ``asks``: fields that a person may state of this file, because it has no columns for them. ``needed``: those without
    which it is refused. ``currency``: of its amounts, if it is the same for all tables of the sender; else empty.
    """

    report: FileReport
    statements: tuple[StatementLine, ...] = ()
    asks: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    currency: str = ""


@dataclass(frozen=True, slots=True)
class PreviewReport:
    """The previews of all files, in the order given. ``flags``: as in ``ImportReport``.

    ``shares_days``: some statements share days with others of their account. The import also joins rows that are one
    payment; whether these statements connect is certain only then.
    """

    files: tuple[FilePreview, ...]
    flags: tuple[PlacedFlag, ...] = ()
    shares_days: bool = False

    @property
    def as_import(self) -> ImportReport:
        """The same without statements, in the form of an import."""
        return ImportReport(tuple(file.report for file in self.files), self.flags)


def preview_files(
    session: Session,
    files: Sequence[Path | Upload | GivenFile],
    *,
    mappings: Sequence[Path | Upload] = (),
    declared: Declaration | None = None,
    replace_reason: str | None = None,
    strict_mapping: bool | None = None,
    progress: Progress | None = None,
) -> PreviewReport:
    """What would an import of these files keep, reject and refuse, and would their statements add up?

    Reads and checks as ``import_files`` does, in the same order, with every file before it as if it were in the case;
    writes the access log only. Conflicts between records are found only when they are written.
    The report is under the veil, which covers persons who are protected by one of these files. Raises as ``import_files``.
    """
    session.allow("import")
    given_files = check_given(session, files, declared, replace_reason)
    given = read_given(mappings)
    alone = len(given_files) == 1 if strict_mapping is None else strict_mapping
    view = _View(session)
    previews, before = [], session.veil()
    for index, file in enumerate(given_files):
        if progress is not None:
            progress(before.file_name(file.place.name), index, len(given_files))
        previews.append(view.preview(file, given, alone=alone))
    stored = ("would_import", "known", "would_replace")
    digests = {one.report.digest for one in previews if one.report.status in stored}
    store, unjoined = view.session.store, _Unjoined()
    chains = list(reconcile_chains(store, digests, unjoined.payments))
    flags = [
        *(flag for one in previews for flag in one.same_rows),
        *(place_flag("chains", found.file, found.flag) for found in chains),
        *(place_flag("rejected", found.file, found.flag) for found in find_lost_flags(store, digests)),
    ]
    veil = draw_veil(store, session.language, unstored_persons((one.report for one in previews), stored))
    return PreviewReport(
        tuple(one.under(veil) for one in previews), tuple(veil_flag(flag, veil) for flag in flags), unjoined.asked
    )


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """The preview of one file before the veil: account ids and numbers as they are.

    ``typed``: the account as a person typed it. It is shown so: a pseudonym would tell whose account it is.
    """

    report: FileReport
    statements: tuple[ReconciledStatement, ...] = ()
    mapping: ColumnMapping | None = None
    unstated: bool = False
    same_rows: tuple[PlacedFlag, ...] = ()
    typed: str | None = None

    def under(self, veil: Veil) -> FilePreview:
        asks: tuple[str, ...] = ()
        currency = ""
        if self.mapping is not None and self.mapping.format == "bank-ledger" and self.report.status != "known":
            asks, currency = fields_to_declare(self.mapping), self.mapping.constants.get("currency", "")
        return FilePreview(
            veil_report(self.report, veil),
            tuple(line_of(found, veil, typed=self.typed) for found in sorted(self.statements, key=order_of)),
            asks,
            ("account",) if self.unstated else (),
            currency,
        )


class _Unjoined:
    """Stands for the payments of the case: before an import no rows are joined. ``asked``: was it needed?"""

    def __init__(self) -> None:
        self.asked = False
        self.graph, self.open = None, ()

    def payments(self) -> Payments:
        self.asked = True
        return cast(Payments, self)


class _View:
    """The case with the files previewed so far."""

    def __init__(self, session: Session) -> None:
        self._store = ForeseenStore(session.store)
        # Any read that the foreseen store does not have fails, and a transaction is one of them.
        case = Case(cast(CaseStore, self._store), session.folder, session.case.largest_file)
        self.session = replace(session, case=case)

    def preview(self, given: GivenFile, mappings: tuple[ColumnMapping, ...], *, alone: bool) -> _Foreseen:
        file: SourceFile | None = None
        try:
            file = open_given(self.session, given)
            reading = read_given_file(self.session, file, given, mappings, alone=alone)
            found = self._foresee(reading)
        except TracerError as error:
            report = report_refused(given.place.name, "" if file is None else file.digest, error)
            mapping = None if file is None else self._mapping(file, mappings, alone=alone)
            found = _Foreseen(report, (), mapping, isinstance(error, AccountNotStated))
        report = found.report
        counts = f" rows={report.rows} kept={report.kept} rejected={report.rejected}" if report.rows else ""
        self.session.note("preview", report.digest, f"status={report.status}{counts}")
        return replace(found, typed=None if given.declared is None else given.declared.account)

    def _foresee(self, reading: Reading) -> _Foreseen:
        file, batch, mapping = reading.file, reading.batch, reading.mapping
        if batch is None:
            records = self._store.source_records(file.digest)
            return _Foreseen(reading.report, reconcile_file(records))
        if reading.outcome in ("new", "replaces"):
            batch = refuse_forbidden_steps(self.session, batch, without=reading.replaced)
            batch = add_row_texts(file, batch, mapping)
            if keeps_nothing(batch):
                return _Foreseen(replace(refuse_empty(file, batch), mapping=reading.report.mapping), (), mapping)
            batch = recognise_repeated(self.session.store, batch)
            self._add(reading, batch)
            status: Status = "would_replace" if reading.replaced else "would_import"
            report = replace(
                report_batch(file, status, batch), change=reading.report.change, mapping=reading.report.mapping
            )
            return _Foreseen(report, reconcile_file(batch), mapping, same_rows=reading.same_rows)
        statements = () if reading.outcome == "empty" else reconcile_file(batch)
        return _Foreseen(reading.report, statements, mapping, same_rows=reading.same_rows)

    def _add(self, reading: Reading, batch: Batch) -> None:
        session = self.session
        declared = record_declaration(session, reading.file, batch) if reading.declare else None
        parts = [batch] if declared is None else [declared[1], batch]
        for part in parts:
            self._store.check(part, reading.replaced)
        for part in parts:
            kept = KeptSource(
                part.source,
                session.stamp(),
                session.actor.name,
                tuple(flag_row(flag) for flag in part.flags),
                tuple(rejection_row(row) for row in part.rejections),
            )
            act = session.audit_event("import", part.source.digest, log_mapping(reading.mapping).strip())
            self._store.add(foresee(kept, part, act), reading.replaced if part is parts[0] else ())

    def _mapping(self, file: SourceFile, mappings: tuple[ColumnMapping, ...], *, alone: bool) -> ColumnMapping | None:
        """The mapping of a refused file, if exactly one fits it."""
        try:
            fitting = choose_mappings(file, mappings, load_mappings(self.session, ()), alone=alone)
            found = read_by(file, fitting)
        except TracerError:
            return None
        return found if len(fitting) == 1 else None

"""The result of an import or a decision for each file: counts, flags and rejected rows, under the veil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from graph_schema.codes.roles import REJECTED_PROTECTED, REJECTED_UNKNOWN
from graph_schema.messages import Message
from importers.contract import Batch, Flag
from importers.source import SourceFile
from tracer.access.pseudonyms import Veil
from tracer.intake.reports.changes import Change, veil_change
from tracer.store.ports.store_values import KeptSource

HIDDEN = "…"
"""Stands in place of a row, or of a cell, that is about a protected person."""
Status = Literal["imported", "known", "would_import", "refused", "differs", "would_replace", "replaced"]


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A flag on the file, with its locator."""

    severity: str
    locator: str
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """A red flag that a check of the case found, with the name of the check and the file."""

    check: str
    severity: str
    file: str
    locator: str
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that was not kept."""

    locator: str
    value: str
    # A Message, or plain text in older cases.
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """The result for one file. ``rows`` = ``kept`` + ``rejected``.

    ``message``: why the whole file was refused, in English; ``template`` and ``params``: the same for translation.
    ``why``: what each importer missed in a file that no importer reads. ``mapping``: the name of the mapping by which the
    file is read. ``change``: what is or would be replaced, if the file is in the case and is read differently now.
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
    why: str = ""
    mapping: str = ""
    change: Change | None = None

    @property
    def has_red_flags(self) -> bool:
        """Does the file have a red flag, which a person must check?"""
        return any(flag.severity == "red" for flag in self.flags)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The results for all files, in the order given.

    ``flags``: breaks in the chains of statements of their accounts, over all files of the case.
    """

    files: tuple[FileReport, ...]
    flags: tuple[PlacedFlag, ...] = ()

    @property
    def clean(self) -> bool:
        """Is every file in the case as it is read now, with every row kept and without a red flag?"""
        return not self.flags and all(
            file.status not in ("refused", "differs")
            and not file.rejected
            and not file.conflicts
            and not file.has_red_flags
            for file in self.files
        )


def report_batch(file: SourceFile, status: Status, batch: Batch) -> FileReport:
    """The report of this file from the batch that was read."""
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


def report_known(name: str, kept: KeptSource) -> FileReport:
    """The report of a file that was imported earlier, as the case keeps it, with flags and rejected rows."""
    source = kept.source
    return FileReport(
        file=name,
        status="known",
        digest=source.digest,
        importer=source.importer,
        rows=source.rows,
        kept=source.kept,
        rejected=source.rejected,
        flags=tuple(read_flag(row) for row in kept.flags),
        rejections=tuple(RejectedRow(**row) for row in kept.rejections),
    )


def read_flag(kept: Mapping[str, str]) -> FlagLine:
    """A flag as a case keeps it."""
    row = dict(kept)
    return FlagLine(row.pop("severity"), row.pop("locator"), row.pop("template"), row)


def place_flag(check: str, file: str, flag: Flag) -> PlacedFlag:
    """The flag with the name of its file and of the check that found it."""
    return PlacedFlag(check, flag.severity, file, flag.locator, flag.template, dict(flag.params))


def veil_flag(flag: PlacedFlag, veil: Veil) -> PlacedFlag:
    """The same under the veil."""
    return replace(
        flag, file=veil.file_name(flag.file), locator=veil.place(flag.locator), params=_veiled_params(flag.params, veil)
    )


def veil_report(report: FileReport, veil: Veil) -> FileReport:
    """The same under the veil: rejected rows, refusals and file names can identify a protected person."""
    hidden = {flag.locator for flag in report.flags if flag.template in (REJECTED_PROTECTED, REJECTED_UNKNOWN)}
    rows = (
        RejectedRow(
            veil.place(r.locator),
            veil.text(r.value),
            veil.text(r.reason),
            HIDDEN if r.locator in hidden else veil.text(r.row),
        )
        for r in report.rejections
    )
    return replace(
        report,
        file=veil.file_name(report.file),
        flags=tuple(
            replace(flag, locator=veil.place(flag.locator), params=_veiled_params(flag.params, veil))
            for flag in report.flags
        ),
        rejections=tuple(rows),
        conflicts=tuple(veil.text(conflict) for conflict in report.conflicts),
        message=_message(report, veil),
        params=_veiled_params(report.params, veil),
        why=veil.text(report.why),
        mapping=veil.text(report.mapping),
        change=None if report.change is None else veil_change(report.change, veil),
    )


def _veiled_params(params: dict[str, str], veil: Veil) -> dict[str, str]:
    return {name: veil.param(name, value) for name, value in params.items()}


def _message(report: FileReport, veil: Veil) -> str:
    if not report.template:
        return veil.text(report.message)
    veiled = Message(report.template, **_veiled_params(report.params, veil))
    # A name may be complete only in the whole sentence.
    return str(veil.text(str(veiled)))

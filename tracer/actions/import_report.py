"""What became of the files of an import or of a decision: counts, flags, rows not kept, told to who may see them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from importers.contract import Batch
from importers.source import SourceFile
from tracer.access.pseudonyms import Veil
from tracer.store.port import KeptSource

Status = Literal["imported", "known", "would_import", "refused"]


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
    # A Sentence, save where an old case kept it as finished text.
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


def report_known(name: str, kept: KeptSource) -> FileReport:
    """What became of this file when it was imported earlier, as the case keeps it: flags and rejected rows too."""
    source = kept.source
    return FileReport(
        file=name,
        status="known",
        digest=source.digest,
        importer=source.importer,
        rows=source.rows,
        kept=source.kept,
        rejected=source.rejected,
        flags=tuple(_read_flag(dict(row)) for row in kept.flags),
        rejections=tuple(RejectedRow(**row) for row in kept.rejections),
    )


def _read_flag(row: dict[str, str]) -> FlagLine:
    return FlagLine(row.pop("severity"), row.pop("locator"), row.pop("template"), row)


def veil_report(report: FileReport, veil: Veil) -> FileReport:
    """The same under the veil: rejected rows, refusals and file names may tell who a protected person is."""
    rows = (
        RejectedRow(r.locator, veil.text(r.value), veil.text(r.reason), veil.text(r.row)) for r in report.rejections
    )
    return replace(
        report,
        file=veil.file_name(report.file),
        flags=tuple(replace(flag, params=_veiled_params(flag.params, veil)) for flag in report.flags),
        rejections=tuple(rows),
        conflicts=tuple(veil.text(conflict) for conflict in report.conflicts),
        message=veil.text(report.message.replace(report.file, veil.file_name(report.file))),
        params=_veiled_params(report.params, veil),
    )


def _veiled_params(params: dict[str, str], veil: Veil) -> dict[str, str]:
    return {name: veil.file_name(value) if name == "file" else veil.text(value) for name, value in params.items()}

"""Writes all flags as a CSV table that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph_schema.messages import N_, Message
from tracer.actions.files.sources import open_source_report
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import FileReport, PlacedFlag
from tracer.wording.language import Language
from tracer.wording.visible_signs import neutral_cell

if TYPE_CHECKING:
    from tracer.actions.files.check import VerifyReport


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One line of the table. ``severity``: red, amber, conflict, look or broken."""

    file: str
    place: str
    severity: str
    reason: str
    values: Mapping[str, str]


_TITLES = (N_("file"), N_("place"), N_("severity"), N_("reason"), N_("values"))
_SEVERITY = {
    "red": N_("red"),
    "amber": N_("amber"),
    "conflict": N_("conflict"),
    "look": N_("look"),
    "broken": N_("broken"),
}


def import_flags(report: FileReport) -> list[FlagRow]:
    """The flags of a file, then its conflicts."""
    rows = [
        FlagRow(report.file, flag.locator, flag.severity, Message(flag.template, **flag.params), flag.params)
        for flag in report.flags
    ]
    for conflict in report.conflicts:
        values = conflict.params if isinstance(conflict, Message) else {}
        rows.append(FlagRow(report.file, values.get("place", ""), "conflict", conflict, values))
    return rows


def verify_flags(report: VerifyReport) -> list[FlagRow]:
    """All findings of a verification: what each failed check names, then the flags."""
    rows = [
        FlagRow("", found, check.result, Message(check.template, **check.params), {"check": check.name})
        for check in report.checks
        if check.result != "holds"
        for found in check.found
    ]
    return rows + placed_flags(report.flags)


def placed_flags(flags: Iterable[PlacedFlag]) -> list[FlagRow]:
    """Flags of several files."""
    return [
        FlagRow(flag.file, flag.locator, flag.severity, Message(flag.template, **flag.params), flag.params)
        for flag in flags
    ]


def export_flags(session: Session, digest: str, language: Language) -> bytes:
    """The flags of one file of the case as CSV. Raises NotFound if the case does not have the file."""
    rows = import_flags(open_source_report(session, digest))
    session.read("read", "flags", digest, f"rows={len(rows)}")
    return format_flags(rows, language)


def write_flags(rows: Iterable[FlagRow], path: Path, language: Language) -> None:
    """Write the rows as CSV, as ``format_flags``."""
    path.write_bytes(format_flags(rows, language))


def format_flags(rows: Iterable[FlagRow], language: Language) -> bytes:
    """The rows as CSV: file, place, severity, reason in the reader's language, the values in it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([language.text(title) for title in _TITLES])
    for row in rows:
        values = "; ".join(f"{name}={language.said(value)}" for name, value in sorted(row.values.items()))
        cells = (row.file, row.place, language.text(_SEVERITY[row.severity]), language.said(row.reason), values)
        writer.writerow([neutral_cell(cell) for cell in cells])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()

"""Writes the rejected rows as a table for the sender, which is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from graph_schema.messages import N_
from tracer.intake.reports.import_report import FileReport
from tracer.wording.language import Language
from tracer.wording.visible_signs import neutral_cell, show_signs


def write_rejections(report: FileReport, path: Path, language: Language) -> None:
    """Write the rejected rows as CSV, as ``format_rejections``."""
    path.write_bytes(format_rejections(report, language))


def format_rejections(report: FileReport, language: Language) -> bytes:
    """The rejected rows as CSV: place, value, reason in the reader's language, the row as the file has it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([language.text(title) for title in (N_("place"), N_("value"), N_("reason"), N_("row"))])
    for row in report.rejections:
        writer.writerow(
            [neutral_cell(show_signs(text)) for text in (row.locator, row.value, language.said(row.reason), row.row)]
        )
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()

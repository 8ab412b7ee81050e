"""The rows that were not kept, as a table that goes back to the sender and opens safely in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from graph_schema.words import N_
from tracer.actions.import_report import FileReport
from tracer.language import Language


def write_rejections(report: FileReport, path: Path, words: Language) -> None:
    """Write the rows that were not kept as CSV: place, value, reason in the reader's language, the row as it stands."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([words.text(title) for title in (N_("place"), N_("value"), N_("reason"), N_("row"))])
    for row in report.rejections:
        writer.writerow([neutral_cell(text) for text in (row.locator, row.value, words.said(row.reason), row.row)])
    path.write_bytes(b"\xef\xbb\xbf" + buffer.getvalue().encode())


def neutral_cell(text: str) -> str:
    """The text as a spreadsheet may open it: one that would run as a formula is made plain text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

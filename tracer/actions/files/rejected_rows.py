"""Lists the rows that were not kept, over all files of the case, with the reason for each."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from graph_schema.messages import N_
from tracer.casework.evidence_lines import EvidenceLine
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import RejectedRow, report_known, veil_report
from tracer.wording.language import Language
from tracer.wording.visible_signs import neutral_cell, show_signs


@dataclass(frozen=True, slots=True)
class RejectedPlace:
    """One row that was not kept, under the veil, and where it is."""

    place: EvidenceLine
    row: RejectedRow


def list_rejected(session: Session, *, most: int | None = None) -> tuple[RejectedPlace, ...]:
    """Which rows were not kept, by file and place? ``most``: no more than so many; None: all."""
    found = _collect(session, most)
    session.read("read", "rejections", "", f"rows={len(found)}")
    return found


def export_all_rejected(session: Session, language: Language) -> bytes:
    """All rows that were not kept as CSV: file, place, value, reason in the reader's language, the row as the file has it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    titles = (N_("file"), N_("place"), N_("value"), N_("reason"), N_("row"))
    writer.writerow([language.text(title) for title in titles])
    for one in list_rejected(session):
        cells = (one.place.file, one.row.locator, one.row.value, language.said(one.row.reason), one.row.row)
        writer.writerow([neutral_cell(show_signs(text)) for text in cells])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _collect(session: Session, most: int | None) -> tuple[RejectedPlace, ...]:
    session.allow("read", "rejections")
    names, veil = session.source_names(), session.veil()
    found: list[RejectedPlace] = []
    for kept in sorted(session.store.sources(), key=lambda one: (names[one.source.digest], one.source.digest)):
        if most is not None and len(found) >= most:
            break
        if not kept.rejections:
            continue
        digest = kept.source.digest
        rows = veil_report(report_known(kept.source.name, kept), veil).rejections
        found += [RejectedPlace(EvidenceLine(digest, names[digest], row.locator), row) for row in rows]
    return tuple(found[:most])

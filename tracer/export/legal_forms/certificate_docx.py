"""A certificate as a DOCX that a magistrate completes in a word processor."""

from __future__ import annotations

from typing import Any

from docx.document import Document as DocxDocument
from docx.shared import Cm

from tracer.casefile.certificates.filled_certificate import FilledCertificate
from tracer.export.legal_forms.certificate_text import certificate_content
from tracer.export.legal_forms.docx_parts import (
    add_rows,
    add_text,
    document_bytes,
    docx_text,
    new_document,
    small_line,
    two_columns,
)
from tracer.wording.language import Language

_LABELS = 6.0
"""Width of the column of labels, in centimetres."""


def write_certificate_docx(certificate: FilledCertificate, language: Language) -> bytes:
    """The certificate to complete. The same certificate and language give the same bytes."""
    content = certificate_content(certificate, language)
    document = new_document(
        title=content["title"],
        author=content["author"],
        on=certificate.as_of,
        language=language.code,
        header=f"{content['title']} · {content['words']['confidential']}",
        footer=content["footer"],
    )
    document.add_heading(docx_text(content["title"]), 0)
    add_text(document, content["notice"], italic=True)
    add_rows(document, content["heading"])
    document.add_heading(content["words"]["empty"], 1)
    add_text(document, f"{content['empty_intro']} {content['words']['star']}")
    for group in content["empty"]:
        document.add_heading(group["heading"], 2)
        for row in group["rows"]:
            add_text(document, row, style="List Bullet")
    for section in content["sections"]:
        document.add_heading(docx_text(section["title"]), 1)
        for part in section["parts"]:
            _add_part(document, part)
    if content["notes"]:
        document.add_heading(content["words"]["sources"], 1)
        for number, note in enumerate(content["notes"], 1):
            small_line(document.add_paragraph(), f"[{number}] {note}")
    return document_bytes(document)


def _add_part(document: DocxDocument, part: dict[str, Any]) -> None:
    if part["heading"]:
        document.add_heading(docx_text(part["heading"]), 2)
    table = two_columns(document, _LABELS)
    for field in part["fields"]:
        left, right = table.add_row().cells
        left.width, right.width = Cm(_LABELS), Cm(16.6 - _LABELS)
        small_line(left.paragraphs[0], field["label"] + ("\u00a0*" if field["mandatory"] else ""))
        lines: list[tuple[str, list[int]]] = [(box, []) for box in field["boxes"]]
        lines += [(value["text"], value["notes"]) for value in field["values"]]
        if field["empty"] and not field["boxes"]:
            lines.append((field["empty"], []))
        for place, (text, notes) in enumerate(lines):
            paragraph = right.paragraphs[0] if place == 0 else right.add_paragraph()
            run = paragraph.add_run(docx_text(text))
            run.italic = text == field["empty"] or None
            if notes:
                paragraph.add_run(f" [{', '.join(map(str, notes))}]").font.superscript = True

"""A filled certificate in the words of a document: one place for the PDF and the DOCX alike."""

from __future__ import annotations

from typing import Any, Final

from graph_schema.messages import N_
from tracer.casefile.certificates.filled_certificate import EmptyField, FilledCertificate, FilledField, FilledPart
from tracer.export.schedule_text import format_note
from tracer.wording.language import Language

TICKED, UNTICKED = "☒", "☐"
REGIONS: Final = {"en": "GB", "ro": "RO"}


def certificate_content(certificate: FilledCertificate, language: Language) -> dict[str, Any]:
    """All text of the document, in its order: the empty mandatory fields first, then the sections, then the footnotes."""
    return {
        "lang": language.code,
        "region": REGIONS[language.code],
        "title": certificate.title,
        "author": certificate.author,
        "case_number": certificate.case_number,
        "year": certificate.as_of.year,
        "month": certificate.as_of.month,
        "day": certificate.as_of.day,
        "notice": language.text(
            N_(
                "Draft filled from the records of the case. It has no effect before a magistrate completes and signs it."
            )
        ),
        "footer": language.text(N_("Case fingerprint {digest}"), digest=certificate.digest[:32]),
        "heading": [
            [language.text(name), value]
            for name, value in (
                (N_("Legal basis"), certificate.statute),
                (N_("Version of the form"), certificate.version),
                (N_("Criminal file"), certificate.case_number),
                (N_("Order"), certificate.order_number),
                (N_("Executing State"), language.country(certificate.to_state) if certificate.to_state else "…"),
                (N_("As of"), language.long_date(certificate.as_of)),
                (N_("Prepared by"), certificate.author),
            )
        ],
        "empty_intro": _count_empty(certificate, language),
        "empty": _list_empty(certificate, language),
        "sections": [
            {
                "title": language.text(N_("Section {letter}: {title}"), letter=section.letter, title=section.title),
                "parts": [_part(part, language) for part in section.parts],
            }
            for section in certificate.sections
        ],
        "notes": [format_note(note, language) for note in certificate.notes],
        "remark": "",
        "words": {
            "confidential": language.text(N_("For official use")),
            "empty": language.text(N_("Mandatory fields that are empty")),
            "star": language.text(N_("A star marks a field that the form asks for.")),
            "sources": language.text(N_("Records behind the values")),
        },
    }


def _count_empty(certificate: FilledCertificate, language: Language) -> str:
    if not certificate.empty:
        return language.text(N_("Every mandatory field is filled."))
    return language.plural("{n} mandatory field is empty.", "{n} mandatory fields are empty.", len(certificate.empty))


def _list_empty(certificate: FilledCertificate, language: Language) -> list[dict[str, Any]]:
    """Two lists: what the records of the case should fill, and what is left to the magistrate."""
    groups = (
        (N_("To be put on record in the case"), False),
        (N_("Left to the magistrate"), True),
    )
    found = []
    for heading, left in groups:
        rows = [_empty_line(row) for row in certificate.empty if row.left_to_magistrate is left]
        if rows:
            found.append({"heading": language.text(heading), "rows": rows})
    return found


def _empty_line(row: EmptyField) -> str:
    label = f"{row.label} ({row.part})" if row.part else row.label
    return f"{row.code}: {label}"


def _part(part: FilledPart, language: Language) -> dict[str, Any]:
    return {"heading": part.heading, "fields": [_field(field, language) for field in part.fields]}


def _field(field: FilledField, language: Language) -> dict[str, Any]:
    if field.is_empty:
        words = N_("… (left to the magistrate)") if field.left_to_magistrate else N_("… (not on record)")
        rest = language.text(words)
    else:
        rest = ""
    return {
        "label": f"{field.code}. {field.label}",
        "mandatory": field.mandatory,
        "boxes": [f"{TICKED if box.ticked else UNTICKED} {box.label}" for box in field.boxes],
        "values": [{"text": value.text, "notes": list(value.notes)} for value in field.values if value.text],
        "empty": rest,
    }

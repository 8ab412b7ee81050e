"""What the document of a step is called: its kind, its number and its date."""

from __future__ import annotations

from graph_schema.codes.documents import DOCUMENTS_BY_CODE
from graph_schema.messages import N_
from graph_schema.records.events import Event
from tracer.wording.language import Language


def describe_document(event: Event, language: Language) -> str:
    """The document of a step: its kind in the reader's words or as the record words it, its number, its date."""
    code, kind, number, day = (event.props.get(f"document_{part}") for part in ("kind", "type", "number", "date"))
    return name_document(str(code or kind or ""), str(number or ""), "" if day is None else str(day), language)


def name_document(kind: str, number: str, day: str, language: Language) -> str:
    """A document in the reader's words. ``kind``: a code, or words; ``day``: a partial date; each may be empty."""
    if kind in DOCUMENTS_BY_CODE:
        kind = language.text(DOCUMENTS_BY_CODE[kind].english)
    dated = "" if not day else language.text(N_("of {day}"), day=language.partial_date(day))
    return " ".join(filter(None, (kind, number, dated)))

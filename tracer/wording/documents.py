"""What the document of a step is called: its kind, its number and its date."""

from __future__ import annotations

from graph_schema.codes.documents import DOCUMENTS_BY_CODE
from graph_schema.messages import N_
from graph_schema.records.events import Event
from tracer.wording.language import Language


def describe_document(event: Event, language: Language) -> str:
    """The document of a step: its kind in the reader's words or as the record words it, its number, its date."""
    code, kind, number, day = (event.props.get(f"document_{part}") for part in ("kind", "type", "number", "date"))
    if code is not None:
        kind = language.text(DOCUMENTS_BY_CODE[str(code)].english)
    dated = "" if day is None else language.text(N_("of {day}"), day=language.partial_date(str(day)))
    return " ".join(filter(None, (str(kind or ""), str(number or ""), dated)))

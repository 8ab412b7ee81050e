"""The schedule of a suspect's assets: built for a reader, written in a form that the reader chooses, logged with its digest."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph_schema.errors import EnvironmentFailure
from graph_schema.records.provenance import digest_bytes
from tracer.actions.annexes.listing import read_annexes
from tracer.casefile.build_schedule import compose_schedule
from tracer.casefile.schedule import Schedule
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS, read_methods
from tracer.export.registry import EXPORT_FORMS, ExportForm, form_of_file, read_form
from tracer.wording.language import Language

__all__ = ["EXPORT_FORMS", "ExportForm", "build_schedule", "export_schedule", "form_of_file", "save_document"]

_log = logging.getLogger(__name__)


def build_schedule(
    session: Session,
    suspect: str,
    method: str,
    language: Language,
    *,
    as_of: date | None = None,
    annexes: bool = True,
) -> Schedule:
    """What is tied to this suspect, worth what, under which measure, on which rows?

    ``method``: the tracing method, which must be named. ``annexes``: with the pictures that stand in the report. The same case,
    suspect, method, day and language give the same schedule; whether a picture still holds is judged as of today.
    Raises NotFound for an unknown suspect; WrongUse for an unknown method.
    """
    chosen = read_methods([method], known_methods=METHODS_WITH_CHAINS)[0]
    session.read_nodes("export", "schedule", suspect, detail=f"method={chosen.value}")
    session = session.for_answer()
    schedule = compose_schedule(session, suspect, chosen, language, as_of or session.today())
    return replace(schedule, annexes=read_annexes(session.in_language(language))) if annexes else schedule


def export_schedule(
    session: Session,
    suspect: str,
    method: str,
    form: str,
    language: Language,
    *,
    as_of: date | None = None,
    annexes: bool = True,
) -> bytes:
    """The schedule as a document of this form. The log keeps its SHA-256, so that a copy can be held against it.

    Raises WrongUse for a form that is not in EXPORT_FORMS, and what ``build_schedule`` raises.
    """
    chosen = read_form(form)
    schedule = build_schedule(session, suspect, method, language, as_of=as_of, annexes=annexes)
    data = chosen.write(schedule, language)
    pictures = f" annexes={len(schedule.annexes)}" if schedule.annexes else ""
    detail = f"form={chosen.name} sha256={digest_bytes(data)} lines={len(schedule.lines)}{pictures}"
    session.note("export", suspect, detail)
    _log.info("export form=%s bytes=%d lines=%d", chosen.name, len(data), len(schedule.lines))
    return data


def save_document(data: bytes, path: Path) -> None:
    """Write a document whole or not at all. Raises EnvironmentFailure when the place does not allow it."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=path, reason=error.strerror) from error

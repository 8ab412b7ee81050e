"""Finds the one record of recovery that a person names for a document."""

from __future__ import annotations

from collections.abc import Collection

from graph_schema.errors import NotFound, WrongUse
from tracer.casework.recovery_records.numbered_records import records_numbered
from tracer.casework.sessions.session import Session


def find_record(session: Session, text: str, types: Collection[str]) -> str:
    """The id of the one record of these types with this id or number.

    Raises NotFound if there is none, WrongUse if there are several. Checks no right: the action that asks does.
    """
    found = records_numbered(session.graph(), text, types)
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse(
            "{text} is the number of several records: {ids}. Name the id, or the file, a slash and the number.",
            text=text,
            ids=", ".join(sorted(found)),
        )
    raise NotFound("No record from which this document can be made has the number {text}.", text=text)

"""Reads events in their order, each merged from all its sources."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import groupby

from graph_schema.records.events import Event
from graph_schema.records.merged_records import KeptEvent
from tracer.store.semantics.canonical import read_props
from tracer.store.semantics.record_merging import SourceRef, merge_event

_RECORDS = """
SELECT source.as_of, source.digest, event.id, event.type, event.subject, event.effective, event.recorded,
event.author,
       event.props, event.locator
FROM event_record AS event JOIN source ON source.no = event.source {} ORDER BY event.id
"""


def read_events(connection: sqlite3.Connection, *, subject: str | None, type_: str | None) -> tuple[KeptEvent, ...]:
    """Events by (effective, recorded, id)."""
    filters = {f"event.{name}": value for name, value in (("subject", subject), ("type", type_)) if value is not None}
    where = "WHERE " + " AND ".join(f"{column} = ?" for column in filters) if filters else ""
    rows = connection.execute(_RECORDS.format(where), tuple(filters.values()))
    records = ((SourceRef(as_of, digest), read_event(*rest)) for as_of, digest, *rest in rows)
    events = [merge_event(group) for _, group in groupby(records, key=lambda record: record[1].id)]
    return tuple(sorted(events, key=lambda kept: (kept.event.effective, kept.event.recorded, kept.event.id)))


def read_event(
    id_: str, type_: str, subject: str, effective: str, recorded: str, author: str, props: str, locator: str
) -> Event:
    """The event of a row."""
    days = date.fromisoformat(effective), date.fromisoformat(recorded)
    return Event(id_, type_, subject, *days, author, read_props(props), locator)

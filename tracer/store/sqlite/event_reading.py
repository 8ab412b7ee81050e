"""Events read in their order, each once with every place it was read from."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import groupby

from graph_schema.events import Event
from graph_schema.views import KeptEvent
from tracer.store.canonical import read_props
from tracer.store.record_merging import Teller, merge_event

_RECORDS = """
SELECT source.as_of, source.digest, event.id, event.type, event.subject, event.effective, event.recorded,
event.author,
       event.props, event.locator
FROM event_record AS event JOIN source ON source.no = event.source {} ORDER BY event.id
"""


def read_events(connection: sqlite3.Connection, *, subject: str | None, type_: str | None) -> tuple[KeptEvent, ...]:
    """Events by (effective, recorded, id)."""
    asked = {f"event.{name}": value for name, value in (("subject", subject), ("type", type_)) if value is not None}
    where = "WHERE " + " AND ".join(f"{column} = ?" for column in asked) if asked else ""
    rows = connection.execute(_RECORDS.format(where), tuple(asked.values()))
    records = ((Teller(as_of, digest), read_event(*rest)) for as_of, digest, *rest in rows)
    events = [merge_event(told) for _, told in groupby(records, key=lambda record: record[1].id)]
    return tuple(sorted(events, key=lambda kept: (kept.event.effective, kept.event.recorded, kept.event.id)))


def read_event(
    id_: str, type_: str, subject: str, effective: str, recorded: str, author: str, props: str, locator: str
) -> Event:
    """The event that a row keeps."""
    days = date.fromisoformat(effective), date.fromisoformat(recorded)
    return Event(id_, type_, subject, *days, author, read_props(props), locator)

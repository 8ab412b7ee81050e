"""Events and sources read in their order."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from graph_schema.events import Event
from graph_schema.provenance import Source
from graph_schema.views import KeptEvent
from tracer.store.canonical import read_notes
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.draft import KeptEvent as DraftedEvent
from tracer.store.neo4j.draft import read_event
from tracer.store.neo4j.node_reading import read_tellers
from tracer.store.neo4j.told import Tellers
from tracer.store.port import KeptSource
from tracer.store.record_merging import Teller, merge_event

_FIELDS = tuple(field.name for field in dataclasses.fields(Source))


def read_events(reader: Reader, *, subject: str | None, type_: str | None) -> tuple[KeptEvent, ...]:
    """Events by (effective, recorded, id)."""
    asked = {name: value for name, value in (("subject", subject), ("type", type_)) if value is not None}
    rows = reader.rows(statements.READ_EVENTS[tuple(asked)], **asked)
    tellers = read_tellers(reader)
    events = [merge_event(records_of(read_event(row), tellers)) for row in rows]
    return tuple(sorted(events, key=lambda kept: (kept.event.effective, kept.event.recorded, kept.event.id)))


def records_of(kept: DraftedEvent, tellers: Tellers) -> list[tuple[Teller, Event]]:
    """The event as each source tells it."""
    return [
        (
            tellers.by_number[number],
            dataclasses.replace(kept.event, recorded=date.fromisoformat(day), locator=locator),
        )
        for number, (day, locator) in sorted(kept.told.items())
    ]


def read_sources(reader: Reader) -> tuple[KeptSource, ...]:
    """All sources, by digest."""
    return tuple(_source(row["source"]) for row in reader.rows(statements.READ_SOURCES))


def _source(row: Mapping[str, Any]) -> KeptSource:
    source = Source(*(row[name] for name in _FIELDS))
    return KeptSource(source, row["received"], row["actor"], read_notes(row["flags"]), read_notes(row["rejections"]))

"""Reads events and sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from graph_schema.records.events import Event
from graph_schema.records.merged_records import KeptEvent
from graph_schema.records.provenance import Source
from tracer.store.neo4j.queries import events as events_queries
from tracer.store.neo4j.queries import sources as sources_queries
from tracer.store.neo4j.reading.nodes import read_source_index
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.stored.records import SourceIndex
from tracer.store.neo4j.unit_of_work import StoredEvent, read_event
from tracer.store.ports.store_values import KeptSource
from tracer.store.semantics.canonical import read_notes
from tracer.store.semantics.record_merging import SourceRef, merge_event

_FIELDS = tuple(field.name for field in dataclasses.fields(Source))


def read_events(reader: SnapshotReader, *, subject: str | None, type_: str | None) -> tuple[KeptEvent, ...]:
    """Events by (effective, recorded, id)."""
    filters = {name: value for name, value in (("subject", subject), ("type", type_)) if value is not None}
    rows = reader.rows(events_queries.READ_EVENTS[tuple(filters)], **filters)
    source_index = read_source_index(reader)
    events = [merge_event(records_of(read_event(row), source_index)) for row in rows]
    return tuple(sorted(events, key=lambda kept: (kept.event.effective, kept.event.recorded, kept.event.id)))


def records_of(kept: StoredEvent, source_index: SourceIndex) -> list[tuple[SourceRef, Event]]:
    """The event as each source states it."""
    return [
        (
            source_index.by_number[number],
            dataclasses.replace(kept.event, recorded=date.fromisoformat(day), locator=locator),
        )
        for number, (day, locator) in sorted(kept.by_source.items())
    ]


def read_sources(reader: SnapshotReader) -> tuple[KeptSource, ...]:
    """All sources, by digest."""
    return tuple(_source(row["source"]) for row in reader.rows(sources_queries.READ_SOURCES))


def _source(row: Mapping[str, Any]) -> KeptSource:
    source = Source(*(row[name] for name in _FIELDS))
    return KeptSource(source, row["received"], row["actor"], read_notes(row["flags"]), read_notes(row["rejections"]))

"""The order in which events are read."""

from __future__ import annotations

import hashlib
from datetime import date

from graph_schema.records.events import Event
from graph_schema.records.provenance import Source
from tracer.store.sqlite.store import open_sqlite_store


def test_events_come_by_the_day_of_effect_then_of_recording_then_id(case_path):
    days = {"evt-1": (2, 9), "evt-2": (2, 3), "evt-3": (2, 3), "evt-4": (1, 9)}
    source = Source(
        hashlib.sha256(b"costs").hexdigest(), "costs", "register", "invented", "1", 9, "2024-03-31", 4, 4, 0
    )
    store = open_sqlite_store(case_path, create=True)
    with store.transaction() as writer:
        writer.register_source(source, received="2024-04-01T10:00:00Z", actor="Ana Inventată")
        for name, (effective, recorded) in days.items():
            event = Event(
                name,
                "Cost",
                "acc-1",
                date(2024, 2, effective),
                date(2024, 3, recorded),
                "Ana Inventată",
                {"amount_minor": 5, "currency": "RON"},
                "row:1",
            )
            writer.append_event(source.digest, event)
    assert [kept.event.id for kept in store.events()] == ["evt-4", "evt-2", "evt-3", "evt-1"]
    store.close()

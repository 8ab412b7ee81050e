"""Finds the tracing method that a person chose for an asset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graph_schema.records.merged_records import KeptEvent
from tracer.recovery.counting import counted_events


def chosen_methods(events: Iterable[KeptEvent], day: date) -> Mapping[str, KeptEvent]:
    """Asset -> the choice in force on that day: the last recorded choice that is not revoked."""
    kept = {one.event.id: one for one in events if one.event.type in ("MethodChosen", "Revoked")}
    counted = counted_events((one.event for one in kept.values()), as_of=day, known_on=day)
    ordered = sorted(counted, key=lambda event: event.recording_order)
    return {event.subject: kept[event.id] for event in ordered}

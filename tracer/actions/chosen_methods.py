"""Which tracing method was chosen for an asset, where a person put one on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graph_schema.views import KeptEvent
from tracer.recovery.counting import counted_events


def chosen_methods(events: Iterable[KeptEvent], day: date) -> Mapping[str, KeptEvent]:
    """Asset -> the choice that stands on that day: the last one that was not revoked."""
    kept = {one.event.id: one for one in events if one.event.type in ("MethodChosen", "Revoked")}
    counted = counted_events((one.event for one in kept.values()), as_of=day, known_on=day)
    return {event.subject: kept[event.id] for event in counted}

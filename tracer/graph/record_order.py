"""Sorts events in the order in which they were recorded: by the sequence of the log, which no clock can change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from graph_schema.audit_log import LogEntry
from graph_schema.records.events import Event
from graph_schema.records.merged_records import KeptEvent
from graph_schema.records.provenance import Source


class ReceivedSource(Protocol):
    """A source of the case, and the time at which it was received (UTC, ISO 8601)."""

    @property
    def source(self) -> Source:
        """The source itself."""
        ...

    @property
    def received(self) -> str:
        """When the source was received (UTC, ISO 8601)."""
        ...


class EventSource(Protocol):
    """What a store must offer so that its events can be sorted."""

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        """The events of this subject or type; None: of any."""
        ...

    def sources(self) -> Sequence[ReceivedSource]:
        """All sources of the case."""
        ...

    def log(self) -> Iterator[LogEntry]:
        """The entries of the audit log, in order."""
        ...


@dataclass(frozen=True, slots=True)
class RecordOrder:
    """Every event, by (effective, recording order, id). ``latest``: the latest day that a clock of the case recorded."""

    events: tuple[KeptEvent, ...]
    latest: date

    def next(self, event: Event, today: date) -> Event:
        """The same event as if it were recorded now, after all others."""
        day = max(self.latest, event.recorded) if event.recorded == today else event.recorded
        return replace(event, on_record=(day, sys.maxsize))


def read_receipts(store: EventSource) -> dict[str, tuple[int, str]]:
    """Digest of each source -> its place in the audit log, the day (ISO 8601) on which it was received."""
    places = {entry.audit_event.subject: entry.seq for entry in store.log()}
    return {kept.source.digest: (places.get(kept.source.digest, 0), kept.received[:10]) for kept in store.sources()}


def read_record_order(store: EventSource, types: Sequence[str] = ()) -> RecordOrder:
    """When was each event of the case, or each event of these types, recorded?

    A clock can be set back between two acts. If the day of recording of an event is the day on which its source was
    received, it comes from a clock; such an event is never placed before another such event that is earlier in the log.
    A day of recording that a register states counts as stated. Cost: one pass of the log if there are events.
    """
    events = tuple(kept for name in types for kept in store.events(type_=name)) if types else store.events()
    if not events:
        return RecordOrder((), date.min)
    came = read_receipts(store)
    placed_events = [(min(came[evidence.source] for evidence in kept.evidence), kept) for kept in events]
    latest, placed = date.min, []
    for (place, day), kept in sorted(placed_events, key=lambda one: (one[0], one[1].event.recorded)):
        by_clock = kept.event.recorded.isoformat() == day
        latest = max(latest, kept.event.recorded) if by_clock else latest
        on_record = (latest if by_clock else kept.event.recorded, place)
        placed.append(replace(kept, event=replace(kept.event, on_record=on_record)))
    return RecordOrder(
        tuple(sorted(placed, key=lambda kept: (kept.event.effective, kept.event.recording_order, kept.event.id))),
        latest,
    )

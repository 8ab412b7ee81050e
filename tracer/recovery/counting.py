"""Selects the events that count on one date, as known on another date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from graph_schema.records.events import Event, revoked_ids


def counted_events(
    events: Iterable[Event], *, as_of: date | None = None, known_on: date | None = None
) -> tuple[Event, ...]:
    """Which of these facts held on a date, as far as they were on record on another?

    An event counts if ``effective <= as_of`` and ``recorded <= known_on`` (both inclusive; ``None``: no
    limit) and no Revoked event that counts names its id. A revocation is dated like any event: before its own
    dates the revoked event still counts. A revocation that corrects an error from the start has the effective
    date of the event that it revokes. A revocation can be revoked too; then the event counts again. Each id counts
    once. Sorted by (effective, recording order, id), whatever the order of ``events``. Events of type Revoked are not
    returned.
    """
    known = {
        event.id: event
        for event in events
        if (as_of is None or event.effective <= as_of) and (known_on is None or event.recorded <= known_on)
    }
    gone = revoked_ids(known)
    kept = [event for event in known.values() if event.type != "Revoked" and event.id not in gone]
    return tuple(sorted(kept, key=lambda event: (event.effective, event.recording_order, event.id)))


def events_by_subject(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """Which events are about each subject, in the order given?"""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.subject].append(event)
    return {subject: tuple(rows) for subject, rows in found.items()}

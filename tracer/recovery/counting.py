"""Which events count on one date, as known on another: late records and revocations left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from graph_schema.events import Event, revoked_ids


def counted_events(
    events: Iterable[Event], *, as_of: date | None = None, known_on: date | None = None
) -> tuple[Event, ...]:
    """Which of these facts held on a date, as far as they were on record on another?

    An event counts if ``effective <= as_of`` and ``recorded <= known_on`` (both inclusive; ``None``: no
    limit) and no counting Revoked event names its id. A revocation is dated like any event: before its own
    dates the revoked event still counts; one that corrects an error from the start carries the effective date
    of what it revokes. A revocation may itself be revoked, which restores the event. Each id counts once.
    Sorted by (effective, recorded, id), whatever order they came in. Revoked events themselves are not
    returned.
    """
    known = {
        event.id: event
        for event in events
        if (as_of is None or event.effective <= as_of) and (known_on is None or event.recorded <= known_on)
    }
    gone = revoked_ids(known)
    kept = [event for event in known.values() if event.type != "Revoked" and event.id not in gone]
    return tuple(sorted(kept, key=lambda event: (event.effective, event.recorded, event.id)))


def events_by_subject(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """Which events speak of each subject, in the order given?"""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.subject].append(event)
    return {subject: tuple(rows) for subject, rows in found.items()}

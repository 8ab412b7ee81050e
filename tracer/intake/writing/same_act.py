"""Recognises an act that is repeated because its first answer was lost, so that it is not recorded twice.

Two acts are the same if their content is the same. The content of a step is its subject, its state, its document and its
reason; the content of a mark is the money, the label and the person, without the reason. The id of the event comes from the
content, not from the time. To record a second act of the same content, a person gives a ``key`` that the first act did not
have; with the same key, it is the second act again. An act that was revoked can be repeated without a key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from graph_schema.messages import N_
from graph_schema.records.events import revoked_ids
from graph_schema.records.merged_records import KeptEvent
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import FileReport, report_known
from tracer.store.ports.store_values import KeptSource

_DIGITS: Final = 16
SAME_ACT: Final = N_(
    "This act is already on record as {digest}; nothing was added. To record a second act of the same content, add a --key."
)


@dataclass(frozen=True, slots=True)
class SameAct:
    """The id of the act's event. ``source``: the source that already records it; None: the act is new."""

    event: str
    source: KeptSource | None


def find_same(session: Session, subject: str, make_id: Callable[..., str], key: str) -> SameAct:
    """Is this act already on record?

    ``make_id``: computes the id of the event from its content and from the texts given. Two acts at the same moment are
    one event that two sources state. Cost: all events of the subject.
    """
    kept = {one.event.id: one for one in session.store.events(subject=subject)}
    gone = revoked_ids({id_: one.event for id_, one in kept.items()})
    added = (f"key={key}",) if key else ()
    time = 1
    while True:
        id_ = make_id(*added, *((f"time={time}",) if time > 1 else ()))
        if id_ not in kept:
            return SameAct(id_, None)
        if id_ not in gone:
            return SameAct(id_, first_source(session, kept[id_]))
        time += 1


def first_source(session: Session, kept: KeptEvent) -> KeptSource:
    """The source that stated this event first."""
    stated_by = {evidence.source for evidence in kept.evidence}
    acts = (one for one in session.store.sources() if one.source.digest in stated_by)
    return min(acts, key=lambda one: (one.received, one.source.digest))


def report_same(session: Session, source: KeptSource, action: str) -> FileReport:
    """The report of an act that is already on record; the repetition is written to the access log."""
    session.note(action, source.source.digest, "status=known")
    # Other content of the source does not belong to this act.
    acts = {"digest": source.source.digest[:_DIGITS]}
    known = report_known(source.source.name, source)
    return replace(known, flags=(), rejections=(), template=SAME_ACT, params=acts)

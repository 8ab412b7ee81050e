"""Records what a person decides: like a bank statement, a kept source, with name, time and reason."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.events import Event
from graph_schema.records.identity import event_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import ASSET_TYPES, Node
from importers.registers.decision import IMPORTER, write_decision
from importers.source import from_bytes
from tracer.access.roles import Right
from tracer.casework.legal_checks import refuse_forbidden_steps
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.case_tracing import read_methods
from tracer.intake.reports.import_report import FileReport, report_batch, veil_report
from tracer.intake.writing.batches import write_batch


def record_decision(
    session: Session,
    *,
    right: Right,
    action: str,
    reason: str,
    nodes: Sequence[Node] = (),
    links: Sequence[Link] = (),
    events: Sequence[Event] = (),
    texts: Sequence[str] = (),
) -> FileReport:
    """Keep a decision and what follows from it, in one transaction with its log entry.

    ``texts``: long texts that its events name by SHA-256; they lie in the kept file of the decision, not in the store.
    Raises WrongUse without a reason; what the rules refuse is returned as a rejection with its reason.
    """
    session.allow(right)
    if not reason.strip():
        raise WrongUse("A decision needs a reason: it goes on record with your name.")
    stamp = session.stamp()
    data = write_decision(
        author=session.actor.name,
        role=session.actor.role,
        at=stamp,
        reason=reason,
        nodes=nodes,
        links=links,
        events=events,
        texts=texts,
    )
    file = from_bytes(f"decision {stamp.replace(':', '.')}.json", data)
    batch = IMPORTER.read(file, ())
    refused = refuse_forbidden_steps(session, batch)
    if refused.rejections:
        session.note("refused", file.digest, f"action={action} rejected={len(refused.rejections)}")
        return veil_report(report_batch(file, "refused", refused), session.veil())
    return veil_report(write_batch(session, file, batch, action), session.veil())


def choose_method(session: Session, asset: str, method: str, reason: str) -> FileReport:
    """Choose the one tracing method under which this asset goes to court."""
    session.allow("decide")
    view = session.store.get([asset]).get(asset)
    if view is None or view.type not in ASSET_TYPES:
        raise NotFound("There is no asset with the id {id} in the case.", id=asset)
    chosen = read_methods([method])[0].value
    event = new_event(session, "MethodChosen", asset, {"method": chosen, "reason": reason})
    return record_decision(session, right="decide", action="method", reason=reason, events=[event])


def revoke(session: Session, event: str, reason: str) -> FileReport:
    """Revoke an earlier decision or step. It stays on record, and so does the revocation.

    To revoke a step of a measure, a person needs the right to record one.
    """
    session.allow("decide")
    events = {kept.event.id: kept.event for kept in session.store.events()}
    if event not in events:
        raise NotFound("There is no event with the id {id} in the case.", id=event)
    meant = events[event]
    while meant.type == "Revoked" and str(meant.props["event"]) in events:
        meant = events[str(meant.props["event"])]
    right: Right = "order" if meant.type == "StateChange" else "decide"
    session.allow(right)
    revocation = new_event(session, "Revoked", events[event].subject, {"event": event, "reason": reason})
    return record_decision(session, right=right, action="revoke", reason=reason, events=[revocation])


def new_event(session: Session, kind: str, subject: str, props: dict[str, str | int | bool]) -> Event:
    """The decision of this person about a subject, now, as an event that is not yet on record."""
    today = session.today()
    parts = (f"{key}={props[key]}" for key in sorted(props))
    return Event(
        id=event_id(kind, subject, today.isoformat(), session.actor.name, session.stamp(), *parts),
        type=kind,
        subject=subject,
        effective=today,
        recorded=today,
        author=session.actor.name,
        props=props,
        locator="path:/events/0",
    )

"""What a person decides goes in by the same door as a bank statement: a kept record with name, time and reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph_schema.errors import NotFound, WrongUse
from graph_schema.events import Event
from graph_schema.identity import event_id
from graph_schema.links import Link
from graph_schema.nodes import ASSET_TYPES, Node
from graph_schema.transfers import TRANSFER_KINDS
from importers.registers.decision import IMPORTER, write_decision
from importers.source import from_bytes
from tracer.access.roles import Right
from tracer.actions.batches import write_batch
from tracer.actions.import_report import FileReport, report_batch
from tracer.actions.session import Session
from tracer.actions.step_order import refuse_forbidden_steps
from tracer.actions.trace import read_methods


def record_decision(
    session: Session,
    *,
    right: Right,
    action: str,
    reason: str,
    nodes: Sequence[Node] = (),
    links: Sequence[Link] = (),
    events: Sequence[Event] = (),
) -> FileReport:
    """Keep a decision and what follows from it, in one transaction with its log entry.

    Raises WrongUse without a reason; what the rules refuse comes back as a rejection with the reason why.
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
    )
    file = from_bytes(f"decision {stamp.replace(':', '.')}.json", data)
    batch = IMPORTER.read(file, ())
    refused = refuse_forbidden_steps(session, batch)
    if refused.rejections:
        session.note("refused", file.digest, f"action={action} rejected={len(refused.rejections)}")
        return report_batch(file, "refused", refused)
    return write_batch(session, file, batch, action)


def mark_proceeds(
    session: Session,
    account: str,
    *,
    label: str,
    reason: str,
    kinds: Sequence[str] = (),
    from_date: date | None = None,
    to_date: date | None = None,
    counterparty: str | None = None,
) -> FileReport:
    """Hold the receipts of an account, of these kinds and days, to be proceeds of crime, under a label.

    An assessment of the person who makes it, revocable; everything traced afterwards rests on it.
    """
    session.allow("decide")
    view = session.store.get([account]).get(account)
    if view is None or view.type != "Account":
        raise NotFound("There is no account with the id {id} in the case.", id=account)
    wrong = [kind for kind in kinds if kind not in TRANSFER_KINDS]
    if wrong:
        raise WrongUse("There is no kind of transfer {kind}; known are {known}.",
                       kind=wrong[0], known=", ".join(TRANSFER_KINDS))  # fmt: skip
    if from_date is not None and to_date is not None and to_date < from_date:
        raise WrongUse("The period ends on {end}, before it begins on {begin}.", begin=from_date, end=to_date)
    props: dict[str, str | int | bool] = {"label": label, "reason": reason}
    if kinds:
        props["kinds"] = ",".join(kinds)
    if from_date is not None:
        props["from_date"] = from_date.isoformat()
    if to_date is not None:
        props["to_date"] = to_date.isoformat()
    if counterparty is not None:
        props["counterparty"] = counterparty
    event = _event(session, "ProceedsMarked", account, props)
    return record_decision(session, right="decide", action="mark", reason=reason, events=[event])


def choose_method(session: Session, asset: str, method: str, reason: str) -> FileReport:
    """Choose the one tracing method under which this asset goes to court."""
    session.allow("decide")
    view = session.store.get([asset]).get(asset)
    if view is None or view.type not in ASSET_TYPES:
        raise NotFound("There is no asset with the id {id} in the case.", id=asset)
    chosen = read_methods([method])[0].value
    event = _event(session, "MethodChosen", asset, {"method": chosen, "reason": reason})
    return record_decision(session, right="decide", action="method", reason=reason, events=[event])


def revoke(session: Session, event: str, reason: str) -> FileReport:
    """Take an earlier decision or step back. It stays on record, and so does the revocation.

    A step of a measure is taken back by who may put one on record.
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
    revocation = _event(session, "Revoked", events[event].subject, {"event": event, "reason": reason})
    return record_decision(session, right=right, action="revoke", reason=reason, events=[revocation])


def _event(session: Session, kind: str, subject: str, props: dict[str, str | int | bool]) -> Event:
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

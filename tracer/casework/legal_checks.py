"""Checks new steps of measures against the law: the order of steps, and whose goods a measure reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from graph_schema.messages import Message
from graph_schema.records.events import Event
from graph_schema.records.fields import read_codes
from graph_schema.records.links import Link
from graph_schema.records.merged_records import MergedLink
from importers.contract import Batch, Rejection
from tracer.recovery.remarks import Refusal
from tracer.wording.terms import CASE_ROLE_WORDS, PURPOSE_WORDS, STATE_WORDS

# Most files state no step of a measure: the rules of measures are imported with the first step.
if TYPE_CHECKING:
    from tracer.casework.sessions.session import Session

_WORDS: Final = CASE_ROLE_WORDS | PURPOSE_WORDS


def refuse_forbidden_steps(session: Session, batch: Batch, *, without: Collection[str] = ()) -> Batch:
    """The batch with each step that the law does not allow turned into a rejection with its reason.

    The whole history of each measure is checked: the steps of the case and the new steps, in order of effect. For a step
    that orders a freezing, the check includes whether the purpose reaches the goods. ``without``: digests of sources that
    the same act retracts; events that only these sources state do not count.
    """
    steps = [event for event in batch.events if event.type == "StateChange"]
    if not steps:
        return batch
    from tracer.graph.record_order import read_record_order
    from tracer.recovery.counting import events_by_subject
    from tracer.recovery.measures.history import check_history
    from tracer.recovery.measures.purposes import ORDERS

    refused: dict[str, Refusal] = {}
    order, today = read_record_order(session.store, ("StateChange", "Revoked")), session.today()
    on_record = events_by_subject(
        kept.event for kept in order.events if any(evidence.source not in without for evidence in kept.evidence)
    )
    for measure in dict.fromkeys(event.subject for event in steps):
        held = on_record.get(measure, ())
        new = [order.next(event, today) for event in batch.events if event.subject == measure]
        refused.update(check_history(held, new))
        known = {event.id for event in held}
        for event in new:
            if event.type == "StateChange" and event.props["state"] in ORDERS and event.id not in known:
                barred = _check_step(session, batch, event)
                if barred is not None:
                    refused[event.id] = barred
    if not refused:
        return batch
    reasons = {event: format_refusal(refusal) for event, refusal in refused.items()}
    rows = _rejected_rows(steps, reasons)
    places = {row.locator for row in rows}
    return replace(
        batch,
        source=replace(batch.source, kept=batch.source.kept - len(rows), rejected=batch.source.rejected + len(rows)),
        events=tuple(event for event in batch.events if event.locator not in places),
        rejections=(*batch.rejections, *rows),
    )


def format_refusal(refusal: Refusal) -> Message:
    """The reason with its codes as words; after the word for a state comes its code."""
    params = {
        name: format_refusal(value) if isinstance(value, Refusal) else _format_codes(value)
        for name, value in refusal.params.items()
    }
    return Message(refusal.template, **params)


def _format_codes(text: str) -> str:
    """Codes separated by commas as words; any other text unchanged."""
    codes = text.split(", ")
    if set(codes) <= STATE_WORDS.keys():
        words = [Message("{word} ({code})", word=Message(STATE_WORDS[code]), code=code) for code in codes]
        return Message.listed(words, ", ")
    if set(codes) <= _WORDS.keys():
        return Message.listed([Message(_WORDS[code]) for code in codes], ", ")
    return text


def check_goods(
    *, purposes: Iterable[str], person: str, asset: str, case: str, day: date, links: Iterable[Link | MergedLink]
) -> Refusal | None:
    """Do the purposes of a measure allow it to reach this asset? None: yes.

    The roles in the criminal file and the owners on that day come from ``links``.
    """
    from tracer.casework.register_entries import owners_on
    from tracer.recovery.measures.purposes import check_purposes

    links = tuple(links)
    roles: dict[str, set[str]] = {}
    for link in links:
        if link.type == "RoleIn" and link.head == case:
            roles.setdefault(link.tail, set()).add(str(link.props["role"]))
    owners = owners_on(links, asset, day)
    others = [] if person in owners else [roles.get(owner, set()) for owner in owners]
    return check_purposes(purposes, roles.get(person, set()), others)


def _check_step(session: Session, batch: Batch, step: Event) -> Refusal | None:
    """The same check for a step of a measure that the case holds or the batch adds."""
    reasons = [node.props for node in batch.nodes if node.id == step.subject]
    view = session.store.get([step.subject]).get(step.subject)
    purposes = str((reasons[0] if reasons else view.props if view is not None else {}).get("purposes", ""))
    ends = {link.type: link.head for link in _links_of(session, batch, step.subject) if link.tail == step.subject}
    if not {"Covers", "Against", "InCase"} <= ends.keys():
        return None
    return check_goods(
        purposes=read_codes(purposes),
        person=ends["Against"],
        asset=ends["Covers"],
        case=ends["InCase"],
        day=step.effective,
        links=(link for end in ("Covers", "InCase") for link in _links_of(session, batch, ends[end])),
    )


def _links_of(session: Session, batch: Batch, node: str) -> Sequence[Link | MergedLink]:
    return [*session.store.links_of(node), *(link for link in batch.links if node in (link.tail, link.head))]


def _rejected_rows(steps: Iterable[Event], refused: dict[str, Message]) -> tuple[Rejection, ...]:
    """One rejection for each row of the file that has a refused step; all events of the row are rejected with it."""
    found = {event.locator: event for event in reversed(list(steps)) if event.id in refused}
    return tuple(
        Rejection(place, str(event.props["state"]), refused[event.id]) for place, event in sorted(found.items())
    )

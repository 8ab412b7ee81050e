"""What the law allows a measure: the order of its steps and whose goods it reaches, held against what is added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from graph_schema.events import Event
from graph_schema.links import Link
from graph_schema.views import LinkView
from graph_schema.words import Sentence
from importers.contract import Batch, Rejection
from tracer.actions.session import Session
from tracer.actions.standing import owners_on
from tracer.recovery.history import check_history
from tracer.recovery.purposes import ORDERS, check_purposes
from tracer.recovery.remarks import Refusal
from tracer.terms import CASE_ROLE_WORDS, PURPOSE_WORDS, STATE_WORDS

_WORDS: Final = CASE_ROLE_WORDS | PURPOSE_WORDS


def refuse_forbidden_steps(session: Session, batch: Batch) -> Batch:
    """A step of a measure that the law does not allow becomes a rejection with its reason.

    The whole history of each measure is checked: what the case holds and what the file adds, in order of effect; and
    for a step that orders a freeze, whether the purpose reaches the goods.
    """
    steps = [event for event in batch.events if event.type == "StateChange"]
    if not steps:
        return batch
    refused: dict[str, Refusal] = {}
    for measure in dict.fromkeys(event.subject for event in steps):
        held = [kept.event for kept in session.store.events(subject=measure)]
        new = [event for event in batch.events if event.subject == measure]
        refused.update(check_history(held, new))
        known = {event.id for event in held}
        for event in new:
            if event.type == "StateChange" and event.props["state"] in ORDERS and event.id not in known:
                barred = _check_step(session, batch, event)
                if barred is not None:
                    refused[event.id] = barred
    if not refused:
        return batch
    told = {event: tell_refusal(refusal) for event, refusal in refused.items()}
    rows = _rejected_rows(steps, told)
    places = {row.locator for row in rows}
    return replace(
        batch,
        source=replace(batch.source, kept=batch.source.kept - len(rows), rejected=batch.source.rejected + len(rows)),
        events=tuple(event for event in batch.events if event.locator not in places),
        rejections=(*batch.rejections, *rows),
    )


def tell_refusal(refusal: Refusal) -> Sentence:
    """The reason with its codes in words, a state with its code beside it."""
    params = {
        name: tell_refusal(value) if isinstance(value, Refusal) else _tell_codes(value)
        for name, value in refusal.params.items()
    }
    return Sentence(refusal.template, **params)


def _tell_codes(text: str) -> str:
    """Codes with commas as words; any other text as it is."""
    codes = text.split(", ")
    if set(codes) <= STATE_WORDS.keys():
        words = [Sentence("{word} ({code})", word=Sentence(STATE_WORDS[code]), code=code) for code in codes]
        return Sentence.listed(words, ", ")
    if set(codes) <= _WORDS.keys():
        return Sentence.listed([Sentence(_WORDS[code]) for code in codes], ", ")
    return text


def check_goods(
    *, purposes: Iterable[str], person: str, asset: str, case: str, day: date, links: Iterable[Link | LinkView]
) -> Refusal | None:
    """Does the purpose reach the goods, by the roles in the file and the owners entered that day that ``links`` tell?"""
    links = tuple(links)
    roles: dict[str, set[str]] = {}
    for link in links:
        if link.type == "RoleIn" and link.head == case:
            roles.setdefault(link.tail, set()).add(str(link.props["role"]))
    owners = owners_on(links, asset, day)
    others = [] if person in owners else [roles.get(owner, set()) for owner in owners]
    return check_purposes(purposes, roles.get(person, set()), others)


def _check_step(session: Session, batch: Batch, step: Event) -> Refusal | None:
    """The same for a step of a measure that the case holds or the file tells of."""
    told = [node.props for node in batch.nodes if node.id == step.subject]
    view = session.store.get([step.subject]).get(step.subject)
    purposes = str((told[0] if told else view.props if view is not None else {}).get("purposes", ""))
    ends = {link.type: link.head for link in _links_of(session, batch, step.subject) if link.tail == step.subject}
    if not {"Covers", "Against", "InCase"} <= ends.keys():
        return None
    return check_goods(
        purposes=[purpose.strip() for purpose in purposes.split(",")],
        person=ends["Against"],
        asset=ends["Covers"],
        case=ends["InCase"],
        day=step.effective,
        links=(link for end in ("Covers", "InCase") for link in _links_of(session, batch, ends[end])),
    )


def _links_of(session: Session, batch: Batch, node: str) -> Sequence[Link | LinkView]:
    return [*session.store.links_of(node), *(link for link in batch.links if node in (link.tail, link.head))]


def _rejected_rows(steps: Iterable[Event], refused: dict[str, Sentence]) -> tuple[Rejection, ...]:
    """One rejection a row of the file; all that the row says of the measure goes with it."""
    found = {event.locator: event for event in reversed(list(steps)) if event.id in refused}
    return tuple(
        Rejection(place, str(event.props["state"]), refused[event.id]) for place, event in sorted(found.items())
    )

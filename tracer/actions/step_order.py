"""The order of steps that the law allows a measure, held against what a file or a decision adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph_schema.events import Event
from graph_schema.words import Sentence
from importers.contract import Batch, Rejection
from tracer.actions.session import Session
from tracer.recovery.history import check_history


def refuse_forbidden_steps(session: Session, batch: Batch) -> Batch:
    """A step of a measure that the law's order does not allow becomes a rejection with its reason.

    The whole history of each measure is checked: what the case holds and what the file adds, in order of effect.
    """
    steps = [event for event in batch.events if event.type == "StateChange"]
    if not steps:
        return batch
    refused: dict[str, Sentence] = {}
    for measure in dict.fromkeys(event.subject for event in steps):
        held = [kept.event for kept in session.store.events(subject=measure)]
        new = [event for event in batch.events if event.subject == measure]
        refused.update({event: refusal.text for event, refusal in check_history(held, new).items()})
    if not refused:
        return batch
    rows = _rejected_rows(steps, refused)
    places = {row.locator for row in rows}
    return replace(
        batch,
        source=replace(batch.source, kept=batch.source.kept - len(rows), rejected=batch.source.rejected + len(rows)),
        events=tuple(event for event in batch.events if event.locator not in places),
        rejections=(*batch.rejections, *rows),
    )


def _rejected_rows(steps: Iterable[Event], refused: dict[str, Sentence]) -> tuple[Rejection, ...]:
    """One rejection a row of the file; all that the row says of the measure goes with it."""
    found = {event.locator: event for event in reversed(list(steps)) if event.id in refused}
    return tuple(
        Rejection(place, str(event.props["state"]), refused[event.id]) for place, event in sorted(found.items())
    )

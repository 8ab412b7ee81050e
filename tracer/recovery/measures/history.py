"""Replays the history of a measure: which steps the law refuses, and in which state the measure was on a date.

Steps are sorted by (effective, day on record). Several steps of one effective and recorded day are sorted by their
locator in the source (``row:9`` before ``row:10``). A step that is not possible yet waits for the other steps of
that day, because the sources state no better order within a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Final

from graph_schema.codes.states import STATES
from graph_schema.messages import N_
from graph_schema.records.events import Event
from tracer.recovery.counting import counted_events
from tracer.recovery.measures.transitions import (
    LIVE_STATES,
    PAYOUTS,
    WITHOUT_DOCUMENT,
    Transition,
    allowed_steps,
    find_step,
)
from tracer.recovery.remarks import Refusal

_DOCUMENT_FIELDS: Final = (
    ("document_type", "document_kind"),
    ("document_number",),
    ("document_date",),
    ("authority",),
)
"""What a document must state, each by one of these fields: its kind in the source's words or by code."""


@dataclass(frozen=True, slots=True)
class StatedSum:
    """An amount received or paid with a step, in minor units."""

    state: str
    minor: int
    currency: str
    on: date
    event: str


@dataclass(frozen=True, slots=True)
class MeasureState:
    """The state of a measure on a date. ``state`` None: the measure has no step yet.

    ``entered``: each step as (state, effective date, event id), in order. ``live``: the measure has begun and not
    ended. ``frozen_on``: first FROZEN; ``final_on``: last CONF_FINAL. ``released_share``: share of the asset
    released by partial releases. ``sums``: the amounts stated with steps. ``left_out``: steps on record that do not
    count, because they cannot follow the state of the measure (an earlier step was revoked, or was not yet on record).
    """

    state: str | None
    since: date | None
    entered: tuple[tuple[str, date, str], ...]
    live: bool
    frozen_on: date | None
    final_on: date | None
    released_share: Fraction
    sums: tuple[StatedSum, ...]
    left_out: tuple[tuple[str, Refusal], ...]


def check_history(held: Sequence[Event], new: Sequence[Event]) -> dict[str, Refusal]:
    """Which new steps of a measure must be refused, given what the case already holds, and why?

    Arguments: ``held``: all events of the case about the measures; ``new``: the events that a file adds. Of other types
    than StateChange, only revocations are read. Returns: refused event id -> reason. A refused step is left out when
    later steps are checked. A new step is refused if, because of its early date, a held step can no longer follow; the
    reason names the held step. A step that the case already holds, or that is revoked, is not checked again. Does not
    check whether documents are genuine, nor whose goods the purpose reaches (see ``purposes``). ``step_flags`` finds
    accepted steps that a person should check.
    Cost: O(refused x steps log steps). Source: ``transitions``.
    """
    present = {event.id for event in held}
    refused: dict[str, Refusal] = {}
    rows = {event.id: event for event in counted_events((*held, *new)) if event.type == "StateChange"}
    for measure in sorted({event.subject for event in rows.values() if event.id not in present}):
        own = [event for event in rows.values() if event.subject == measure]
        refused.update(
            _refuse([row for row in own if row.id in present], [row for row in own if row.id not in present])
        )
    return refused


def replay(events: Iterable[Event], *, as_of: date, known_on: date) -> MeasureState:
    """In which state was this measure on one date, as far as it was on record on another date?

    ``events``: of one measure, any types, any order. Counts what ``counted_events`` counts; both dates
    inclusive.
    """
    steps = [event for event in counted_events(events, as_of=as_of, known_on=known_on) if event.type == "StateChange"]
    return replay_counted(steps)


def replay_counted(steps: Iterable[Event]) -> MeasureState:
    """In which state is a measure after these steps? All of them count. See :func:`replay`."""
    walked = list(_walk(steps))
    taken = [event for event, refusal in walked if refusal is None]
    entered = tuple((_state(event), event.effective, event.id) for event in taken)
    state, since = (entered[-1][0], entered[-1][1]) if entered else (None, None)
    return MeasureState(
        state=state,
        since=since,
        entered=entered,
        live=state in LIVE_STATES,
        frozen_on=next((on for name, on, _ in entered if name == "FROZEN"), None),
        final_on=next((on for name, on, _ in reversed(entered) if name == "CONF_FINAL"), None),
        released_share=sum(
            (
                Fraction(str(event.props.get("released_share", "0/1")))
                for event in taken
                if _state(event) == "PART_RELEASED"
            ),
            Fraction(0),
        ),
        sums=tuple(
            StatedSum(
                _state(event),
                int(event.props["amount_minor"]),
                str(event.props["currency"]),
                event.effective,
                event.id,
            )
            for event in taken
            if "amount_minor" in event.props and "currency" in event.props
        ),
        left_out=tuple((event.id, refusal) for event, refusal in walked if refusal is not None),
    )


def possible_steps(state: MeasureState) -> tuple[Transition, ...]:
    """Which steps can this measure take next, given its earlier states? Each step still needs its document."""
    past = {name for name, _, _ in state.entered}
    return tuple(row for row in allowed_steps(state.state) if row.after is None or row.after in past)


def _refuse(held: list[Event], new: list[Event]) -> dict[str, Refusal]:
    broken = {event.id for event, refusal in _walk(held) if refusal is not None}
    fresh = {event.id for event in new}
    refused: dict[str, Refusal] = {}
    while True:
        found = _first_fault([*held, *(row for row in new if row.id not in refused)], fresh, broken)
        if found is None:
            return refused
        refused[found[0]] = found[1]


def _first_fault(steps: list[Event], fresh: set[str], broken: set[str]) -> tuple[str, Refusal] | None:
    last: Event | None = None
    for event, refusal in _walk(steps):
        if event.id in fresh:
            if refusal is not None:
                return event.id, refusal
            last = event
        elif refusal is not None and event.id not in broken and last is not None:
            return last.id, Refusal(
                N_(
                    "{to_state} on {day} does not go with {later_state} of {later_day}, which is "
                    "already on record: {reason} Revoke the later step first, or correct the date."
                ),
                {
                    "to_state": _state(last),
                    "day": last.effective.isoformat(),
                    "later_state": _state(event),
                    "later_day": event.effective.isoformat(),
                    "reason": refusal,
                },
            )
    return None


def _walk(steps: Iterable[Event]) -> Iterator[tuple[Event, Refusal | None]]:
    """Each step with the reason why it cannot follow, or None. A step that cannot follow does not change the state."""
    state: str | None = None
    past: set[str] = set()
    for _, same_day in groupby(
        sorted(steps, key=_order), key=lambda event: (event.effective, event.recording_order[0])
    ):
        waiting = list(same_day)
        while waiting:
            event = next((row for row in waiting if _problem(row, state, past) is None), None)
            if event is None:
                for row in waiting:
                    yield row, _problem(row, state, past)
                break
            waiting.remove(event)
            state = _state(event)
            past.add(state)
            yield event, None


def _order(event: Event) -> tuple[date, tuple[date, int], tuple[tuple[int, str], ...], bool, int, str]:
    place = tuple((int(digits or "0"), text) for text, digits in re.findall("([^0-9]*)([0-9]*)", event.locator))
    state = _state(event)
    return (event.effective, event.recording_order, place, state not in LIVE_STATES, STATES.index(state), event.id)


def _state(event: Event) -> str:
    return str(event.props["state"])


def _problem(event: Event, state: str | None, past: set[str]) -> Refusal | None:
    """Why can this step not follow this state? None: it can."""
    to_state = _state(event)
    params = {
        "from_state": state or "-",
        "to_state": to_state,
        "allowed": ", ".join(row.to_state for row in allowed_steps(state)) or "-",
    }
    step = find_step(state, to_state)
    if step is None or (step.after is not None and step.after not in past):
        return Refusal(_reason(state, to_state, past), params)
    if to_state not in WITHOUT_DOCUMENT:
        missing = [
            names[0] for names in _DOCUMENT_FIELDS if not any(str(event.props.get(name, "")).strip() for name in names)
        ]
        if missing:
            return Refusal(
                N_(
                    "A step from {from_state} to {to_state} needs a document with number, date and "
                    "authority; missing: {missing}."
                ),
                params | {"missing": ", ".join(missing)},
            )
    if step.needs_amount:
        amount = event.props.get("amount_minor")
        if not isinstance(amount, int) or amount <= 0 or "currency" not in event.props:
            return Refusal(
                N_(
                    "A step from {from_state} to {to_state} needs the sum paid, above zero, with "
                    "its currency; missing: amount_minor, currency."
                ),
                params,
            )
    return None


def _reason(state: str | None, to_state: str, past: set[str]) -> str:
    if state is None:
        return N_(
            "A measure begins with {allowed}, not with {to_state}: its first step "
            "{to_state} from {from_state} is refused."
        )
    if state not in LIVE_STATES and state not in PAYOUTS:
        return N_("The measure ended in {from_state}; {to_state} needs a new measure. Allowed from here: {allowed}.")
    if to_state in PAYOUTS and "CONF_FINAL" not in past:
        return N_(
            "No money is paid out before the confiscation is final: {from_state} cannot be "
            "followed by {to_state}. Allowed are: {allowed}."
        )
    if to_state in PAYOUTS:
        return N_(
            "No money has come in yet: {from_state} is followed by {to_state} only where "
            "the money was deposited after an early sale. Otherwise enforce and realise "
            "first. Allowed are: {allowed}."
        )
    if to_state == "REALISED" and "CONF_FINAL" not in past:
        return N_(
            "Before the confiscation is final an asset is sold only through SALE_ORDERED: "
            "{from_state} cannot be followed by {to_state}. Allowed are: {allowed}."
        )
    return N_("{from_state} cannot be followed by {to_state}. Allowed are: {allowed}.")

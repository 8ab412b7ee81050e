"""Steps of measures that are accepted and still deserve a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_schema.events import STATES, Event
from graph_schema.words import N_
from tracer.recovery.counting import counted_events
from tracer.recovery.documents import document_kind, names_document
from tracer.recovery.remarks import Flag
from tracer.recovery.transitions import find_step


def find_flags(events: Iterable[Event]) -> tuple[Flag, ...]:
    """Which steps of measures deserve a look though they are not refused?

    A legal date (effective date or date of the document) after the day of recording; a document whose wording
    names none of the kinds the step needs; a part release that does not say which share it frees.
    """
    return tuple(flag for event in counted_events(events) if event.type == "StateChange" for flag in _flags(event))


def _flags(event: Event) -> Iterator[Flag]:
    state, props = str(event.props["state"]), event.props
    legal = [event.effective.isoformat(), str(props.get("document_date", ""))]
    late = [day for day in legal if day > event.recorded.isoformat()]
    if late:
        yield Flag(
            event.id,
            N_("{state} is dated {day}, after it was recorded on {recorded}. Check both dates."),
            {"state": state, "day": max(late), "recorded": event.recorded.isoformat()},
        )
    kinds = sorted({code for start in (None, *STATES) if (row := find_step(start, state)) for code in row.documents})
    wording = props.get("document_type")
    if isinstance(wording, str) and kinds and not names_document(wording, kinds):
        yield Flag(
            event.id,
            N_("{state} rests on the document {document}; expected is one of {expected}. Check its kind."),
            {
                "state": state,
                "document": wording,
                "expected": ", ".join(document_kind(code).english for code in kinds),
            },
        )
    if state == "PART_RELEASED" and "released_share" not in props:
        yield Flag(
            event.id,
            N_(
                "The part release of {day} does not state the share it frees; the whole stays "
                "counted as frozen. Add the share."
            ),
            {"day": event.effective.isoformat()},
        )

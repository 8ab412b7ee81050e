"""Flags steps of measures that are accepted but that a person should check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_schema.codes.documents import DOCUMENTS_BY_CODE
from graph_schema.codes.states import STATES
from graph_schema.messages import N_
from graph_schema.records.events import Event
from tracer.recovery.counting import counted_events
from tracer.recovery.measures.documents import names_document
from tracer.recovery.measures.transitions import find_step
from tracer.recovery.remarks import RecoveryFlag


def find_flags(events: Iterable[Event]) -> tuple[RecoveryFlag, ...]:
    """Which steps of measures should a person check although they are not refused?

    Steps with a legal date (effective date or date of the document) after the day of recording, with a document whose
    wording names none of the kinds that the step needs, and partial releases that do not state the released share.
    """
    return tuple(flag for event in counted_events(events) if event.type == "StateChange" for flag in _flags(event))


def _flags(event: Event) -> Iterator[RecoveryFlag]:
    state, props = str(event.props["state"]), event.props
    legal = [event.effective.isoformat(), str(props.get("document_date", ""))]
    late = [day for day in legal if day > event.recorded.isoformat()]
    if late:
        yield RecoveryFlag(
            event.id,
            N_("{state} is dated {day}, later than the day of its recording, {recorded}. Check both dates."),
            {"state": state, "day": max(late), "recorded": event.recorded.isoformat()},
        )
    kinds = sorted({code for start in (None, *STATES) if (row := find_step(start, state)) for code in row.documents})
    code = props.get("document_kind")
    wording = DOCUMENTS_BY_CODE[str(code)].english if code is not None else props.get("document_type")
    named = code in kinds if code is not None else isinstance(wording, str) and names_document(wording, kinds)
    if isinstance(wording, str) and kinds and not named:
        yield RecoveryFlag(
            event.id,
            N_("{state} is based on the document {document}, but expected is one of: {expected}. Check the document."),
            {
                "state": state,
                "document": wording,
                "expected": ", ".join(DOCUMENTS_BY_CODE[code].english for code in kinds),
            },
        )
    if state == "PART_RELEASED" and "released_share" not in props:
        yield RecoveryFlag(
            event.id,
            N_(
                "The partial release of {day} does not state the released share. The whole share of the "
                "measure still counts as frozen. Add the released share."
            ),
            {"day": event.effective.isoformat()},
        )

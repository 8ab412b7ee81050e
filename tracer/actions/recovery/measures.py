"""Lists measures on assets: state, steps, next deadline, and the steps that may follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph_schema.codes.purposes import PURPOSES
from graph_schema.records.events import Event
from graph_schema.records.merged_records import Evidence, KeptEvent
from graph_schema.values.shares import share_text
from tracer.casework.earlier_measures.mapping_flags import MappingFlag
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, caption, evidence_format
from tracer.casework.recovery.item_history import (
    HistoryEntry,
    entry_document,
    events_by_id,
    item_history,
    unstated_of_measures,
)
from tracer.casework.recovery.recovery_state import RecoveryState, asset_class, recovery_state
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.figures.running_terms import terms_of_item
from tracer.recovery.measures.history import possible_steps, replay
from tracer.recovery.measures.step_flags import find_flags
from tracer.recovery.orders.transitions import ITEM_TRANSITIONS
from tracer.recovery.totals.counted_items import CountedItem
from tracer.wording.language import Language
from tracer.wording.plain_values import say_plain


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a measure: state reached, when it took effect, when recorded, by which document."""

    event: str
    state: str
    effective: date
    recorded: date
    document: str
    authority: str
    amount_minor: int | None
    currency: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure and how it stands. ``due``: next deadline, None when none runs. ``next_states``: what may follow.

    ``flags``: what deserves a look in its steps, in the reader's language. ``by_register``: it goes on by the steps of
    its register; else by acts with their orders.
    """

    id: str
    number: str
    asset: str
    asset_caption: str
    asset_class: str
    person: str
    person_caption: str
    case: str
    share: str
    purposes: tuple[str, ...]
    state: str
    since: date | None
    live: bool
    due: date | None
    days_left: int | None
    severity: str
    rule: str
    next_states: tuple[str, ...]
    by_register: bool
    steps: tuple[StepLine, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureList:
    """Measures as of a day, those with the nearest deadline first."""

    as_of: date
    measures: tuple[MeasureLine, ...]


def list_measures(session: Session, *, asset: str | None = None, as_of: date | None = None) -> MeasureList:
    """Which measures are on record, in which state is each, and which deadline comes next?

    A deadline that has passed is shown as overdue; it never changes a state.
    """
    session.read_nodes("oversee", "measures", *filter(None, [asset]))
    day = as_of or session.today()
    case_state = recovery_state(session, as_of=day, known_on=day)
    return MeasureList(day, measure_lines(session, case_state, day, asset=asset))


def measure_lines(
    session: Session, case_state: RecoveryState, day: date, *, asset: str | None = None
) -> tuple[MeasureLine, ...]:
    """The measures, those with the nearest deadline first. Checks no right and logs nothing: its caller has done both."""
    graph, form = session.graph(), evidence_format(session)
    recorded, unstated = events_by_id(session), unstated_of_measures(session)
    steps = _register_steps(recorded)
    rows = case_state.items.values() if asset is None else case_state.items_on(asset)
    lines = [
        _measure_line(
            graph, form, session.language, case_state, counted, recorded, steps, unstated.get(counted.item.item, [])
        )
        for counted in rows
        if counted.item.asset is not None
    ]
    lines.sort(key=lambda line: (line.due or date.max, line.number, line.id))
    return tuple(lines)


def _measure_line(
    graph: CaseGraph,
    form: EvidenceFormat,
    language: Language,
    case_state: RecoveryState,
    counted: CountedItem,
    recorded: Mapping[str, KeptEvent],
    steps: Mapping[str, list[Event]],
    unstated: Sequence[MappingFlag],
) -> MeasureLine:
    day, veil, item = case_state.as_of, form.veil, counted.item
    by_register = all(act.as_stated for act in case_state.facts.of(RecoveryAct, item.item))
    entries = item_history(case_state.facts, item, day, unstated)
    asset, person = graph.nodes[item.asset or ""], graph.nodes.get(item.holder or "")
    case = graph.nodes.get(item.case)
    term = next(iter(terms_of_item(case_state.facts, item, day)), None)
    own = [recorded[entry.record].event for entry in entries if entry.record in recorded]
    # That no register enters an owner is true of everything that no register lists.
    stated = [flag.message for flag in unstated if flag.code != "NO_OWNER" and (flag.day is None or flag.day <= day)]
    remarks = [*(flag.text for flag in find_flags(own)), *stated]
    return MeasureLine(
        id=item.item,
        number=str(graph.nodes[item.item].props["number"]),
        asset=asset.id,
        asset_caption=caption(asset, veil),
        asset_class=asset_class(asset),
        person=person.id if person is not None else "",
        person_caption=caption(person, veil) if person is not None else "",
        case=str(case.props["number"]) if case is not None else "",
        share=share_text(Fraction(1) if item.share is None else item.share),
        purposes=tuple(purpose for purpose in PURPOSES if purpose in item.purposes),
        state=counted.state,
        since=entries[-1].effective if entries else None,
        live=counted.live,
        due=term.due_day if term is not None else None,
        days_left=term.days_left(day) if term is not None else None,
        severity=term.severity(day) if term is not None else "",
        rule=term.rule.id if term is not None else "",
        next_states=tuple(_next_states(steps, counted, day, by_register=by_register)),
        by_register=by_register,
        steps=tuple(
            StepLine(
                event=entry.record,
                state=entry.state,
                effective=entry.effective,
                recorded=entry.recorded,
                document=veil.text(entry_document(recorded, entry, language)),
                authority=veil.text(_authority(recorded, entry)),
                amount_minor=_amount(recorded, entry),
                currency=_currency(recorded, entry),
                evidence=form.lines(_evidence(graph, recorded, entry.record)),
            )
            for entry in entries
        ),
        flags=tuple(veil.text(say_plain(remark, language)) for remark in remarks),
    )


def _amount(recorded: Mapping[str, KeptEvent], entry: HistoryEntry) -> int | None:
    """The sum of an entry as its record states it, in the ledger or not."""
    kept = recorded.get(entry.record)
    stated = None if kept is None else kept.event.props.get("amount_minor")
    return entry.minor if stated is None else int(stated)


def _currency(recorded: Mapping[str, KeptEvent], entry: HistoryEntry) -> str:
    kept = recorded.get(entry.record)
    return entry.currency if kept is None else str(kept.event.props.get("currency", entry.currency))


def _authority(recorded: Mapping[str, KeptEvent], entry: HistoryEntry) -> str:
    kept = recorded.get(entry.record)
    if kept is not None:
        return str(kept.event.props.get("authority", ""))
    return "" if entry.authority is None else entry.authority.name


def _evidence(graph: CaseGraph, recorded: Mapping[str, KeptEvent], record: str) -> Sequence[Evidence]:
    """The rows of a record, which is an event, or a node such as an appeal."""
    if record in recorded:
        return recorded[record].evidence
    return graph.nodes[record].evidence if record in graph.nodes else ()


def _next_states(
    steps: Mapping[str, list[Event]], counted: CountedItem, day: date, *, by_register: bool
) -> Iterator[str]:
    """Which states may follow? A measure of the earlier design goes on by the steps of its register, until an act moves it."""
    if by_register:
        state = replay(steps.get(counted.item.item, ()), as_of=day, known_on=day)
        yield from dict.fromkeys(step.to_state for step in possible_steps(state))
    else:
        yield from dict.fromkeys(row.to_state for row in ITEM_TRANSITIONS if row.from_state == counted.own)


def _register_steps(recorded: Mapping[str, KeptEvent]) -> dict[str, list[Event]]:
    """The steps of each measure that its register states, with their revocations."""
    found: dict[str, list[Event]] = {}
    for kept in recorded.values():
        event = kept.event
        target = recorded.get(str(event.props.get("event"))) if event.type == "Revoked" else None
        subject = event.subject if target is None else target.event.subject
        if event.type in ("StateChange", "Revoked"):
            found.setdefault(subject, []).append(event)
    return found

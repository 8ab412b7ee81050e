"""Lists measures on assets: state, steps, next deadline, and the steps that may follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph_schema.records.events import Event
from graph_schema.records.fields import read_codes
from graph_schema.records.merged_records import KeptEvent
from graph_schema.values.shares import share_text
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, caption, evidence_format
from tracer.casework.recovery_state import RecoveryState, asset_class, read_recovery_state
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.measures.history import possible_steps
from tracer.recovery.measures.step_flags import find_flags
from tracer.recovery.statistics.slices import MeasureFacts
from tracer.recovery.time_limits.deadlines import next_deadline
from tracer.wording.documents import describe_document


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

    ``flags``: what deserves a look in its steps, in the reader's language.
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
    graph = session.graph()
    case_state = read_recovery_state(graph, as_of=day, known_on=day)
    return MeasureList(day, measure_lines(session, case_state, day, asset=asset))


def measure_lines(
    session: Session, case_state: RecoveryState, day: date, *, asset: str | None = None
) -> tuple[MeasureLine, ...]:
    """The measures, those with the nearest deadline first. Checks no right and logs nothing: its caller has done both."""
    graph, form = session.graph(), evidence_format(session)
    recorded = {kept.event.id: kept for kept in graph.events}
    lines = [
        _measure_line(session, form, graph, case_state, measure, recorded, day)
        for measure in case_state.measures
        if asset is None or measure.asset == asset
    ]
    lines.sort(key=lambda line: (line.due or date.max, line.number, line.id))
    return tuple(lines)


def _measure_line(
    session: Session,
    form: EvidenceFormat,
    graph: CaseGraph,
    case_state: RecoveryState,
    facts: MeasureFacts,
    recorded: Mapping[str, KeptEvent],
    day: date,
) -> MeasureLine:
    veil, measure = form.veil, facts.id
    state = case_state.states[measure]
    shown = [recorded[event] for _, _, event in state.entered]
    asset, person = graph.nodes[facts.asset], graph.nodes.get(facts.person or "")
    case = graph.nodes.get(facts.case or "")
    class_ = asset_class(asset)
    deadline = next_deadline([kept.event for kept in shown], today=day, asset_class=class_)
    return MeasureLine(
        id=measure,
        number=str(graph.nodes[measure].props["number"]),
        asset=facts.asset,
        asset_caption=caption(asset, veil),
        asset_class=class_,
        person=facts.person or "",
        person_caption=caption(person, veil) if person is not None else "",
        case=str(case.props["number"]) if case is not None else "",
        share=share_text(facts.share),
        purposes=read_codes(facts.purposes),
        state=state.state or "IDENTIFIED",
        since=state.since,
        live=state.live,
        due=deadline.due if deadline is not None else None,
        days_left=deadline.days_left if deadline is not None else None,
        severity=deadline.severity if deadline is not None else "",
        rule=deadline.rule.id if deadline is not None else "",
        next_states=tuple(dict.fromkeys(step.to_state for step in possible_steps(state))),
        steps=tuple(
            StepLine(
                event=k.event.id,
                state=str(k.event.props["state"]),
                effective=k.event.effective,
                recorded=k.event.recorded,
                document=veil.text(describe_document(k.event, session.language)),
                authority=veil.text(str(k.event.props.get("authority", ""))),
                amount_minor=_amount(k.event),
                currency=str(k.event.props.get("currency", "")),
                evidence=form.lines(k.evidence),
            )
            for k in shown
        ),
        flags=tuple(veil.text(session.language.said(flag.text)) for flag in find_flags(k.event for k in shown)),
    )


def _amount(event: Event) -> int | None:
    value = event.props.get("amount_minor")
    return None if value is None else int(value)

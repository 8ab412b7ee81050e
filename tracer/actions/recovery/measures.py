"""Lists measures on assets with the steps that may follow, and records orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from graph_schema.codes.documents import DOCUMENTS_BY_CODE
from graph_schema.codes.purposes import PURPOSES
from graph_schema.errors import NotFound, WrongUse
from graph_schema.identifiers import check_case_number
from graph_schema.records.events import Event
from graph_schema.records.fields import read_codes
from graph_schema.records.identity import case_id, event_id, link_id, measure_id
from graph_schema.records.links import Link
from graph_schema.records.merged_records import KeptEvent
from graph_schema.records.nodes import ASSET_TYPES, Node
from graph_schema.values.shares import share_text
from tracer.actions.decisions import record_decision
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, caption, evidence_format
from tracer.casework.legal_checks import check_goods, format_refusal
from tracer.casework.payout_remarks import find_payout_remarks
from tracer.casework.recovery_state import RecoveryState, asset_class, read_recovery_state
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.intake.reports.import_report import FileReport, FlagLine
from tracer.intake.writing.same_act import find_same, report_same
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


@dataclass(frozen=True, slots=True)
class Document:
    """The document on which a step rests."""

    kind: str
    number: str
    day: date
    authority: str


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """The asset, person, share and purposes of a new measure; needed for the first step only."""

    number: str
    case_number: str
    asset: str
    person: str
    share: Fraction
    purposes: Sequence[str]


def list_measures(session: Session, *, asset: str | None = None, as_of: date | None = None) -> MeasureList:
    """Which measures are on record, in which state is each, and which deadline comes next?

    A deadline that has passed is shown as overdue; it never changes a state.
    """
    session.read("oversee", "measures", asset or "")
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


def open_measure(session: Session, new: NewMeasure, *, reason: str, document: Document, effective: date) -> FileReport:
    """Record a new measure on a share of an asset; its first step is that the asset is identified.

    Raises WrongUse for a purpose that does not reach the goods, by the roles on record in the file.
    """
    session.allow("order")
    graph = session.graph()
    node = graph.nodes.get(new.asset)
    if node is None or (node.type not in ASSET_TYPES and node.type != "Account"):
        raise NotFound("There is no asset with the id {id} in the case.", id=new.asset)
    if new.person not in graph.nodes:
        raise NotFound("There is no person or company with the id {id} in the case.", id=new.person)
    wrong = [purpose for purpose in new.purposes if purpose not in PURPOSES]
    if wrong or not new.purposes:
        raise WrongUse("A measure needs a purpose: one or more of {known}.", known=", ".join(PURPOSES))
    if not 0 < new.share <= 1:
        raise WrongUse("A measure covers a share above 0 and up to 1; {share} is none.", share=str(new.share))
    number = check_case_number(new.case_number).value
    case, measure = case_id(number), measure_id(number, new.number)
    if measure in graph.nodes:
        raise WrongUse("The measure {number} is already on record in file {case}.", number=new.number, case=number)
    nodes = [
        Node(case, "Case", {"number": number}, "path:/nodes/0"),
        Node(
            measure,
            "Measure",
            {"number": new.number, "share": share_text(new.share), "purposes": ",".join(dict.fromkeys(new.purposes))},
            "path:/nodes/1",
        ),
    ]
    links = [
        Link(link_id(kind, measure, head), kind, measure, head, {}, f"path:/links/{place}")
        for place, (kind, head) in enumerate((("Covers", new.asset), ("Against", new.person), ("InCase", case)))
    ]
    barred = check_goods(
        purposes=new.purposes,
        person=new.person,
        asset=new.asset,
        case=case,
        day=effective,
        links=(*graph.links_at(case), *graph.links_at(new.asset)),
    )
    if barred is not None:
        refusal_text = format_refusal(barred)
        raise WrongUse(refusal_text.template, **refusal_text.params)
    event = _step(session, measure, "IDENTIFIED", effective, document, None, reason)
    return record_decision(
        session, right="order", action="measure", reason=reason, nodes=nodes, links=links, events=[event]
    )


def record_step(
    session: Session,
    measure: str,
    state: str,
    *,
    effective: date,
    document: Document | None,
    reason: str,
    amount: tuple[int, str] | None = None,
    key: str = "",
) -> FileReport:
    """Put the next step of a measure on record.

    If the order of the law does not allow the step, nothing is changed and the report's ``rejections`` say why. The same
    step recorded again adds no second record: see :mod:`tracer.intake.writing.same_act` for ``key``. If the step states a
    sum, the report's ``flags`` say where the sums received and paid of the measure do not agree.
    """
    session.allow("order")
    view = session.store.get([measure]).get(measure)
    if view is None or view.type != "Measure":
        raise NotFound("There is no measure with the id {id} in the case.", id=measure)
    event = _step(session, measure, state, effective, document, amount, reason)
    parts = (f"{name}={event.props[name]}" for name in sorted(event.props))
    given = ("StateChange", measure, effective.isoformat(), *parts)
    same = find_same(session, measure, lambda *more: event_id(*given, *more), key)
    if same.source is not None:
        report = report_same(session, same.source, "step")
    else:
        event = replace(event, id=same.event)
        report = record_decision(session, right="order", action="step", reason=reason, events=[event])
    if amount is None or report.rejections:
        return report
    remarks = find_payout_remarks(session, measure, effective)
    flags = tuple(FlagLine("amber", event.locator, remark.template, dict(remark.params)) for remark in remarks)
    return replace(report, flags=(*report.flags, *flags))


def _step(
    session: Session,
    measure: str,
    state: str,
    effective: date,
    document: Document | None,
    amount: tuple[int, str] | None,
    reason: str,
) -> Event:
    props: dict[str, str | int | bool] = {"state": state, "reason": reason}
    if document is not None:
        given = {
            "document_kind" if document.kind in DOCUMENTS_BY_CODE else "document_type": document.kind,
            "document_number": document.number,
            "document_date": document.day.isoformat(),
            "authority": document.authority,
        }
        props |= {name: value for name, value in given.items() if value.strip()}
    if amount is not None:
        props |= {"amount_minor": amount[0], "currency": amount[1]}
    parts = (f"{key}={props[key]}" for key in sorted(props))
    return Event(
        id=event_id("StateChange", measure, effective.isoformat(), *parts),
        type="StateChange",
        subject=measure,
        effective=effective,
        recorded=session.today(),
        author=session.actor.name,
        props=props,
        locator="path:/events/0",
    )


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

"""Measures on assets: what is on record, what may follow, and putting an order on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph_schema.errors import NotFound, WrongUse
from graph_schema.events import Event
from graph_schema.identifiers import check_case_number
from graph_schema.identity import case_id, event_id, link_id, measure_id
from graph_schema.links import Link
from graph_schema.nodes import ASSET_TYPES, Node
from graph_schema.shares import share_text
from graph_schema.words import N_
from tracer.actions.decide import record_decision
from tracer.actions.explore import caption
from tracer.actions.import_report import FileReport
from tracer.actions.session import Session
from tracer.actions.sources import EvidenceLine, tell_evidence
from tracer.actions.standing import Standing, asset_class, read_standing
from tracer.actions.step_order import check_goods, tell_refusal
from tracer.graph import CaseGraph
from tracer.language import Language
from tracer.recovery.deadlines import next_deadline
from tracer.recovery.history import possible_steps
from tracer.recovery.step_flags import find_flags

PURPOSES = ("special_confiscation", "extended_confiscation", "fine", "costs", "damage")


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
    """The order or paper on which a step rests."""

    kind: str
    number: str
    day: date
    authority: str


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What a measure is on: asked for with the first step only."""

    number: str
    case_number: str
    asset: str
    person: str
    share: Fraction
    purposes: Sequence[str]


def list_measures(session: Session, *, asset: str | None = None, as_of: date | None = None) -> MeasureList:
    """Which measures are there, how do they stand, and which deadline comes next?

    A deadline that has passed is shown as overdue; it never changes a state.
    """
    session.read("read", "measures", asset or "")
    day = as_of or session.today()
    graph = session.graph()
    standing = read_standing(graph, as_of=day, known_on=day)
    lines = [
        _measure_line(session, graph, standing, measure.id, day)
        for measure in standing.measures
        if asset is None or measure.asset == asset
    ]
    lines.sort(key=lambda line: (line.due or date.max, line.number, line.id))
    return MeasureList(day, tuple(lines))


def open_measure(session: Session, new: NewMeasure, *, reason: str, document: Document, effective: date) -> FileReport:
    """Put an asset's share under a new measure: its first step is that the asset is identified.

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
        Node(measure, "Measure", {"number": new.number, "share": share_text(new.share),
                                  "purposes": ",".join(new.purposes)}, "path:/nodes/1"),
    ]  # fmt: skip
    links = [
        Link(link_id(kind, measure, head), kind, measure, head, {}, f"path:/links/{place}")
        for place, (kind, head) in enumerate((("Covers", new.asset), ("Against", new.person), ("InCase", case)))
    ]
    barred = check_goods(
        purposes=new.purposes, person=new.person, asset=new.asset, case=case, day=effective,
        links=(*graph.links_at(case), *graph.links_at(new.asset)),
    )  # fmt: skip
    if barred is not None:
        told = tell_refusal(barred)
        raise WrongUse(told.template, **told.params)
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
) -> FileReport:
    """Put the next step of a measure on record.

    The report's ``rejections`` say why when the law's order does not allow it, and nothing is changed then.
    """
    session.allow("order")
    view = session.store.get([measure]).get(measure)
    if view is None or view.type != "Measure":
        raise NotFound("There is no measure with the id {id} in the case.", id=measure)
    event = _step(session, measure, state, effective, document, amount, reason)
    return record_decision(session, right="order", action="step", reason=reason, events=[event])


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
            "document_type": document.kind,
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


def _measure_line(session: Session, graph: CaseGraph, standing: Standing, measure: str, day: date) -> MeasureLine:
    veil = session.veil()
    facts = next(found for found in standing.measures if found.id == measure)
    state = standing.states[measure]
    recorded = {kept.event.id: kept for kept in graph.events}
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
        purposes=tuple(part.strip() for part in facts.purposes.split(",")),
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
                document=veil.text(describe_document(k.event, session.words)),
                authority=veil.text(str(k.event.props.get("authority", ""))),
                amount_minor=_amount(k.event),
                currency=str(k.event.props.get("currency", "")),
                evidence=tell_evidence(session, k.evidence),
            )
            for k in shown
        ),
        flags=tuple(veil.text(session.words.said(flag.text)) for flag in find_flags(k.event for k in shown)),
    )


def describe_document(event: Event, words: Language) -> str:
    """The document of a step: kind and number as the record states them, and its date."""
    kind, number, day = (event.props.get(f"document_{part}") for part in ("type", "number", "date"))
    dated = "" if day is None else words.text(N_("of {day}"), day=words.partial_date(str(day)))
    return " ".join(filter(None, (str(kind or ""), str(number or ""), dated)))


def _amount(event: Event) -> int | None:
    value = event.props.get("amount_minor")
    return None if value is None else int(value)

"""Records a new measure on a share of an asset, and the steps that an order takes it through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from graph_schema.codes.documents import DOCUMENTS_BY_CODE
from graph_schema.codes.purposes import PURPOSES
from graph_schema.errors import NotFound, WrongUse
from graph_schema.identifiers import check_case_number
from graph_schema.records.events import Event
from graph_schema.records.identity import case_id, event_id, link_id, measure_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import ASSET_TYPES, Node
from graph_schema.values.shares import share_text
from tracer.actions.decisions import record_decision
from tracer.casework.earlier_measures.reading import mapping_flags
from tracer.casework.legal_checks import check_goods, format_refusal
from tracer.casework.recovery.item_history import moved_by_acts
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import FileReport, FlagLine
from tracer.intake.writing.same_act import find_same, report_same


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
    sum, the report's ``flags`` say where the ledger does not hold it.
    """
    session.allow("order")
    view = session.store.get([measure]).get(measure)
    if view is None or view.type != "Measure":
        raise NotFound("There is no measure with the id {id} in the case.", id=measure)
    event = _step(session, measure, state, effective, document, amount, reason)
    if moved_by_acts(session, measure):
        raise WrongUse(
            "Acts with their orders are on record for measure {number}, so a step of the register no longer fits. Record an act "
            "instead: tracer act, or the page Orders.",
            number=str(view.props["number"]),
        )
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
    remarks = (
        flag.message for flag in mapping_flags(session.graph()) if flag.record == event.id and flag.code != "NO_KIND"
    )
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

"""Writes and reads files, moments of the proceedings, roles, charges, notices and finished tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from graph_schema.records.fields import Value
from graph_schema.values.dates import PartialDate
from tracer.casework.recovery_records.act_sheet import ActSheet, source_fields, yes_or_no
from tracer.casework.recovery_records.case_records import CaseRecords, Placed, dated_event, day, sourced
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.parties import CaseAct, ChargeAct, NoticeAct, ProceedingAct, RoleAct, TermDoneAct

_NOTICE_CODES: Final = {"indicted": "indictment", "judged": "judgment", "dismissed": "dismissal"}
"""Moment of the proceedings -> the code of the notice about it; of the same word for others."""
_MOMENTS: Final = {code: moment for moment, code in _NOTICE_CODES.items()}


def write_case(act: CaseAct, sheet: ActSheet) -> None:
    """A criminal file is a node; its office is the authority in charge."""
    sheet.node("Case", act.case, number=sheet.number, authority=act.office or None)


def read_cases(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every criminal file."""
    for node in records.nodes("Case"):
        case = CaseAct(**records.dated(node), case=node.id, office=str(node.props.get("authority", "")))
        yield records.placed(node), case


def write_proceeding(act: ProceedingAct, sheet: ActSheet) -> None:
    """A moment of the proceedings is an event of the file."""
    sheet.event("CaseFact", act.case, act.effective, fact=act.fact, **source_fields(act))


def write_notice(act: NoticeAct, sheet: ActSheet) -> None:
    """A notice is an event of the file."""
    sheet.event(
        "NoticeGiven", act.case, act.effective, person=act.person, about=_NOTICE_CODES.get(act.moment, act.moment)
    )


def write_term_done(act: TermDoneAct, sheet: ActSheet) -> None:
    """A finished task is an event of what the term is about."""
    sheet.event("DeadlineDone", act.subject, act.effective, rule=act.rule)


def read_events_of_files(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every moment of the proceedings, notice and finished task."""
    for event in records.events("CaseFact"):
        fact = ProceedingAct(
            **dated_event(event), **sourced(event.props), case=event.subject, fact=str(event.props["fact"])
        )
        yield event.recording_order, fact
    for event in records.events("NoticeGiven"):
        about = str(event.props["about"])
        notice = NoticeAct(
            **dated_event(event),
            case=event.subject,
            person=str(event.props["person"]),
            moment=_MOMENTS.get(about, about),
        )
        yield event.recording_order, notice
    for event in records.events("DeadlineDone"):
        done = TermDoneAct(**dated_event(event), rule=str(event.props["rule"]), subject=event.subject)
        yield event.recording_order, done


def write_role(act: RoleAct, sheet: ActSheet) -> None:
    """A role is a link from the person to the file."""
    sheet.link(
        "RoleIn",
        act.person,
        act.case,
        act.role,
        act.effective.isoformat(),
        role=act.role,
        minor=yes_or_no(act.minor),
        from_date=act.effective,
        to_date=act.until,
    )


def read_roles(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every role of a person in a file."""
    for link in records.links("RoleIn"):
        role = RoleAct(
            **records.dated(link, first_day(link.props.get("from_date"))),
            case=link.head,
            person=link.tail,
            role=str(link.props["role"]),
            minor=link.props.get("minor") == "yes",
            until=last_day(link.props.get("to_date")),
        )
        yield records.placed(link), role


def write_charge(act: ChargeAct, sheet: ActSheet, id_: str) -> None:
    """A charge is a node in its file, joined to the person."""
    sheet.node(
        "Charge",
        id_,
        number=sheet.number,
        article=act.article,
        **{"from": act.since or act.effective, "to": act.until},
    )
    sheet.link("InCase", id_, act.case)
    sheet.link("ChargedWith", act.person, id_)


def read_charges(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every charge."""
    persons = {link.head: link.tail for link in records.links("ChargedWith")}
    for node in records.nodes("Charge"):
        charge = ChargeAct(
            **records.dated(node, node.props.get("from")),
            case=records.head(node.id, "InCase") or "",
            person=persons.get(node.id, ""),
            article=str(node.props["article"]),
            since=day(node.props, "from"),
            until=day(node.props, "to"),
        )
        yield records.placed(node), charge


def first_day(value: Value | None) -> str | None:
    """The first day that a partial date can mean."""
    return None if value is None else PartialDate(str(value)).earliest.isoformat()


def last_day(value: Value | None) -> date | None:
    """The last day that a partial date can mean."""
    return None if value is None else PartialDate(str(value)).latest

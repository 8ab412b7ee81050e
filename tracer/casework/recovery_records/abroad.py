"""Writes and reads the work with other States: certificates, sums collected there, recognitions, requests."""

from __future__ import annotations

from collections.abc import Iterator

from tracer.casework.recovery_records.act_sheet import ActSheet, instant_of, source_fields, yes_or_no
from tracer.casework.recovery_records.case_records import (
    CaseRecords,
    Placed,
    dated_event,
    instant,
    sourced,
    text,
)
from tracer.recovery.acts.abroad import CertificateAct, CollectedAct, RecognitionAct, RequestAct
from tracer.recovery.acts.act import RecoveryAct


def write_certificate(act: CertificateAct, sheet: ActSheet) -> None:
    """A certificate is a node, joined to its order."""
    sheet.node(
        "Certificate",
        act.certificate,
        number=sheet.number,
        form=act.form,
        version="2018/1805",
        to_state=act.to_state,
        amount_here_minor=act.amount_here,
        total_minor=act.total,
        currency=act.currency,
        sent=act.effective,
    )
    sheet.link("FormOf", act.certificate, act.order)


def write_collected(act: CollectedAct, sheet: ActSheet) -> None:
    """A sum collected abroad is an event of the certificate."""
    sheet.event(
        "Collected",
        act.certificate,
        act.effective,
        amount_minor=act.amount,
        currency=act.currency,
        **source_fields(act),
    )


def read_certificates(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every certificate and every sum collected under one."""
    for node in records.nodes("Certificate"):
        certificate = CertificateAct(
            **records.dated(node, node.props.get("sent")),
            certificate=node.id,
            form=str(node.props["form"]),
            order=records.head(node.id, "FormOf") or "",
            to_state=str(node.props["to_state"]),
            amount_here=int(node.props["amount_here_minor"]),
            total=int(node.props["total_minor"]),
            currency=str(node.props["currency"]),
        )
        yield records.placed(node), certificate
    for event in records.events("Collected"):
        collected = CollectedAct(
            **dated_event(event),
            **sourced(event.props),
            certificate=event.subject,
            amount=int(event.props["amount_minor"]),
            currency=str(event.props["currency"]),
        )
        yield event.recording_order, collected


def write_recognition(act: RecognitionAct, sheet: ActSheet) -> None:
    """The receipt of a foreign order is a node; each later step is an event of it."""
    if act.event == "received":
        sheet.node(
            "Recognition",
            act.recognition,
            number=sheet.number,
            form=act.form,
            from_state=act.from_state,
            received=act.effective,
            received_at=act.at,
            urgent=yes_or_no(act.urgent),
        )
        return
    sheet.event(
        "RecognitionStep",
        act.recognition,
        act.effective,
        step=act.event,
        result=act.result,
        ground=act.ground,
        at=act.at,
        **source_fields(act),
    )


def read_recognitions(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every recognition, from the receipt on."""
    for node in records.nodes("Recognition"):
        receipt = RecognitionAct(
            **records.dated(node, node.props.get("received")),
            recognition=node.id,
            event="received",
            form=text(node.props, "form"),
            from_state=text(node.props, "from_state"),
            urgent=node.props.get("urgent") == "yes",
            at=instant(node.props, "received_at"),
        )
        yield records.placed(node), receipt
    for event in records.events("RecognitionStep"):
        step = RecognitionAct(
            **dated_event(event),
            **sourced(event.props),
            recognition=event.subject,
            event=str(event.props["step"]),
            result=text(event.props, "result"),
            ground=text(event.props, "ground"),
            at=instant(event.props, "at"),
        )
        yield event.recording_order, step


def write_request(act: RequestAct, sheet: ActSheet, id_: str, case: str | None) -> None:
    """A request between asset recovery offices is a node in its file."""
    sheet.node(
        "Request",
        id_,
        number=sheet.number,
        direction=act.direction,
        state=act.state,
        channel=act.channel,
        urgency=act.urgency,
        sent_at=instant_of(act, None),
    )
    sheet.link("InCase", id_, case)


def read_requests(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every request."""
    for node in records.nodes("Request"):
        request = RequestAct(
            **records.dated(node, node.props.get("sent_at")),
            direction=str(node.props["direction"]),
            state=str(node.props["state"]),
            channel=text(node.props, "channel"),
            urgency=text(node.props, "urgency"),
        )
        yield records.placed(node), request

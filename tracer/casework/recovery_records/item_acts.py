"""Writes and reads the acts that move or check an item: steps, releases, checks, custody, findings, appeals."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.codes.recovery.orders import REASON_CODES
from graph_schema.records.kinds.recovery_links import ITEM_TYPES
from tracer.casework.recovery_records.act_sheet import ActSheet, source_fields
from tracer.casework.recovery_records.case_records import (
    CaseRecords,
    Placed,
    dated_event,
    instant,
    share,
    sourced,
    text,
)
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.measures import (
    AppealAct,
    AppealDecisionAct,
    CustodyAct,
    FindingAct,
    PartReleaseAct,
    PeriodicCheckAct,
    StepAct,
)

OTHER = "other"
"""The code of a reason that the note states in words."""


def write_step(act: StepAct, sheet: ActSheet) -> None:
    """A step is an event of the item."""
    sheet.event(
        "ItemStep",
        act.item,
        act.effective,
        state=act.to,
        order=act.order,
        reason=_reason_code(act.reason),
        note=act.reason if _reason_code(act.reason) != act.reason else None,
        basis=act.basis,
        share=act.share,
        **source_fields(act),
    )


def _reason_code(reason: str | None) -> str | None:
    return reason if reason is None or reason in REASON_CODES else OTHER


def write_part_release(act: PartReleaseAct, sheet: ActSheet) -> None:
    """A release in part is an event of the item."""
    sheet.event("PartRelease", act.item, act.effective, share=act.share, **source_fields(act))


def write_check(act: PeriodicCheckAct, sheet: ActSheet) -> None:
    """A check is an event of the item."""
    sheet.event("PeriodicCheck", act.item, act.effective, **source_fields(act))


def write_custody(act: CustodyAct, sheet: ActSheet) -> None:
    """Custody is an event of the item."""
    sheet.event("CustodyTaken", act.item, act.effective, custodian=act.custodian, **source_fields(act))


def write_finding(act: FindingAct, sheet: ActSheet) -> None:
    """A finding is an event of the item."""
    sheet.event("Finding", act.item, act.effective, factor=act.factor, typed=act.typed, text=act.text)


def read_events_of_items(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every step, release in part, check, custody and finding."""
    for event in records.events("ItemStep"):
        step = StepAct(
            **dated_event(event),
            **sourced(event.props),
            item=event.subject,
            to=str(event.props["state"]),
            order=text(event.props, "order"),
            reason=text(event.props, "note") if event.props.get("reason") == OTHER else text(event.props, "reason"),
            basis=text(event.props, "basis"),
            share=share(event.props),
        )
        yield event.recording_order, step
    for event in records.events("PartRelease"):
        released = share(event.props)
        assert released is not None
        release = PartReleaseAct(**dated_event(event), **sourced(event.props), item=event.subject, share=released)
        yield event.recording_order, release
    for event in records.events("PeriodicCheck"):
        check = PeriodicCheckAct(**dated_event(event), **sourced(event.props), item=event.subject)
        yield event.recording_order, check
    for event in records.events("CustodyTaken"):
        custody = CustodyAct(
            **dated_event(event),
            **sourced(event.props),
            item=event.subject,
            custodian=str(event.props["custodian"]),
        )
        yield event.recording_order, custody
    for event in records.events("Finding"):
        finding = FindingAct(
            **dated_event(event),
            item=event.subject,
            factor=str(event.props["factor"]),
            typed=str(event.props["typed"]),
            text=str(event.props["text"]),
        )
        yield event.recording_order, finding


def write_appeal(act: AppealAct, sheet: ActSheet) -> None:
    """An appeal is a node, joined to what it challenges and to who filed it."""
    sheet.node(
        "Appeal",
        act.appeal,
        number=sheet.number,
        kind="challenge",
        filed=act.effective,
        filed_at=act.at,
        **source_fields(act),
    )
    sheet.link("AppealOf", act.appeal, act.order)
    sheet.link("AppealOf", act.appeal, act.item)
    sheet.link("AppealBy", act.appeal, act.by)


def read_appeals(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every appeal and every decision on one."""
    for node in records.nodes("Appeal"):
        appeal = AppealAct(
            **records.dated(node, node.props.get("filed")),
            **sourced(node.props),
            appeal=node.id,
            order=records.head(node.id, "AppealOf", ("Order",)) or "",
            item=records.head(node.id, "AppealOf", ITEM_TYPES),
            by=records.head(node.id, "AppealBy") or "",
            at=instant(node.props, "filed_at"),
        )
        yield records.placed(node), appeal
    for event in records.events("AppealDecided"):
        decision = AppealDecisionAct(
            **dated_event(event),
            **sourced(event.props),
            appeal=event.subject,
            outcome=str(event.props["outcome"]),
        )
        yield event.recording_order, decision


def write_appeal_decision(act: AppealDecisionAct, sheet: ActSheet) -> None:
    """A decision is an event of the appeal."""
    sheet.event("AppealDecided", act.appeal, act.effective, outcome=act.outcome, **source_fields(act))

"""Writes and reads sales, postings, reversals, months of the ledger, claims, and what no longer counts."""

from __future__ import annotations

from collections.abc import Iterator

from tracer.casework.recovery_records.act_sheet import ActSheet, source_fields, yes_or_no
from tracer.casework.recovery_records.case_records import (
    CaseRecords,
    Placed,
    dated_event,
    day,
    number,
    share,
    sourced,
    text,
)
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, MonthAct, PostAct, ReverseAct, RevokeAct, SaleAct


def write_sale(act: SaleAct, sheet: ActSheet) -> None:
    """A sale is a node from its first step; each step is an event of it."""
    sheet.event(
        "SaleStep",
        act.sale,
        act.effective,
        step=act.event,
        ground=act.ground,
        consent=yes_or_no(act.consent),
        method=act.method,
        notice=act.notice,
        offers=act.offers,
        buyer=act.buyer,
        price_minor=act.price,
        cost_minor=act.cost,
        currency=act.currency,
        second_person=act.second_person,
        note=act.reason,
        **source_fields(act),
    )
    sheet.node("Sale", act.sale, number=sheet.number)
    sheet.link("SaleOf", act.sale, act.item)


def read_sales(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every step of an early sale."""
    for event in records.events("SaleStep"):
        sale = SaleAct(
            **dated_event(event),
            **sourced(event.props),
            sale=event.subject,
            item=records.head(event.subject, "SaleOf") or "",
            event=str(event.props["step"]),
            ground=text(event.props, "ground"),
            consent=event.props.get("consent") == "yes",
            method=text(event.props, "method"),
            notice=text(event.props, "notice"),
            offers=number(event.props, "offers"),
            buyer=text(event.props, "buyer"),
            price=number(event.props, "price_minor"),
            cost=number(event.props, "cost_minor"),
            currency=text(event.props, "currency"),
            second_person=text(event.props, "second_person"),
            reason=text(event.props, "note"),
        )
        yield event.recording_order, sale


def write_posting(act: PostAct, sheet: ActSheet) -> None:
    """A posting is an event of the item."""
    sheet.event(
        "Posted",
        act.item,
        act.effective,
        template=act.template,
        amount_minor=act.amount,
        currency=act.currency,
        cost_minor=act.cost or None,
        to_amount_minor=act.to_amount,
        to_currency=act.to_currency,
        rate_num=act.rate_num,
        rate_den=act.rate_den,
        share=act.share,
        claim=act.claim,
        certificate=act.certificate,
        encumbrance=act.encumbrance,
        note=act.reason,
        **source_fields(act),
    )


def read_postings(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every posting and every reversal."""
    for event in records.events("Posted"):
        props = event.props
        posting = PostAct(
            **dated_event(event),
            **sourced(props),
            item=event.subject,
            template=str(props["template"]),
            amount=int(props["amount_minor"]),
            currency=str(props["currency"]),
            cost=number(props, "cost_minor") or 0,
            share=share(props),
            to_amount=number(props, "to_amount_minor"),
            to_currency=text(props, "to_currency"),
            rate_num=number(props, "rate_num"),
            rate_den=number(props, "rate_den"),
            claim=text(props, "claim"),
            certificate=text(props, "certificate"),
            encumbrance=text(props, "encumbrance"),
            reason=text(props, "note"),
        )
        yield event.recording_order, posting
    for event in records.events("Reversed"):
        reversal = ReverseAct(
            **dated_event(event), posting=str(event.props["posting"]), reason=text(event.props, "reason")
        )
        yield event.recording_order, reversal


def write_reversal(act: ReverseAct, sheet: ActSheet, item: str) -> None:
    """A reversal is an event of the item of the posting."""
    sheet.event("Reversed", item, act.effective, posting=act.posting, reason=act.reason)


def write_month(act: MonthAct, sheet: ActSheet, case: str) -> None:
    """A closed or reopened month is an event of the first file of the office."""
    sheet.event(
        "LedgerMonth",
        case,
        act.effective,
        office=act.office,
        month=act.month,
        step=act.event,
        signed_by=act.signed_by,
        note=act.reason,
    )


def read_months(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every closed and reopened month."""
    for event in records.events("LedgerMonth"):
        first = day(event.props, "month")
        assert first is not None
        month = MonthAct(
            **dated_event(event),
            office=str(event.props["office"]),
            month=first,
            event=str(event.props["step"]),
            signed_by=text(event.props, "signed_by"),
            reason=text(event.props, "note"),
        )
        yield event.recording_order, month


def write_revocation(act: RevokeAct, sheet: ActSheet, subject: str) -> None:
    """A revocation is an event of the record that the revoked act concerns."""
    sheet.event("Revoked", subject, act.effective, event=act.target, reason=act.reason)


def read_revocations(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every revocation."""
    for event in records.events("Revoked"):
        revocation = RevokeAct(
            **dated_event(event), target=str(event.props["event"]), reason=text(event.props, "reason")
        )
        yield event.recording_order, revocation


def write_claim(act: ClaimAct, sheet: ActSheet) -> None:
    """A claim is a node, joined to its file, to who makes it, and to the item whose ownership it claims."""
    sheet.node(
        "Claim",
        act.claim,
        number=sheet.number,
        kind=act.claim_kind,
        amount_minor=act.amount,
        currency=act.currency,
        filed=act.effective,
        rank=act.rank,
    )
    sheet.link("InCase", act.claim, act.case)
    sheet.link("ClaimBy", act.claim, act.person)
    sheet.link("ClaimOn", act.claim, act.item)


def read_claims(records: CaseRecords) -> Iterator[tuple[Placed, RecoveryAct]]:
    """Every claim and every decision on one."""
    for node in records.nodes("Claim"):
        claim = ClaimAct(
            **records.dated(node, node.props.get("filed")),
            claim=node.id,
            case=records.head(node.id, "InCase") or "",
            person=records.head(node.id, "ClaimBy") or "",
            claim_kind=str(node.props["kind"]),
            amount=number(node.props, "amount_minor"),
            currency=str(node.props.get("currency", "")),
            item=records.head(node.id, "ClaimOn"),
            rank=int(node.props["rank"]),
        )
        yield records.placed(node), claim
    for event in records.events("ClaimDecided"):
        decision = ClaimDecisionAct(
            **dated_event(event),
            **sourced(event.props),
            claim=event.subject,
            outcome=str(event.props["outcome"]),
            amount=number(event.props, "amount_minor"),
            currency=text(event.props, "currency"),
        )
        yield event.recording_order, decision


def write_claim_decision(act: ClaimDecisionAct, sheet: ActSheet) -> None:
    """A decision is an event of the claim."""
    sheet.event(
        "ClaimDecided",
        act.claim,
        act.effective,
        outcome=act.outcome,
        amount_minor=act.amount,
        currency=act.currency,
        **source_fields(act),
    )

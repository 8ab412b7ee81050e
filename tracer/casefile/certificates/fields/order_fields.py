"""Fills what a certificate says of the order itself: authorities, dates, remedies, attachments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph_schema.codes.recovery.appeals import APPEAL_OUTCOMES
from graph_schema.codes.recovery.proceedings import CASE_FACTS
from graph_schema.messages import N_
from tracer.casefile.certificates.certificate_context import ISSUING_STATE, CertificateContext
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.recovery.acts.abroad import RequestAct
from tracer.recovery.acts.measures import AppealAct, AppealDecisionAct, StepAct
from tracer.recovery.acts.parties import ProceedingAct
from tracer.recovery.orders.orders_on_items import appeals_against
from tracer.wording.documents import name_document

_JUDICIAL = frozenset(
    {"prosecutor", "court", "judge", "rights_judge", "prelim_judge", "appeal_court", "high_court", "delegated_judge"}
)
_COURTS = _JUDICIAL - {"prosecutor"}


def issuing_state(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The State of the order."""
    return [context.value(context.language.country(ISSUING_STATE), context.order.order)]


def issuing_authority(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The authority that issued the order."""
    authority = context.order.authority
    return [] if authority is None else context.stated(context.veil.text(authority.name), context.order.order)


def issuing_court(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The court that issued the order; empty where another authority did."""
    authority = context.order.authority
    return issuing_authority(context, subject) if authority is not None and authority.kind in _COURTS else []


def authority_type(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Whether the authority is judicial."""
    authority = context.order.authority
    if authority is None or authority.kind not in _JUDICIAL:
        return []
    return [context.tick("judicial", context.order.order)]


def executing_state(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The State to which the certificate goes; empty where the draft is made from the order alone."""
    certificate = context.certificate
    if certificate is None:
        return []
    return [context.value(context.language.country(certificate.to_state), certificate.certificate)]


def order_number(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The number of the order, or of its document."""
    document = context.order.document
    number = context.number(context.order.order) or (context.veil.text(document.number) if document else "")
    return context.stated(number, context.order.order)


def order_issued(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The day of issue."""
    return [context.value(context.language.date(context.order.effective), context.order.order)]


def order_final(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The day on which the order became final: by its record, by the step of its items, or by the file."""
    stated = context.prop(context.order.order, "final")
    if stated:
        return [context.value(context.language.date(date.fromisoformat(stated)), context.order.order)]
    own = {item.item for item in context.items}
    steps = [step for step in context.facts.of(StepAct, until=context.day) if step.item in own]
    rows = [(step.effective, step.id) for step in steps if step.to == "CONF_FINAL"]
    rows += [(row.effective, row.id) for row in _moments(context, "final")]
    rows = [row for row in rows if row[0] >= context.order.effective]
    return [context.value(context.language.date(rows[0][0]), rows[0][1])] if rows else []


def file_number(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The number of the criminal file, and that of the court."""
    numbers = [context.number(context.case), context.prop(context.case, "court_number")]
    return context.stated(", ".join(filter(None, numbers)), context.case)


def judgments(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The judgments of the file on record; whether the person was present is left to the court."""
    for fact in ("judged", "final"):
        for row in _moments(context, fact):
            words = context.words(CASE_FACTS, fact)
            document = row.document
            named = (
                ""
                if document is None
                else name_document(
                    document.kind, context.veil.text(document.number), document.on.isoformat(), context.language
                )
            )
            day = context.language.date(row.effective)
            yield context.value(", ".join(filter(None, (words, day, named))), row.id)


def urgent_requests(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Urgent requests of the asset recovery office to the executing State; the grounds are left to the magistrate."""
    certificate = context.certificate
    for row in context.facts.of(RequestAct, until=context.day):
        asked = certificate is not None and row.state == certificate.to_state
        if asked and row.direction == "sent" and row.urgency == "urgent":
            template = N_("Urgent request of the asset recovery office of {day} ({channel})")
            channel = context.veil.text(row.channel or "")
            yield context.value(
                context.said(template, day=context.language.date(row.effective), channel=channel), row.id
            )


def appeals(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The challenges against the order or its items, with their outcome; who filed them is in section C or veiled."""
    rows = {row.appeal: row for row in context.facts.of(AppealAct, context.order.order, context.day)}
    for item in context.items:
        rows |= {row.appeal: row for row in appeals_against(context.facts, item, context.day)}
    for row in rows.values():
        decided = context.facts.of(AppealDecisionAct, row.appeal, context.day)
        outcome = context.words(APPEAL_OUTCOMES, decided[-1].outcome) if decided else context.said(N_("not decided"))
        template = N_("Filed on {day} by {person}: {outcome}")
        day, person = context.language.date(row.effective), context.caption(row.by)
        yield context.value(context.said(template, day=day, person=person, outcome=outcome), row.appeal)


def attachments(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The document of the order."""
    document = context.order.document
    if document is None:
        return []
    named = name_document(document.kind, context.veil.text(document.number), document.on.isoformat(), context.language)
    return [context.value(named, context.order.order)]


def _moments(context: CertificateContext, fact: str) -> list[ProceedingAct]:
    rows = context.facts.of(ProceedingAct, context.case, context.day)
    return [row for row in rows if row.fact == fact]

"""Fills a certificate from what is on record, and lists the mandatory fields that are still empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_schema.codes.recovery.abroad import CERTIFICATE_FORMS
from graph_schema.codes.recovery.orders import ORDER_KINDS
from graph_schema.errors import NotFound, WrongUse
from graph_schema.messages import Message
from graph_schema.records.merged_records import Evidence
from tracer.casefile.certificates.certificate_context import CertificateContext
from tracer.casefile.certificates.fields.fillers import CONDITIONS, FILLERS, SUBJECTS
from tracer.casefile.certificates.filled_certificate import (
    EmptyField,
    FilledBox,
    FilledCertificate,
    FilledField,
    FilledPart,
    FilledSection,
)
from tracer.casefile.certificates.form_rows import ALWAYS, NEVER, FormField, FormPart, FormSection
from tracer.casefile.certificates.forms import form_on
from tracer.casefile.schedule import Notebook
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.abroad import CertificateAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import OrderAct
from tracer.recovery.orders.orders_on_items import items_of_order
from tracer.wording.language import Language

_FORMS_OF_ORDERS = {
    "freezing": frozenset({"freezing", "urgent", "judgment"}),
    "confiscation": frozenset({"confiscation", "judgment"}),
}
"""Form -> the kinds of order that it can carry."""


def fill_certificate(session: Session, record: str, form: str, language: Language) -> FilledCertificate:
    """The certificate of this form for a certificate or an order on record, as of today, in this language.

    The same case, record, form, day and language give the same result. Checks no right and logs nothing: that is the
    action's. Raises NotFound for what is neither a certificate nor an order; WrongUse for an unknown form, one that the
    certificate or the order does not have, and a day without a form in force. Cost: linear in the acts of the case.
    """
    session = session.in_language(language)
    context = certificate_context(session, record, form)
    certificate, order = context.certificate, context.order
    chosen = form_on(form, context.day if certificate is None else certificate.effective)
    sections = tuple(_section(context, section) for section in chosen.sections)
    return FilledCertificate(
        form=chosen.form,
        version=chosen.version,
        statute=language.text(chosen.statute),
        title=language.text(chosen.title),
        language=language.code,
        record=record,
        case_number=context.number(order.case),
        order_number=context.number(order.order),
        to_state="" if certificate is None else certificate.to_state,
        as_of=context.day,
        author=session.actor.name,
        digest=session.store.digest(),
        empty=tuple(_empty_fields(sections)),
        sections=sections,
        notes=context.notes.notes(),
    )


def certificate_context(session: Session, record: str, form: str) -> CertificateContext:
    """The certificate or order on record, its items and acts as of today, in the language of the session.

    Raises as ``fill_certificate``.
    """
    today = session.today()
    facts = read_recovery_case(session).facts(today)
    certificate = _certificate(facts, record)
    form_on(form, today if certificate is None else certificate.effective)
    order = facts.first(OrderAct, certificate.order if certificate is not None else record)
    if order is None:
        raise NotFound("There is no certificate or order with the id {id} on record.", id=record)
    _require_form(form, certificate, order)
    graph = session.graph()
    return CertificateContext(
        case=order.case,
        form=form,
        order=order,
        certificate=certificate,
        items=tuple(items_of_order(facts, order.order, today)),
        facts=facts,
        graph=graph,
        day=today,
        language=session.language,
        veil=session.veil(),
        notes=Notebook(session.source_names()),
        places=record_places(graph),
    )


def record_places(graph: CaseGraph) -> Mapping[str, tuple[Evidence, ...]]:
    """Id of a node, link or event -> the places in the sources that state it."""
    found = {node.id: node.evidence for node in graph.nodes.values()}
    found |= {link.id: link.evidence for link in graph.links}
    return found | {kept.event.id: kept.evidence for kept in graph.events}


def _certificate(facts: RecoveryFacts, record: str) -> CertificateAct | None:
    """A certificate is kept under its order; find it by its own id."""
    found = facts.find(record)
    return found if isinstance(found, CertificateAct) else None


def _require_form(form: str, certificate: CertificateAct | None, order: OrderAct) -> None:
    words = {row.code: row.words for row in CERTIFICATE_FORMS}
    if certificate is not None and certificate.form != form:
        raise WrongUse(
            "The certificate on record is a {stated}; the form asked for is {form}.",
            stated=Message(words[certificate.form]),
            form=form,
        )
    if order.order_kind not in _FORMS_OF_ORDERS[form]:
        kinds = {row.code: row.words for row in ORDER_KINDS}
        raise WrongUse(
            "The order is a {kind}; no {form} carries it.",
            kind=Message(kinds[order.order_kind]),
            form=Message(words[form]),
        )


def _section(context: CertificateContext, section: FormSection) -> FilledSection:
    parts = tuple(filled for part in section.parts for filled in _parts(context, part))
    return FilledSection(section.letter, context.said(section.title), parts)


def _parts(context: CertificateContext, part: FormPart) -> Iterable[FilledPart]:
    if not part.each:
        yield _part(context, part, "", "")
        return
    subjects = SUBJECTS[part.each](context)
    for number, subject in enumerate(subjects, 1):
        yield _part(context, part, subject, str(number) if len(subjects) > 1 else "")
    if not subjects and part.at_least_once:
        yield _part(context, part, "", "")


def _part(context: CertificateContext, part: FormPart, subject: str, number: str) -> FilledPart:
    heading = " ".join(filter(None, (context.said(part.heading) if part.heading else "", number)))
    known = bool(subject) or not part.each
    return FilledPart(heading, tuple(_field(context, field, subject, known=known) for field in part.fields))


def _field(context: CertificateContext, field: FormField, subject: str, *, known: bool) -> FilledField:
    """``known`` False: the part stands for no record, so nothing fills it."""
    values = tuple(FILLERS[field.fill](context, subject)) if field.fill and known else ()
    ticked = {value.option for value in values if value.option}
    return FilledField(
        code=field.code,
        label=context.said(field.label),
        mandatory=_is_mandatory(context, field),
        left_to_magistrate=not field.fill or (field.may_lack and not values),
        boxes=tuple(FilledBox(context.said(option.label), option.code in ticked) for option in field.options),
        values=values,
    )


def _is_mandatory(context: CertificateContext, field: FormField) -> bool:
    if field.mandatory in (ALWAYS, NEVER):
        return field.mandatory == ALWAYS
    return CONDITIONS[field.mandatory](context)


def _empty_fields(sections: Iterable[FilledSection]) -> Iterable[EmptyField]:
    for section in sections:
        for part in section.parts:
            for field in part.fields:
                if field.mandatory and field.is_empty:
                    yield EmptyField(field.code, field.label, part.heading, field.left_to_magistrate)

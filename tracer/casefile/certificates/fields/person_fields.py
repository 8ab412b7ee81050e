"""Fills what a certificate says of the affected persons: section C."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.codes.recovery.claims import ENCUMBRANCE_KINDS
from graph_schema.messages import N_
from graph_schema.records.nodes import COMPANY
from tracer.casefile.certificates.certificate_context import DocumentContext
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.recovery.acts.assets import EncumbranceAct, OwnerAct
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.orders.people import roles_on
from tracer.recovery.orders.titles import registered_share
from tracer.wording.field_words import format_value
from tracer.wording.terms import CASE_ROLE_WORDS


def natural_persons(context: DocumentContext) -> tuple[str, ...]:
    """The natural persons against whom the items are ordered, then those registered as holders."""
    return _affected(context, "Person")


def legal_persons(context: DocumentContext) -> tuple[str, ...]:
    """The same for companies and other legal persons."""
    return _affected(context, "Company")


def _affected(context: DocumentContext, type_: str) -> tuple[str, ...]:
    ids = [*(item.against for item in context.items), *(item.title_holder for item in context.items)]
    found = (id_ for id_ in dict.fromkeys(ids) if id_ is not None)
    return tuple(id_ for id_ in found if (node := context.node(id_)) is not None and node.type == type_)


def name(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The name, or the pseudonym of a protected person."""
    return context.stated(context.caption(subject), subject)


def nationality(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The nationality as the source states it."""
    return _plain(context, subject, "nationality")


def identity_number(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The personal number; hidden for a protected person."""
    return _plain(context, subject, "cnp")


def born(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The date of birth, as exactly as known."""
    known = context.prop(subject, "born")
    return context.stated(context.language.partial_date(known) if known else "", subject)


def address(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The address or the registered seat."""
    return _plain(context, subject, "address")


def legal_form(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The legal form of a company."""
    text, node = context.prop(subject, "legal_form"), context.node(subject)
    if not text or node is None:
        return []
    field = next(field for field in COMPANY.fields if field.name == "legal_form")
    return context.stated(format_value(COMPANY, field, text, node.props, context.language), subject)


def registration_number(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The registration code and the number in the trade register."""
    numbers = (context.prop(subject, part) for part in ("cui", "trade_register"))
    return context.stated(", ".join(filter(None, numbers)), subject)


def representative(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """Who represents the company, by the registers."""
    for link in context.graph.links_at(subject):
        if link.type == "Represents" and link.head == subject:
            yield from context.stated(context.caption(link.tail), link.tail)


def position(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """Whether the order is directed against the person, and whether the person owns property that it covers."""
    for item in context.items:
        if item.against == subject:
            yield context.tick("against", item.item)
        if item.title_holder == subject:
            yield context.tick("owner", item.item)


def roles(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The roles of the person in the file on this day."""
    found = roles_on(context.facts, subject, context.case, context.day)
    words = [context.said(CASE_ROLE_WORDS[role]) for role in sorted(found) if role in CASE_ROLE_WORDS]
    return context.stated(", ".join(words), subject)


def third_parties(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """Creditors with a secured debt, co-owners, and persons who claim ownership, for the assets covered."""
    affected = {*natural_persons(context), *legal_persons(context)}
    for asset in context.assets:
        thing = context.caption(asset)
        for debt in context.facts.of(EncumbranceAct, asset, context.day):
            kind = context.words(ENCUMBRANCE_KINDS, debt.encumbrance_kind)
            amount = context.language.money(debt.amount, debt.currency)
            creditor = context.caption(debt.creditor) or context.said(N_("creditor not on record"))
            template = N_("{person}: {kind}, rank {rank}, {amount}, on {asset}")
            text = context.said(template, person=creditor, kind=kind, rank=debt.rank, amount=amount, asset=thing)
            yield context.value(text, debt.encumbrance)
        owners = dict.fromkeys(row.person for row in context.facts.of(OwnerAct, asset, context.day))
        for owner in owners:
            if owner not in affected and registered_share(context.facts, asset, owner, context.day):
                text = context.said(N_("{person}: co-owner of {asset}"), person=context.caption(owner), asset=thing)
                yield context.value(text, owner)
    own = {item.item: context.caption(item.asset) for item in context.items}
    for claim in context.facts.of(ClaimAct, until=context.day):
        if claim.claim_kind == "title" and claim.item in own:
            template = N_("{person}: claims ownership of {asset}")
            text = context.said(template, person=context.caption(claim.person), asset=own[claim.item])
            yield context.value(text, claim.claim)


def _plain(context: DocumentContext, subject: str, name_: str) -> Iterable[FilledValue]:
    return context.stated(context.prop(subject, name_), subject)

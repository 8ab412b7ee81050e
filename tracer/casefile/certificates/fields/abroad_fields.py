"""Fills what a certificate says of other States, and of earlier orders and certificates."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.codes.recovery.orders import ORDER_KINDS
from graph_schema.messages import N_
from tracer.casefile.certificates.certificate_context import CertificateContext
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.recovery.acts.abroad import CertificateAct, RequestAct
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.measures import OrderAct
from tracer.recovery.orders.orders_on_items import items_of_order

_FREEZES = frozenset({"freezing", "urgent"})


def several_states(context: CertificateContext) -> bool:
    """Does a certificate of this order go to another State too?"""
    return bool(_other_certificates(context))


def other_states(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The other States to which a certificate of this order went."""
    for one in _other_certificates(context):
        template = N_("{state}, certificate {number} of {day}")
        state, day = context.language.country(one.to_state), context.language.date(one.effective)
        number = context.number(one.certificate)
        yield context.value(context.said(template, state=state, number=number, day=day), one.certificate)


def values_abroad(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The sum asked of each other State."""
    return [context.money(one.amount_here, one.currency, one.certificate) for one in _other_certificates(context)]


def earlier_acts(context: CertificateContext) -> tuple[str, ...]:
    """Earlier freezing orders on the same property, their certificates, and requests to the executing State."""
    found: list[RecoveryAct] = []
    for order in _earlier_orders(context):
        found += [order, *context.facts.of(CertificateAct, order.order, context.day)]
    if context.certificate is not None:
        for row in context.facts.of(RequestAct, until=context.day):
            if row.direction == "sent" and row.state == context.certificate.to_state:
                found.append(row)
    return tuple(row.id for row in found if context.certificate is None or row.id != context.certificate.id)


def earlier_freezes(context: CertificateContext) -> tuple[str, ...]:
    """Earlier freezing orders on the same property."""
    return tuple(order.id for order in _earlier_orders(context))


def freezing_link(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Whether a freezing certificate for the same property is on record."""
    for order in _earlier_orders(context):
        sent = [row for row in context.facts.of(CertificateAct, order.order, context.day) if row.form == "freezing"]
        for one in sent:
            here = context.certificate is not None and one.to_state == context.certificate.to_state
            if here:
                yield context.tick("earlier", one.certificate)
                number = context.number(one.certificate)
                yield context.value(context.said(N_("freezing certificate {number}"), number=number), one.certificate)


def earlier_type(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """What kind of order, certificate or request it is."""
    act = context.facts.find(subject)
    if isinstance(act, OrderAct):
        return [context.value(context.words(ORDER_KINDS, act.order_kind), act.id)]
    if isinstance(act, CertificateAct):
        words = N_("freezing certificate") if act.form == "freezing" else N_("confiscation certificate")
        return [context.value(context.said(words), act.certificate)]
    return [context.value(context.said(N_("request of the asset recovery office")), subject)]


def earlier_date(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Its day."""
    act = context.facts.find(subject)
    return [] if act is None else [context.value(context.language.date(act.effective), act.id)]


def earlier_sent(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The day on which a freezing order was transmitted to the executing State."""
    return [context.value(context.language.date(one.effective), one.certificate) for one in _sent(context, subject)]


def earlier_receiver(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The State to which it was transmitted."""
    act = context.facts.find(subject)
    if isinstance(act, CertificateAct):
        return [context.value(context.language.country(act.to_state), act.certificate)]
    if isinstance(act, RequestAct):
        return [context.value(context.language.country(act.state), act.id)]
    return [context.value(context.language.country(one.to_state), one.certificate) for one in _sent(context, subject)]


def earlier_number(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Its number, with the authority of an order."""
    act = context.facts.find(subject)
    authority = act.authority if isinstance(act, OrderAct) else None
    issued_by = context.veil.text(authority.name) if authority is not None else ""
    return context.stated(", ".join(filter(None, (context.number(subject), issued_by))), subject)


def linked_certificate(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """A confiscation certificate for the same property to the same State."""
    own = {item.item for item in context.items}
    for one in context.facts.of(CertificateAct, until=context.day):
        here = context.certificate is not None and one.to_state == context.certificate.to_state
        shared = own & {item.item for item in items_of_order(context.facts, one.order, context.day)}
        if one.form == "confiscation" and here and shared:
            yield context.tick("accompanied", one.certificate)
            number = context.number(one.certificate)
            yield context.value(context.said(N_("confiscation certificate {number}"), number=number), one.certificate)


def _other_certificates(context: CertificateContext) -> list[CertificateAct]:
    own = context.certificate.certificate if context.certificate is not None else ""
    rows = context.facts.of(CertificateAct, context.order.order, context.day)
    return [row for row in rows if row.certificate != own and row.form == context.form]


def _earlier_orders(context: CertificateContext) -> list[OrderAct]:
    own = {item.item for item in context.items}
    assets = set(context.assets)
    found = []
    for order in context.facts.of(OrderAct, until=context.order.effective):
        if order.order == context.order.order or order.order_kind not in _FREEZES:
            continue
        items = items_of_order(context.facts, order.order, context.day)
        if any(item.item in own or item.asset in assets for item in items):
            found.append(order)
    return found


def _sent(context: CertificateContext, subject: str) -> list[CertificateAct]:
    if context.certificate is None:
        return []
    rows = context.facts.of(CertificateAct, subject, context.day)
    return [row for row in rows if row.to_state == context.certificate.to_state]

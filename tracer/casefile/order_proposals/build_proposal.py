"""Builds the proposal of an order over items of one file, under the veil."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from graph_schema.codes.purposes import PURPOSES_BY_CODE
from graph_schema.codes.recovery.orders import ORDER_KINDS
from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from tracer.casefile.certificates.certificate_context import DocumentContext
from tracer.casefile.certificates.fields.ground_fields import charges_on, cite_article, name_purpose
from tracer.casefile.certificates.fields.person_fields import legal_persons, natural_persons
from tracer.casefile.certificates.fields.property_fields import (
    item_cap,
    item_description,
    item_location,
    item_notes,
    item_share,
    item_value,
)
from tracer.casefile.certificates.fill_certificate import record_places
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.casefile.order_proposals.order_proposal import OrderProposal, ProposalFact, ProposedItem
from tracer.casefile.order_proposals.proposal_kinds import ProposalKind
from tracer.casefile.schedule import Notebook
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.recovery.acts.measures import ItemAct, OrderAct, StepAct
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.orders_on_items import items_of_order
from tracer.recovery.orders.people import roles_on
from tracer.wording.documents import name_document
from tracer.wording.language import Language
from tracer.wording.recovery.statutes import cite_statute
from tracer.wording.terms import CASE_ROLE_WORDS, STATE_WORDS

_FACTS: tuple[tuple[str, Callable[[DocumentContext, str], Iterable[FilledValue]]], ...] = (
    (N_("Property"), item_description),
    (N_("Share and registered holder"), item_share),
    (N_("Place"), item_location),
    (N_("Value"), item_value),
)
"""What is said of each asset, also that it is not on record."""
_FACTS_IF_ANY: tuple[tuple[str, Callable[[DocumentContext, str], Iterable[FilledValue]]], ...] = (
    (N_("Cap"), item_cap),
    (N_("Custodian and debts"), item_notes),
)


def build_proposal(session: Session, records: Sequence[str], kind: ProposalKind, language: Language) -> OrderProposal:
    """The proposal over these items, and over the items of these orders, as of today.

    The same case, records, kind, day and language give the same proposal. Checks no right and logs nothing: that is the
    action's. Raises WrongUse where the items are of several files, and where an order has no items.
    """
    session = session.in_language(language)
    today = session.today()
    facts = read_recovery_case(session).facts(today)
    found: dict[str, ItemAct] = {}
    for record in records:
        item = facts.first(ItemAct, record)
        rows = [item] if item is not None else items_of_order(facts, record, today)
        if not rows:
            raise WrongUse("The order {id} has no items on record. Name the items.", id=record)
        found |= {row.item: row for row in rows}
    items = tuple(found.values())
    cases = {item.case for item in items}
    if len(cases) != 1:
        raise WrongUse(
            "The items are of {n} files; an order is made in one file. Name items of one file.", n=len(cases)
        )
    graph = session.graph()
    context = DocumentContext(
        case=cases.pop(),
        items=items,
        facts=facts,
        graph=graph,
        day=today,
        language=language,
        veil=session.veil(),
        notes=Notebook(session.source_names()),
        places=record_places(graph),
    )
    persons, earlier = tuple(_persons(context)), tuple(_earlier(context))
    proposed = tuple(_item(context, item, kind) for item in items)
    return OrderProposal(
        kind=kind.code,
        title=language.text(kind.title),
        disposition=language.text(kind.disposition),
        grounds=language.text(kind.grounds),
        remedy=language.text(kind.remedy),
        receiver=language.text(kind.receiver) if kind.receiver else "",
        case_number=context.number(context.case),
        court_number=context.prop(context.case, "court_number"),
        authority=context.prop(context.case, "authority"),
        as_of=today,
        author=session.actor.name,
        digest=session.store.digest(),
        persons=persons,
        earlier=earlier,
        items=proposed,
        articles=tuple(_articles(context, kind)),
        notes=context.notes.notes(),
    )


def _persons(context: DocumentContext) -> Iterable[ProposalFact]:
    """Each person with the roles in the file and the charges, where there are any."""
    charges = charges_on(context)
    for person in (*natural_persons(context), *legal_persons(context)):
        roles = sorted(roles_on(context.facts, person, context.case, context.day))
        words = [context.said(CASE_ROLE_WORDS[role]) for role in roles if role in CASE_ROLE_WORDS]
        if any(item.title_holder == person and item.against != person for item in context.items):
            words.append(context.said(N_("registered holder")))
        articles = [cite_article(context, charge.article) for charge in charges if charge.person == person]
        if articles:
            words.append(context.said(N_("charged under {articles}"), articles=", ".join(articles)))
        shown = context.value(", ".join(words), person)
        yield ProposalFact(context.caption(person), shown.text, shown.notes)


def _earlier(context: DocumentContext) -> Iterable[ProposalFact]:
    """The orders by which the items were frozen, confiscated or released so far, each once."""
    seen: dict[str, OrderAct] = {}
    for item in context.items:
        for step in context.facts.of(StepAct, item.item, context.day):
            order = context.facts.first(OrderAct, step.order) if step.order else None
            if order is not None:
                seen.setdefault(order.order, order)
    for order in seen.values():
        document = order.document
        named = (
            context.number(order.order)
            if document is None
            else name_document(
                document.kind, context.veil.text(document.number), document.on.isoformat(), context.language
            )
        )
        authority = context.veil.text(order.authority.name) if order.authority is not None else ""
        shown = context.value(", ".join(filter(None, (named, authority))), order.id)
        yield ProposalFact(context.words(ORDER_KINDS, order.order_kind), shown.text, shown.notes)


def _item(context: DocumentContext, item: ItemAct, kind: ProposalKind) -> ProposedItem:
    rows = [_fact(context, item, name, fill) for name, fill in _FACTS] if item.asset is not None else []
    rows += [row for name, fill in _FACTS_IF_ANY if (row := _fact(context, item, name, fill)).text]
    if item.asset is None and item.amount is not None and item.currency is not None:
        sum_ = context.money(item.amount, item.currency, item.item)
        rows.append(ProposalFact(context.said(N_("Sum")), sum_.text, sum_.notes))
    against = context.stated(context.caption(item.against), item.item)
    rows.append(_joined(context, N_("Ordered against"), against))
    purposes = [name_purpose(code, context.language) for code in sorted(item.purposes)]
    rows.append(_joined(context, N_("Purpose of the measure"), [context.value("; ".join(purposes), item.item)]))
    state = item_state(context.facts, item, context.day)
    if state.state is not None and state.since is not None:
        words = context.said(STATE_WORDS[state.state])
        text = context.said(N_("{state} since {day}"), state=words, day=_day(context, state.since))
        rows.append(_joined(context, N_("State on record"), [context.value(text, state.steps[-1].id)]))
    if kind.code == "return":
        rows.append(_joined(context, N_("Claims on record"), list(_receivers(context, item))))
    return ProposedItem(context.number(item.item), _sentence(context, item), tuple(rows))


def _sentence(context: DocumentContext, item: ItemAct) -> str:
    """What the disposition says of this item: the share of the thing, or the sum, up to the cap."""
    thing = _first(item_description(context, item.item)) if item.asset is not None else ""
    share = _first(item_share(context, item.item)) if item.asset is not None else ""
    if item.asset is None:
        amount = "" if item.amount is None else context.language.money(item.amount, item.currency or "")
        return context.said(N_("the sum of {amount}"), amount=amount)
    text = ", ".join(filter(None, (thing, share)))
    cap = _first(item_cap(context, item.item))
    return context.said(N_("{item}, up to the sum of {cap}"), item=text, cap=cap) if cap else text


def _receivers(context: DocumentContext, item: ItemAct) -> Iterable[FilledValue]:
    """Those who claim the item back. Who receives it is for the prosecutor to say."""
    for claim in context.facts.of(ClaimAct, until=context.day):
        if claim.item == item.item and claim.claim_kind in ("restitution", "title"):
            text = context.said(N_("claimed by {person}"), person=context.caption(claim.person))
            yield context.value(text, claim.claim)


def _articles(context: DocumentContext, kind: ProposalKind) -> Iterable[str]:
    yield cite_statute(kind.statute, context.language)
    if kind.of_purposes:
        codes = sorted({code for item in context.items for code in item.purposes} & set(PURPOSES_BY_CODE))
        yield from (name_purpose(code, context.language) for code in codes)


def _fact(
    context: DocumentContext,
    item: ItemAct,
    name: str,
    fill: Callable[[DocumentContext, str], Iterable[FilledValue]],
) -> ProposalFact:
    return _joined(context, name, list(fill(context, item.item)))


def _joined(context: DocumentContext, name: str, values: Iterable[FilledValue]) -> ProposalFact:
    rows = list(values)
    notes = tuple(dict.fromkeys(note for row in rows for note in row.notes))
    return ProposalFact(context.said(name), "; ".join(row.text for row in rows), notes)


def _first(values: Iterable[FilledValue]) -> str:
    return next((value.text for value in values), "")


def _day(context: DocumentContext, day: date) -> str:
    return context.language.date(day)

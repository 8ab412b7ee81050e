"""Fills what a certificate says of the property: section D."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from graph_schema.codes.recovery.claims import ENCUMBRANCE_KINDS
from graph_schema.codes.recovery.orders import BASES
from graph_schema.messages import N_
from graph_schema.values.shares import share_text
from tracer.casefile.certificates.certificate_context import CertificateContext, DocumentContext
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.recovery.acts.assets import EncumbranceAct, ValueAct
from tracer.recovery.acts.measures import CustodyAct, ItemAct
from tracer.recovery.money.values import METHOD_ORDER
from tracer.recovery.orders.item_states import item_state
from tracer.wording.field_words import format_share
from tracer.wording.recovery.statutes import cite_statute
from tracer.wording.terms import CLASS_WORDS, VALUATION_WORDS

_IDENTIFIERS = ("locality", "cadastral", "land_book", "vin", "plate", "serial", "address", "quantity", "number")
_LOCATION = ("locality", "county", "country", "address", "bank")
_NATURE = {"EXTENDED": "powers", "THIRD": "powers", "VALUE": "proceeds", "NCB": "other", "UWO": "other"}
"""Basis -> the box that it ticks. A direct confiscation is of proceeds or of instruments: the court says which."""


def sums(context: CertificateContext) -> tuple[str, ...]:
    """The part about a sum stands once where the order concerns one."""
    wanted = any(item.amount is not None for item in context.items) or "VALUE" in _bases(context)
    return (context.order.order,) if wanted else ()


def asset_items(context: DocumentContext) -> tuple[str, ...]:
    """The items that cover an asset."""
    return tuple(item.item for item in context.items if item.asset is not None)


def has_specific_items(context: DocumentContext) -> bool:
    """Does the order concern specific items of property?"""
    return bool(asset_items(context))


def concerns(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """Whether the order concerns a sum, items, property of equivalent value."""
    for item in context.items:
        yield context.tick("sum" if item.asset is None else "item", item.item)
        if item_state(context.facts, item, context.day).basis == "VALUE":
            yield context.tick("equivalent", item.item)


def nature(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The boxes that follow from the bases of the items."""
    for item in context.items:
        basis = item_state(context.facts, item, context.day).basis
        if basis in _NATURE:
            yield context.tick(_NATURE[basis], item.item)


def bases(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The basis of each item with its article."""
    statutes = {row.code: row.statute for row in BASES}
    for basis, item in _bases(context).items():
        yield context.value(f"{context.words(BASES, basis)} ({cite_statute(statutes[basis], context.language)})", item)


def amount_here(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The sum asked of the executing State; empty without a certificate."""
    one = context.certificate
    return [] if one is None else [context.money(one.amount_here, one.currency, one.certificate)]


def amount_total(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The total of the certificate; without one, the sums of the items, one a currency."""
    one = context.certificate
    if one is not None:
        return [context.money(one.total, one.currency, one.certificate)]
    totals: dict[str, int] = defaultdict(int)
    records: dict[str, str] = {}
    for item in context.items:
        if item.amount is not None and item.currency is not None:
            totals[item.currency] += item.amount
            records.setdefault(item.currency, item.item)
    return [context.money(minor, currency, records[currency]) for currency, minor in sorted(totals.items())]


def sum_items(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """Each sum that the order states, by item."""
    for item in context.items:
        if item.amount is not None and item.currency is not None:
            yield context.money(item.amount, item.currency, item.item)


def accounts(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The accounts covered, with the bank where it is on record."""
    for asset in context.assets:
        node = context.node(asset)
        if node is not None and node.type == "Account":
            text = ", ".join(filter(None, (context.caption(asset), context.prop(asset, "bank"))))
            yield context.value(text, asset)


def item_description(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The asset: class, description, identifiers."""
    asset = _item(context, subject).asset
    node = context.node(asset)
    if asset is None or node is None:
        return []
    class_ = context.said(CLASS_WORDS[str(node.props.get("asset_class", "account"))])
    parts = [class_, context.caption(asset), *(context.prop(asset, part) for part in _IDENTIFIERS)]
    return context.stated(", ".join(dict.fromkeys(filter(None, parts))), asset)


def item_share(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The share that the item covers on this day, and in whose name it is registered."""
    item = _item(context, subject)
    state = item_state(context.facts, item, context.day)
    share = state.enforced_share
    if share == Fraction(0):
        return []
    shown = format_share(share_text(share), context.language)
    holder = context.caption(item.holder)
    if not holder:
        return [context.value(shown, item.item)]
    template = N_("{share}, registered in the name of {person}")
    return [context.value(context.said(template, share=shown, person=holder), item.item)]


def item_value(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The newest value of the whole asset, with its day and method; the price of a sale only where no other is known.

    Of one day, the value whose method comes first in ``METHOD_ORDER``.
    """
    asset = _item(context, subject).asset
    rows = [] if asset is None else context.facts.of(ValueAct, asset, context.day)
    if not rows:
        return []
    before_sale = [row for row in rows if row.method != "sale"] or rows
    newest = max(before_sale, key=lambda row: (row.effective, -METHOD_ORDER.index(row.method), row.recorded))
    shown = context.money(newest.amount, newest.currency, newest.id)
    text = context.said(
        N_("{value} on {day} ({method})"),
        value=shown.text,
        day=context.language.date(newest.effective),
        method=context.said(VALUATION_WORDS.get(newest.method, newest.method)),
    )
    return [FilledValue(text, shown.record, shown.notes, shown.minor, shown.currency)]


def item_cap(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The sum up to which the measure is ordered."""
    item = _item(context, subject)
    if item.cap is None or item.cap_currency is None:
        return []
    return [context.money(item.cap, item.cap_currency, item.item)]


def item_location(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """Where the asset is, by its register; a vehicle or a valuable is where its custodian keeps it."""
    asset = _item(context, subject).asset
    parts = [context.prop(asset, part) for part in _LOCATION]
    return context.stated(", ".join(filter(None, parts)), asset or "")


def item_notes(context: DocumentContext, subject: str) -> Iterable[FilledValue]:
    """The custodian, and the debts secured by the asset."""
    item = _item(context, subject)
    for row in context.facts.of(CustodyAct, item.item, context.day):
        template = N_("custodian since {day}: {name}")
        day = context.language.date(row.effective)
        yield context.value(context.said(template, day=day, name=context.veil.text(row.custodian)), row.id)
    for debt in context.facts.of(EncumbranceAct, item.asset, context.day) if item.asset else ():
        kind = context.words(ENCUMBRANCE_KINDS, debt.encumbrance_kind)
        amount = context.language.money(debt.amount, debt.currency)
        yield context.value(f"{kind}: {amount}", debt.encumbrance)


def _item(context: DocumentContext, subject: str) -> ItemAct:
    return next(item for item in context.items if item.item == subject)


def _bases(context: DocumentContext) -> dict[str, str]:
    """Basis -> the first item that has it."""
    found: dict[str, str] = {}
    for item in context.items:
        basis = item_state(context.facts, item, context.day).basis
        if basis is not None:
            found.setdefault(basis, item.item)
    return found

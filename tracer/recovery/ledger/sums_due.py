"""Answers how much of an order for a sum is still due: ordered, less what was collected here, abroad and from things."""

from __future__ import annotations

from datetime import date

from tracer.recovery.acts.abroad import CertificateAct, CollectedAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.ledger.posted_sums import ITEM, posted_sum, posts_about


def find_certificate(facts: RecoveryFacts, name: str | None) -> CertificateAct | None:
    """The certificate of this id; None: not on record."""
    return next((row for row in facts.of(CertificateAct) if row.certificate == name), None)


def collected_here(facts: RecoveryFacts, items: list[ItemAct], until: date | None = None) -> int:
    """How much was collected in this State under these items, minor units of the currency of each?"""
    rows = {item.item: item.currency for item in items}
    return sum(posted_sum(facts, (ITEM, name, "collect"), currency, until) for name, currency in rows.items())


def collected_abroad(facts: RecoveryFacts, order: str, until: date | None = None) -> int:
    """How much did all other States collect under the certificates of this order, minor units?"""
    certificates = [row.certificate for row in facts.of(CertificateAct, order)]
    return sum(row.amount for name in certificates for row in facts.of(CollectedAct, name, until))


def net_price_under(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> int:
    """How much did things bring that were enforced under this item, less the costs of their sale, minor units?"""
    return sum(post.amount - post.cost for post in sales_under(facts, item, until))


def sales_under(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> list[PostAct]:
    """Which sales of things were made under this item, in its currency?"""
    names = {row.item for row in facts.of(ItemAct) if row.under == item.item}
    return [
        post
        for post in posts_about(facts, [(ITEM, name, "sale") for name in names], until)
        if post.currency == item.currency
    ]


def balance_due(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> int:
    """How much of the amount of this item is still due on this day, minor units?"""
    orders = {step.order for step in facts.of(StepAct, item.item, until) if step.order}
    abroad = sum(collected_abroad(facts, order, until) for order in sorted(orders))
    return (item.amount or 0) - collected_here(facts, [item], until) - abroad - net_price_under(facts, item, until)

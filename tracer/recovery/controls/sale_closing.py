"""The conditions under which a sale is closed: what it states, and that the ledger has the same price and cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.messages import N_
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct, SaleAct
from tracer.recovery.claims.debts import latest_value
from tracer.recovery.claims.exchange import exact_amount
from tracer.recovery.ledger.posted_sums import ITEM, posts_about
from tracer.recovery.ledger.sold_shares import sold_shares


@dataclass(frozen=True, slots=True)
class ClosingCondition:
    """What a sale states when it is closed. ``words``: the name of it in a list."""

    name: str
    words: str
    holds: Callable[[SaleAct], bool]


CLOSING_CONDITIONS: Final = (
    ClosingCondition("method", N_("the method of sale"), lambda sale: bool(sale.method)),
    ClosingCondition("notice", N_("the notice"), lambda sale: bool(sale.notice)),
    ClosingCondition(
        "offers", N_("the number of offers"), lambda sale: sale.offers is not None or sale.method == "direct_sale"
    ),
    ClosingCondition("buyer", N_("the buyer"), lambda sale: bool(sale.buyer)),
    ClosingCondition("price", N_("the price"), lambda sale: sale.price is not None and bool(sale.currency)),
    ClosingCondition("cost", N_("the cost"), lambda sale: sale.cost is not None),
)
"""Source: official requirements, F140."""


def missing_conditions(sale: SaleAct) -> list[ClosingCondition]:
    """What does this sale not state?"""
    return [row for row in CLOSING_CONDITIONS if not row.holds(sale)]


def booked_sale(facts: RecoveryFacts, item: ItemAct) -> dict[str, tuple[int, int]]:
    """Price and cost of the sales of this item that are in the ledger, minor units, by currency."""
    found: dict[str, tuple[int, int]] = {}
    for post in booked_sales(facts, item):
        price, cost = found.get(post.currency, (0, 0))
        found[post.currency] = (price + post.amount, cost + post.cost)
    return found


def booked_sales(facts: RecoveryFacts, item: ItemAct) -> list[PostAct]:
    """The sales of this item that are in the ledger and not reversed, by day."""
    return posts_about(facts, [(ITEM, item.item, "sale")])


def closing_of(facts: RecoveryFacts, item: str, until: date | None = None) -> SaleAct | None:
    """The act that closed the sale of this item; None: it is open."""
    return next((act for act in facts.of(SaleAct, item, until) if act.event == "closed"), None)


def appraised_value(facts: RecoveryFacts, item: ItemAct, currency: str) -> int | None:
    """What was sold of this item worth by the last value before the first sale, minor units? None: no value, or no rate."""
    posts = booked_sales(facts, item)
    value = latest_value(facts, item.asset, posts[0].effective) if posts else None
    if value is None:
        return None
    shares = sold_shares(facts, item.asset or "", item.holder)
    sold = sum((shares.get(post.id, Fraction(0)) for post in posts), Fraction(0))
    exact = exact_amount(facts, value.amount, value.currency, currency, posts[0].effective)
    return None if exact is None else round(exact * sold)

"""Answers which share of an asset was sold, over all files."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.ledger.entries import valid_posts
from tracer.recovery.orders.item_states import item_state


def sold_shares(facts: RecoveryFacts, asset: str, holder: str | None, until: date | None = None) -> dict[str, Fraction]:
    """Which share of the asset did each sale of this holder's goods sell? By posting.

    A sale that states no share sells what is left of the item.
    """
    sold: dict[str, Fraction] = {}
    for post in valid_posts(facts, until):
        item = facts.first(ItemAct, post.item) if post.template == "sale" else None
        if item is not None and (item.asset, item.holder) == (asset, holder):
            left = share_to_sell(facts, item, post.effective) - sum(sold.values(), Fraction(0))
            sold[post.id] = left if post.share is None else post.share
    return sold


def share_to_sell(facts: RecoveryFacts, item: ItemAct, on: date) -> Fraction:
    """Which share of the asset may be sold for this item, sold parts included?"""
    return item_state(facts, item, on).enforced_share

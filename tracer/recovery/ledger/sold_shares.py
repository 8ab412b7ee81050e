"""Answers which share of an asset was sold, over all files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import FactsIndex, RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.ledger.posted_sums import ITEM, posts_about
from tracer.recovery.orders.item_states import item_state


class ItemsOfHolder(FactsIndex):
    """The items on what each holder has of each asset."""

    def __init__(self) -> None:
        self.items: defaultdict[tuple[str | None, str | None], list[ItemAct]] = defaultdict(list)

    def follow(self, facts: RecoveryFacts, act: RecoveryAct) -> bool:
        """Keep an item under its asset and holder."""
        if isinstance(act, ItemAct):
            self.items[act.asset, act.holder].append(act)
        return True


def sold_shares(facts: RecoveryFacts, asset: str, holder: str | None, until: date | None = None) -> dict[str, Fraction]:
    """Which share of the asset did each sale of this holder's goods sell? By posting.

    A sale that states no share sells what is left of the item.
    """
    sold: dict[str, Fraction] = {}
    items = {item.item: item for item in facts.index(ItemsOfHolder).items.get((asset, holder), ())}
    for post in posts_about(facts, [(ITEM, name, "sale") for name in items], until):
        left = share_to_sell(facts, items[post.item], post.effective) - sum(sold.values(), Fraction(0))
        sold[post.id] = left if post.share is None else post.share
    return sold


def share_to_sell(facts: RecoveryFacts, item: ItemAct, on: date) -> Fraction:
    """Which share of the asset may be sold for this item, sold parts included?"""
    return item_state(facts, item, on).enforced_share

"""Adds the values of new slices, and of sums enforced, for this State and for other States."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.figures.lanes import NewSlice
from tracer.recovery.figures.slice_values import Sums, value_at


@dataclass
class MoneyCell:
    """Sums by currency, minor units; the items behind them; those among them that have no value.

    ``rows``: each item that has a value, with its sums.
    """

    sums: Sums = field(default_factory=dict)
    items: list[str] = field(default_factory=list)
    unvalued: list[str] = field(default_factory=list)
    rows: list[tuple[str, Sums]] = field(default_factory=list)

    def add(self, sums: Sums | None, item: str) -> None:
        """Add these sums, which rest on this item. None: the item has no value."""
        self.items.append(item)
        if sums is None:
            self.unvalued.append(item)
            return
        self.rows.append((item, dict(sums)))
        for currency, minor in sums.items():
            self.sums[currency] = self.sums.get(currency, 0) + minor


def slice_cells(
    facts: RecoveryFacts, rows: Iterable[NewSlice], moment: str, year: int, as_of: date
) -> tuple[MoneyCell, MoneyCell]:
    """What are the new slices of this year worth: those of this State, and those of other States?"""
    home, others = MoneyCell(), MoneyCell()
    for row in rows:
        if row.step.effective.year == year:
            cell = others if row.item.foreign else home
            cell.add(value_at(facts, row, moment, as_of), row.item.item)
    return home, others


def is_enforced(item: ItemAct, post: PostAct) -> bool:
    """Was this collected under an order for a sum, or is it the price of a thing enforced under one?"""
    return post.template == "collect" or (post.template == "sale" and item.under is not None)


def add_sums_enforced(facts: RecoveryFacts, posts: Iterable[PostAct], home: MoneyCell, others: MoneyCell) -> None:
    """Add what was collected under orders for a sum, and the prices of things enforced under them."""
    for post in posts:
        item = facts.first(ItemAct, post.item)
        if item is not None and is_enforced(item, post):
            cell = others if item.foreign else home
            cell.add({post.currency: post.amount}, item.item)

"""Values slices: by the value on record for the moment, by the money found, or by the price if sold before."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import PostAct
from tracer.recovery.claims.debts import latest_value
from tracer.recovery.figures.lanes import NewSlice
from tracer.recovery.ledger.lot_books import book_of
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.ledger.sold_shares import sold_shares
from tracer.recovery.orders.titles import MONEY_CLASSES, asset_class

Sums = dict[str, int]
"""Minor units by currency."""


def value_at(facts: RecoveryFacts, row: NewSlice, moment: str, until: date) -> Sums | None:
    """What is this slice worth at this moment (freezing, confiscation, disposal)? None: no value on record.

    Cash and accounts: the sums found, as known on ``until``. Things: the newest value of the moment by the day of the
    step; for a confiscation, the price of what was sold before. Each part is rounded once.
    """
    if asset_class(facts, row.item.asset) in MONEY_CLASSES:
        return _found(facts, row, until)
    sold, prices = (Fraction(0), {}) if moment != "confiscation" else _sold_before(facts, row)
    if sold >= row.share:
        return {currency: round(minor * row.share / sold) for currency, minor in prices.items()}
    value = latest_value(facts, row.item.asset, row.step.effective, moment)
    if value is None:
        return None
    sums: defaultdict[str, int] = defaultdict(int, prices)
    sums[value.currency] += round(value.amount * (row.share - sold))
    return dict(sums)


def _found(facts: RecoveryFacts, row: NewSlice, until: date) -> Sums | None:
    found = book_of(facts, lot_of(facts, row.item).item).balances(until)
    whole = row.item.share or Fraction(1)
    sums = {currency: -minor for (name, currency), minor in found.items() if name == "FOUND" and minor}
    return {currency: round(minor * row.share / whole) for currency, minor in sums.items()} or None


def _sold_before(facts: RecoveryFacts, row: NewSlice) -> tuple[Fraction, Sums]:
    sold = Fraction(0)
    prices: defaultdict[str, int] = defaultdict(int)
    for name, share in sold_shares(facts, row.item.asset or "", row.item.holder, row.step.effective).items():
        post = facts.find(name)
        if isinstance(post, PostAct) and post.effective < row.step.effective:
            sold += share
            prices[post.currency] += post.amount
    return sold, dict(prices)

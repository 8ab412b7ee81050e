"""Answers what is left of a secured debt, and the equity of an item after debts and costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.assets import WHOLE, EncumbranceAct, ValueAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.claims.exchange import rounded_amount
from tracer.recovery.ledger.posted_sums import ENCUMBRANCE, posted_sum
from tracer.recovery.orders.item_states import item_state


@dataclass(frozen=True, slots=True)
class ItemEquity:
    """What an item can bring, minor units: equity = max(0, gross - debts - costs); available: at most the cap."""

    gross: int
    debts: int
    costs: int
    available: int
    currency: str

    @property
    def equity(self) -> int:
        """What is left of the share after debts and the expected cost of the sale."""
        return max(0, self.gross - self.debts - self.costs)


def find_debt(facts: RecoveryFacts, name: str | None, asset: str | None) -> EncumbranceAct | None:
    """The secured debt of this id on this asset; None: not on record."""
    rows = facts.of(EncumbranceAct, asset) if asset else []
    return next((row for row in rows if row.encumbrance == name), None)


def debt_left(facts: RecoveryFacts, debt: EncumbranceAct, until: date | None = None) -> int:
    """How much of this debt is not paid from the ledger yet, minor units?"""
    return debt.amount - posted_sum(facts, (ENCUMBRANCE, debt.encumbrance, "pay_creditor"), debt.currency, until)


def latest_value(
    facts: RecoveryFacts, asset: str | None, until: date | None, moment: str | None = None
) -> ValueAct | None:
    """The newest value of the asset on this day, of this moment if one is given; None: no value."""
    rows = [row for row in facts.of(ValueAct, asset, until) if moment in (None, row.moment)] if asset else []
    return rows[-1] if rows else None


def item_equity(facts: RecoveryFacts, item: ItemAct, currency: str, on: date) -> ItemEquity | None:
    """What can this item bring in this currency on this day? None: no value, or no rate.

    A debt on the whole asset burdens in proportion to the share, a debt on an owner the share of this owner alone.
    The expected cost of the sale is a share of the gross value, given by the settings.
    """
    value = latest_value(facts, item.asset, on)
    gross = None if value is None else _portion(facts, value, item_state(facts, item, on).live, currency, on)
    if gross is None or item.asset is None:
        return None
    debts = 0
    for debt in facts.of(EncumbranceAct, item.asset, on):
        if debt.on not in (WHOLE, item.holder):
            continue
        left = rounded_amount(facts, debt_left(facts, debt, on), debt.currency, currency, on)
        if left is None:
            return None
        debts += round(left * item_state(facts, item, on).live) if debt.on == WHOLE else left
    costs = round(gross * facts.settings.sale_cost)
    equity = max(0, gross - debts - costs)
    cap = None
    if item.cap is not None:
        cap = rounded_amount(facts, item.cap, item.cap_currency or currency, currency, on)
    return ItemEquity(gross, debts, costs, equity if cap is None else min(equity, cap), currency)


def _portion(facts: RecoveryFacts, value: ValueAct, share: Fraction, currency: str, on: date) -> int | None:
    whole = rounded_amount(facts, value.amount, value.currency, currency, on)
    return None if whole is None else round(whole * share)

"""Answers when money or valuables were taken, and until when they are deposited or handed over. Source: CPP 252."""

from __future__ import annotations

from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.deadlines.terms import RecoveryTerm, compute_term
from tracer.recovery.ledger.posted_sums import ITEM, posts_about
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.titles import VALUABLES_CLASSES, asset_class

HOME_CURRENCY = "RON"


def taken_on(facts: RecoveryFacts, item: ItemAct, currency: str | None, until: date | None) -> date | None:
    """On which day was the thing taken: the day of the freeze or of the seizure, the earlier one? None: not yet."""
    frozen = item_state(facts, item, until).first("FROZEN")
    days = [frozen.effective] if frozen else []
    days += [
        post.effective
        for post in posts_about(facts, [(ITEM, item.item, "seize_cash")], until)
        if currency in (None, post.currency)
    ]
    return min(days, default=None)


def deposit_term(facts: RecoveryFacts, item: ItemAct, currency: str, until: date | None) -> RecoveryTerm | None:
    """Until when is the cash of this currency deposited, or foreign money handed to a bank? None: no cash, not taken."""
    if asset_class(facts, item.asset) != "cash":
        return None
    start = taken_on(facts, item, currency, until)
    if start is None:
        return None
    return compute_term("cash_deposit" if currency == HOME_CURRENCY else "valuables_handover", item.item, start)


def valuables_term(facts: RecoveryFacts, item: ItemAct, until: date | None) -> RecoveryTerm | None:
    """Until when are metals, stones and the like handed over? None: another class, or not taken."""
    if asset_class(facts, item.asset) not in VALUABLES_CLASSES:
        return None
    start = taken_on(facts, item, None, until)
    return None if start is None else compute_term("valuables_handover", item.item, start)

"""Answers which states a list shows for an item: its own, and what is derived from other records."""

from __future__ import annotations

from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import CustodyAct, ItemAct
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.lot_books import book_of
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.ledger.sold_shares import sold_shares
from tracer.recovery.orders.early_sales import early_sale
from tracer.recovery.orders.item_states import ItemState, item_state
from tracer.recovery.orders.orders_on_items import open_appeals
from tracer.recovery.orders.transitions import TIED_STATES


def shown_states(facts: RecoveryFacts, item: ItemAct, on: date) -> tuple[str, ...]:
    """Which states are shown for this item on this day? Empty: no step yet.

    While the thing is tied: CHALLENGED, an open challenge; MANAGED, a custodian; SALE_ORDERED, an order of sale and
    no sale; DEPOSITED, money of the lot in the unique account. While the item is live: PART_RELEASED.
    """
    state = item_state(facts, item, on)
    if state.state is None:
        return ()
    shown = [state.state]
    if state.state in TIED_STATES:
        shown.extend(_while_tied(facts, state, on))
    if state.is_live and state.released:
        shown.append("PART_RELEASED")
    return tuple(shown)


def _while_tied(facts: RecoveryFacts, state: ItemState, on: date) -> list[str]:
    item = state.item
    found = []
    if open_appeals(facts, item, on):
        found.append("CHALLENGED")
    if facts.of(CustodyAct, item.item, on):
        found.append("MANAGED")
    sale = early_sale(facts, item.item, on)
    is_sold = sale.event == "sold" or bool(sold_shares(facts, item.asset or "", item.holder, on))
    if sale.is_ordered and not is_sold:
        found.append("SALE_ORDERED")
    held = book_of(facts, lot_of(facts, item).item).balances(on)
    if any(name == UNIQUE_ACCOUNT and minor > 0 for (name, _), minor in held.items()):
        found.append("DEPOSITED")
    return found

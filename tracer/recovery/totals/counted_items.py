"""Answers where an item stands on a day: its own state, and what its money, its sale and its appeals make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from graph_schema.codes.states import RANK, STATES_BY_CODE
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.figures.shown_states import shown_states
from tracer.recovery.ledger.lot_books import LotBook, book_of
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.transitions import FINAL_STATES

PAID_STATES: Final = MappingProxyType({"pay_victim": "VICTIM", "pay_budget": "BUDGET", "pay_state": "SHARED"})
"""Template of a payment -> the state that shows where the money of a final item went."""
RECEIPT_TEMPLATES: Final = frozenset({"sale", "deposit", "collect", "receive_state"})
"""The postings by which an item becomes money."""
_SHOWN_FIRST: Final = ("CHALLENGED", "DEPOSITED", "SALE_ORDERED", "MANAGED", "PART_RELEASED")
"""Of several states that a list shows for a frozen item, the first here is the one that stands for it."""


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An item on a day.

    ``state``: the one state that stands for it in lists and totals. ``own``: the state of its last step; None: no step.
    ``live``: it can still change, and its money has not been paid out. ``frozen_on``: first freeze; ``final_on``: last
    final confiscation; ``released``: the sum of its part releases.
    ``confiscated``: the share confiscated, None if no confiscation stands.
    """

    item: ItemAct
    state: str
    own: str | None
    since: date | None
    live: bool
    frozen_on: date | None
    final_on: date | None
    released: Fraction
    confiscated: Fraction | None = None

    @property
    def bucket(self) -> str:
        """Under which stage of the totals does the item count?"""
        return STATES_BY_CODE[self.state].bucket

    @property
    def rank(self) -> int:
        """How binding is the state? Below 0: it left the asset free."""
        return RANK[self.state]


def counted_item(facts: RecoveryFacts, item: ItemAct, on: date) -> CountedItem:
    """Where does this item stand at the end of this day?

    A final item whose thing became money counts as realised, and as paid once money went out. An item released before
    it froze anything counts as dropped: nothing was secured that could be freed. Cost: linear in its acts.
    """
    state = item_state(facts, item, on)
    shown = shown_states(facts, item, on)
    frozen, final = state.first("FROZEN"), state.last("CONF_FINAL")
    code = state.state or "IDENTIFIED"
    if code == "FROZEN":
        code = next((name for name in _SHOWN_FIRST if name in shown), code)
    if code == "RELEASED" and state.first("URGENT", "FROZEN", "CONF_NONFINAL", "CONF_FINAL") is None:
        code = "DROPPED"
    if state.state in FINAL_STATES:
        code = _money_state(book_of(facts, lot_of(facts, item).item), on) or code
    return CountedItem(
        item=item,
        state=code,
        own=state.state,
        since=state.since,
        live=state.is_live and STATES_BY_CODE[code].live,
        frozen_on=frozen.effective if frozen else None,
        final_on=final.effective if final else None,
        released=state.released,
        confiscated=state.confiscated,
    )


def most_binding(items: Iterable[CountedItem]) -> str:
    """In which state is an asset under these items? IDENTIFIED where no item is on it. Does not say for which share."""
    return max((one.state for one in items), key=RANK.__getitem__, default="IDENTIFIED")


def _money_state(book: LotBook, on: date) -> str | None:
    """REALISED once money came in by this day, the state of the last payment once money went out. None: no money."""
    posts = [post for post in book.posts if post.effective <= on and not book.is_reversed(post.id, on)]
    paid = [PAID_STATES[post.template] for post in posts if post.template in PAID_STATES]
    if paid:
        return paid[-1]
    return "REALISED" if any(post.template in RECEIPT_TEMPLATES for post in posts) else None

"""Folds the acts of an order item into its state and shares on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, ItemChange, PartReleaseAct, StepAct
from tracer.recovery.orders.transitions import CONFISCATED_STATES, FINAL_STATES, LIVE_STATES


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item on a day. ``state`` None: no step yet. ``live``: the share that the item still covers.

    ``confiscated``: the share confiscated, None if no confiscation stands. ``released``: the sum of part releases.
    ``steps``: the steps so far; ``since``: the day of the last step or part release.
    """

    item: ItemAct
    state: str | None
    live: Fraction
    confiscated: Fraction | None
    released: Fraction
    basis: str | None
    since: date | None
    steps: tuple[StepAct, ...]

    @property
    def is_live(self) -> bool:
        """Can the item still change?"""
        return self.state in LIVE_STATES

    @property
    def is_final(self) -> bool:
        """Is the item confiscated finally or enforced, so that its money may be paid out?"""
        return self.state in FINAL_STATES

    @property
    def enforced_share(self) -> Fraction:
        """The share that is sold: the confiscated share if there is one, else the live share."""
        return self.live if self.confiscated is None else self.confiscated

    def last(self, *states: str) -> StepAct | None:
        """Which step entered one of these states last?"""
        return next((step for step in reversed(self.steps) if step.to in states), None)

    def first(self, *states: str) -> StepAct | None:
        """Which step entered one of these states first?"""
        return next((step for step in self.steps if step.to in states), None)


def item_state(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> ItemState:
    """In which state is this item at the end of the day ``until`` (None: after all acts)? Cost: linear in its acts."""
    state = before_all(item)
    for change in facts.of(ItemChange, item.item, until):
        state = after_change(state, change)
    return state


def before_all(item: ItemAct) -> ItemState:
    """The item before its first step."""
    return ItemState(item, None, item.share or Fraction(0), None, Fraction(0), None, None, ())


def after_change(state: ItemState, change: ItemChange) -> ItemState:
    """The item after this step or part release."""
    if isinstance(change, StepAct):
        return _after_step(state, change)
    if isinstance(change, PartReleaseAct):
        live = state.live - change.share
        kept = None if state.confiscated is None else min(state.confiscated, live)
        released = state.released + change.share
        return replace(state, live=live, confiscated=kept, released=released, since=change.effective)
    return state


def _after_step(state: ItemState, step: StepAct) -> ItemState:
    confiscated = state.confiscated
    if step.to in ("CONF_NONFINAL", "CONF_FINAL"):
        confiscated = step.share or confiscated or state.live
    elif step.to not in CONFISCATED_STATES:
        confiscated = None
    return replace(
        state,
        state=step.to,
        confiscated=confiscated,
        basis=step.basis or state.basis,
        since=step.effective,
        steps=(*state.steps, step),
    )

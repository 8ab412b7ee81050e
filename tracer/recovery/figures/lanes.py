"""Cuts items into slices that count once.

A lane is an asset and its registered holder. Every item lies on the lane of its holder from 0, so two items on one lane
cover the longer of both, and an item of another file adds only what reaches beyond. Two owners are two lanes.
Items of foreign orders have lanes of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, ItemChange, StepAct
from tracer.recovery.orders.item_states import ItemState, after_change, before_all, item_state
from tracer.recovery.orders.transitions import CONFISCATED_STATES, TIED_STATES

Lane = tuple[str, str | None, bool]
_COVERING = TIED_STATES | CONFISCATED_STATES


@dataclass(frozen=True, slots=True)
class NewSlice:
    """The share of an asset that a step adds to its lane, above 0. ``own``: the whole share of the item by this step."""

    item: ItemAct
    step: StepAct
    share: Fraction
    own: Fraction


def lane_of(item: ItemAct) -> Lane | None:
    """On which lane does this item lie? None: an order for a sum."""
    return None if item.asset is None else (item.asset, item.holder, item.foreign)


def frozen_slices(facts: RecoveryFacts, until: date | None = None) -> Iterator[NewSlice]:
    """Which slices were newly frozen, in order? Cost: quadratic in the items of one lane."""
    lanes: defaultdict[Lane, dict[str, ItemState]] = defaultdict(dict)
    for change in facts.of(ItemChange, until=until):
        item = facts.first(ItemAct, change.item)
        lane = lane_of(item) if item is not None else None
        if item is None or lane is None:
            continue
        states = lanes[lane]
        before = states.get(item.item)
        states[item.item] = after = after_change(before or before_all(item), change)
        is_new = before is None or before.state not in _COVERING
        if is_new and isinstance(change, StepAct) and change.to == "FROZEN":
            covered = _covered(states, item)
            if after.live > covered:
                yield NewSlice(item, change, after.live - covered, after.live)


def final_slices(facts: RecoveryFacts, until: date | None = None) -> Iterator[NewSlice]:
    """Which slices are newly confiscated by a final decision that stands on this day, in order?

    A decision that was annulled later is left out.
    """
    covered: dict[Lane, Fraction] = {}
    for step in facts.of(StepAct, until=until):
        item = facts.first(ItemAct, step.item)
        lane = lane_of(item) if item is not None else None
        if item is None or lane is None or step is not valid_final(facts, item, until):
            continue
        own = item_state(facts, item, step.effective).confiscated or Fraction(0)
        before = covered.get(lane, Fraction(0))
        if own > before:
            covered[lane] = own
            yield NewSlice(item, step, own - before, own)


def valid_final(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> StepAct | None:
    """Which step made the confiscation final, if none annulled it by this day?"""
    found = None
    for step in facts.of(StepAct, item.item, until):
        if step.to == "CONF_FINAL":
            found = step
        elif step.to in ("FROZEN", "RELEASED"):
            found = None
    return found


def _covered(states: dict[str, ItemState], item: ItemAct) -> Fraction:
    """Up to where do the other items of the lane cover it? ``states``: of the items of this lane."""
    others = [state.live for name, state in states.items() if name != item.item and state.state in _COVERING]
    return max(others, default=Fraction(0))

"""Joins the acts of several cases, so that an order, an item or a posting in two of them counts once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts, RecoverySettings
from tracer.recovery.acts.measures import ItemAct, OrderAct
from tracer.recovery.recovery_case import counted


def join_cases(
    cases: Sequence[Iterable[RecoveryAct]], settings: RecoverySettings | None = None, known_on: date | None = None
) -> RecoveryFacts:
    """Which acts of these cases count, as known on this day (inclusive), each once?

    An order and an item are the same by their id. Another act of a later case is the same if it has the id of an act of
    an earlier case, or equals it in all but id and day of recording. An asset in two cases needs no rule here: its
    slices lie on one lane. Cost: linear.
    """
    kept: list[RecoveryAct] = []
    earlier: set[object] = set()
    for acts in cases:
        known = [act for act in acts if known_on is None or act.recorded <= known_on]
        rows = [act for act in counted(known) if not earlier & _marks(act)]
        kept.extend(rows)
        earlier |= {mark for act in rows for mark in _marks(act)}
    kept.sort(key=lambda act: act.recorded)
    return RecoveryFacts(kept, settings)


def _marks(act: RecoveryAct) -> set[object]:
    """By what is this act known again in another case?"""
    same: object = replace(act, id="", recorded=date.min)
    if isinstance(act, OrderAct):
        same = (OrderAct, act.order)
    elif isinstance(act, ItemAct):
        same = (ItemAct, act.item)
    return {act.id, same}

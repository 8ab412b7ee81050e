"""Answers which items share one lot of money, and to which file and office the lot belongs."""

from __future__ import annotations

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.parties import CaseAct


def lot_of(facts: RecoveryFacts, item: ItemAct) -> ItemAct:
    """Which item is the lot of this item: the one at the end of what it is attached to?"""
    seen = {item.item}
    while item.attached_to is not None:
        before = facts.first(ItemAct, item.attached_to)
        if before is None or before.item in seen:
            break
        seen.add(before.item)
        item = before
    return item


def items_of_lot(facts: RecoveryFacts, lot: str) -> list[ItemAct]:
    """Which items share this lot, the lot's own item first?"""
    return [item for item in facts.of(ItemAct) if lot_of(facts, item).item == lot]


def office_of(facts: RecoveryFacts, lot: str) -> str:
    """Which office keeps the file of this lot? Empty: the file has no record."""
    item = facts.first(ItemAct, lot)
    case = facts.first(CaseAct, item.case) if item else None
    return case.office if case else ""


def lots_of_asset(facts: RecoveryFacts, asset: str) -> frozenset[str]:
    """Which lots hold money of this asset: those of which an item is about it? Cost: linear in the items."""
    return frozenset(lot_of(facts, item).item for item in facts.of(ItemAct) if item.asset == asset)


def case_of(facts: RecoveryFacts, lot: str) -> str:
    """Which file does this lot belong to? Empty: the lot has no item."""
    item = facts.first(ItemAct, lot)
    return item.case if item else ""

"""Answers which items share one lot of money, and to which file and office the lot belongs."""

from __future__ import annotations

from collections import defaultdict

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import FactsIndex, RecoveryFacts
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


class LotItems(FactsIndex):
    """The items of each lot."""

    def __init__(self) -> None:
        self.items: defaultdict[str, list[ItemAct]] = defaultdict(list)
        self._missing: set[str] = set()

    def follow(self, facts: RecoveryFacts, act: RecoveryAct) -> bool:
        """Put an item into its lot."""
        if not isinstance(act, ItemAct):
            return True
        if act.item in self._missing:
            return False
        end = lot_of(facts, act)
        if end.attached_to is not None:
            self._missing.add(end.attached_to)
        self.items[end.item].append(act)
        return True


def items_of_lot(facts: RecoveryFacts, lot: str) -> list[ItemAct]:
    """Which items share this lot, by the day they take effect, then in the order of recording? Cost: linear in them."""
    return sorted(facts.index(LotItems).items.get(lot, ()), key=lambda item: item.effective)


def office_of(facts: RecoveryFacts, lot: str) -> str:
    """Which office keeps the file of this lot? Empty: the file has no record."""
    item = facts.first(ItemAct, lot)
    case = facts.first(CaseAct, item.case) if item else None
    return case.office if case else ""

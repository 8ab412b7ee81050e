"""Answers how far an early sale is, and whether it may close. Source: CPP 252^1-252^4."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import SaleAct
from tracer.recovery.deadlines.terms import compute_term

SALE_GROUNDS: Final = frozenset(
    {
        "value_drop",
        "warranty",
        "warranty_expiry",
        "perishable",
        "animals",
        "live_animals",
        "flammable",
        "flammables",
        "storage_cost",
        "vehicle",
        "widened_3_1",
    }
)
"""Grounds of a sale without consent: CPP 252^1(2)(a)-(d), (3), (3^1)."""

NEXT_EVENTS: Final = {
    None: frozenset({"proposed", "closed"}),
    "proposed": frozenset({"ordered", "cancelled"}),
    "ordered": frozenset({"communicated", "challenged", "sold", "closed", "cancelled"}),
    "communicated": frozenset({"communicated", "challenged", "sold", "closed", "cancelled"}),
    "challenged": frozenset({"rejected", "cancelled"}),
    "rejected": frozenset({"communicated", "challenged", "sold", "closed", "cancelled"}),
    "sold": frozenset({"closed"}),
    "closed": frozenset(),
    "cancelled": frozenset({"proposed"}),
}
"""Which events may come after an event of a sale. A sale of a confiscated thing has no event before it is closed."""


@dataclass(frozen=True, slots=True)
class EarlySale:
    """The early sale of an item on a day; each day is None until the event happens."""

    event: str | None = None
    ground: str | None = None
    consent: bool = False
    proposed: date | None = None
    ordered: date | None = None
    communicated: date | None = None

    @property
    def is_ordered(self) -> bool:
        """Is a sale ordered and not cancelled?"""
        return self.event in ("ordered", "communicated", "challenged", "rejected", "sold")

    def open_until(self) -> date | None:
        """Until which day can the order be challenged? None: with consent, or not communicated yet."""
        if self.consent or self.communicated is None:
            return None
        return compute_term("sale_challenge", "", self.communicated).due_day

    def may_close(self, on: date) -> bool:
        """May the thing be sold on this day?"""
        if not self.is_ordered or self.event == "challenged":
            return False
        if self.consent:
            return True
        ends = self.open_until()
        return ends is not None and on > ends


def early_sale(facts: RecoveryFacts, item: str, until: date | None = None) -> EarlySale:
    """How far is the early sale of this item on this day?"""
    sale = EarlySale()
    for act in facts.of(SaleAct, item, until):
        sale = after_sale_event(sale, act)
    return sale


def after_sale_event(sale: EarlySale, act: SaleAct) -> EarlySale:
    """The sale after this event."""
    if act.event == "proposed":
        return EarlySale("proposed", act.ground, act.consent, act.effective)
    sale = replace(sale, event=act.event, ground=act.ground or sale.ground, consent=sale.consent or act.consent)
    if act.event == "ordered":
        return replace(sale, ordered=act.effective)
    return replace(sale, communicated=act.effective) if act.event == "communicated" else sale

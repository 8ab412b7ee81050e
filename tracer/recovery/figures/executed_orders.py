"""Counts orders executed in a year, and the days from issue or receipt to execution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.abroad import RecognitionAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, OrderAct, StepAct

EXECUTED = {
    "freezing": frozenset({"FROZEN"}),
    "confiscation": frozenset({"ENFORCING", "REALISED", "REUSE", "DESTROYED"}),
}
"""The states by which an order of each kind is executed."""


@dataclass(frozen=True, slots=True)
class ExecutedOrder:
    """An order executed on a day. ``begun``: issued here, or received from another State."""

    name: str
    form: str
    begun: date
    executed: date

    @property
    def days(self) -> int:
        """The days from issue or receipt to execution."""
        return (self.executed - self.begun).days


def home_orders(facts: RecoveryFacts, until: date) -> Iterator[ExecutedOrder]:
    """Which orders of this State were executed by this day: the first item frozen, or the first item enforced?"""
    first: dict[tuple[str, str], date] = {}
    for step in facts.of(StepAct, until=until):
        item = facts.first(ItemAct, step.item)
        for form, states in EXECUTED.items():
            if item is not None and not item.foreign and step.to in states:
                order = step.order or (_confiscating_order(facts, step) if form == "confiscation" else None)
                if order is not None:
                    first.setdefault((order, form), step.effective)
    for order_act in facts.of(OrderAct, until=until):
        executed = first.get((order_act.order, order_act.order_kind))
        if executed is not None:
            yield ExecutedOrder(order_act.order, order_act.order_kind, order_act.effective, executed)


def received_orders(facts: RecoveryFacts, until: date) -> Iterator[ExecutedOrder]:
    """Which foreign orders were executed by this day? Each once. Source: Regulation (EU) 2018/1805 art. 35(2)(b)."""
    first: dict[str, RecognitionAct] = {}
    for act in facts.of(RecognitionAct, until=until):
        if act.event == "executed":
            first.setdefault(act.recognition, act)
    for act in first.values():
        received = facts.first(RecognitionAct, act.recognition)
        if received is not None:
            yield ExecutedOrder(act.recognition, received.form or "", received.effective, act.effective)


def _confiscating_order(facts: RecoveryFacts, step: StepAct) -> str | None:
    named = [
        row.order
        for row in facts.of(StepAct, step.item, step.effective)
        if row.to in ("CONF_NONFINAL", "CONF_FINAL") and row.order is not None
    ]
    return named[-1] if named else None

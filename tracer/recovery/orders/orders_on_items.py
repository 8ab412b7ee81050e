"""Joins orders, items, communications and appeals."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import FactsIndex, RecoveryFacts
from tracer.recovery.acts.measures import (
    AppealAct,
    AppealDecisionAct,
    CommunicationAct,
    ItemAct,
    OrderAct,
    PeriodicCheckAct,
    StepAct,
)
from tracer.recovery.deadlines.terms import RecoveryTerm, compute_term


def items_of_order(facts: RecoveryFacts, order: str, until: date | None = None) -> list[ItemAct]:
    """Which items took a step by this order?"""
    names = {step.item for step in facts.of(StepAct, until=until) if step.order == order}
    return [item for item in facts.of(ItemAct) if item.item in names]


def challenge_rule(order: OrderAct) -> str:
    """Under which rule is this order challenged? Source: CPP 250(1), 250^1(1), 410."""
    if order.document is not None and order.document.kind == "judgment":
        return "appeal"
    prosecutor = order.authority is not None and order.authority.kind == "prosecutor"
    return "challenge_prosecutor" if prosecutor else "challenge_court"


def challenge_term(order: OrderAct, communication: CommunicationAct) -> RecoveryTerm:
    """Until when may this person challenge the order?"""
    start = communication.at or communication.effective
    return compute_term(challenge_rule(order), f"{order.order}:{communication.person}", start)


def challenge_flags(facts: RecoveryFacts, appeal: AppealAct) -> tuple[str, ...]:
    """Is this challenge late, or is no communication on record? No term runs without a communication."""
    order = facts.first(OrderAct, appeal.order)
    sent = [row for row in facts.of(CommunicationAct, appeal.order, appeal.effective) if row.person == appeal.by]
    if order is None or not sent:
        return ("NO_COMMUNICATION_ON_RECORD",)
    term = challenge_term(order, sent[0])
    filed = appeal.at if appeal.at is not None and term.rule.unit == "hours" else appeal.effective
    due = term.due if appeal.at is not None and term.rule.unit == "hours" else term.due_day
    return ("LATE_CHALLENGE",) if filed > due else ()


class AppealsByTarget(FactsIndex):
    """The appeals against each item, and against each order as a whole."""

    def __init__(self) -> None:
        self.appeals: defaultdict[str, list[AppealAct]] = defaultdict(list)

    def follow(self, facts: RecoveryFacts, act: RecoveryAct) -> bool:
        """Keep an appeal under what it challenges."""
        if isinstance(act, AppealAct):
            self.appeals[act.order if act.item is None else act.item].append(act)
        return True


def appeals_against(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> list[AppealAct]:
    """Which appeals against this item, or against an order on it, are filed by this day, by day? Cost: linear in them."""
    index = facts.index(AppealsByTarget).appeals
    if not index:
        return []
    orders = {step.order for step in facts.of(StepAct, item.item, until) if step.order}
    found = [row for name in (item.item, *sorted(orders)) for row in index.get(name, ())]
    return sorted((row for row in found if until is None or row.effective <= until), key=lambda row: row.effective)


def open_appeals(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> list[AppealAct]:
    """Which challenges against this item are filed and not decided on this day?"""
    return [row for row in appeals_against(facts, item, until) if not facts.of(AppealDecisionAct, row.appeal, until)]


def last_check_start(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> date | None:
    """From which day does the term of the next check run: the freeze, the confiscation or the last check?"""
    days = [step.effective for step in facts.of(StepAct, item.item, until) if step.to in ("FROZEN", "CONF_NONFINAL")]
    days += [check.effective for check in facts.of(PeriodicCheckAct, item.item, until)]
    return max(days, default=None)

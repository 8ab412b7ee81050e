"""Joins orders, items, communications and appeals."""

from __future__ import annotations

from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
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


def open_appeals(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> list[AppealAct]:
    """Which challenges against this item are filed and not decided on this day?"""
    orders = {step.order for step in facts.of(StepAct, item.item, until) if step.order}
    return [
        row
        for row in facts.of(AppealAct, until=until)
        if (row.item == item.item or (row.item is None and row.order in orders))
        and not facts.of(AppealDecisionAct, row.appeal, until)
    ]


def last_check_start(facts: RecoveryFacts, item: ItemAct, until: date | None = None) -> date | None:
    """From which day does the term of the next check run: the freeze, the confiscation or the last check?"""
    days = [step.effective for step in facts.of(StepAct, item.item, until) if step.to in ("FROZEN", "CONF_NONFINAL")]
    days += [check.effective for check in facts.of(PeriodicCheckAct, item.item, until)]
    return max(days, default=None)

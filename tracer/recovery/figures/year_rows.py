"""Finds the rows behind the cells of a year that are no slices: payments, judgments, recognitions, sums, reuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar

from tracer.recovery.acts.abroad import CertificateAct, RecognitionAct
from tracer.recovery.acts.act import ActAuthority, ActDocument, RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, OrderAct, StepAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.claims.debts import latest_value
from tracer.recovery.figures.lanes import valid_final
from tracer.recovery.figures.money_cells import MoneyCell
from tracer.recovery.figures.slice_values import Sums
from tracer.recovery.ledger.entries import all_entries
from tracer.recovery.orders.item_states import item_state

R = TypeVar("R", bound=RecoveryAct)

PAID_CLASSES: Final = MappingProxyType(
    {
        "PAID_VICTIM": "victim",
        "PAID_BUDGET": "budget",
        "PAID_STATE": "state",
        "PAID_OWNER": "owner",
        "PAID_CREDITOR": "creditor",
    }
)
"""The classes of money paid out, with the names of their cells."""


def rows_of_year(acts: Iterable[R], year: int) -> list[R]:
    """Which of these acts took effect in this year?"""
    return [act for act in acts if act.effective.year == year]


def add_up(rows: Iterable[tuple[str, int]]) -> Sums:
    """The sum of each currency, minor units."""
    found: defaultdict[str, int] = defaultdict(int)
    for currency, minor in rows:
        found[currency] += minor
    return dict(found)


def is_foreign(facts: RecoveryFacts, post: PostAct) -> bool:
    """Is this posting on an item of a foreign order?"""
    item = facts.first(ItemAct, post.item)
    return item is not None and item.foreign


def is_early_sale(facts: RecoveryFacts, post: PostAct) -> bool:
    """Was the thing sold before the confiscation was final?"""
    item = facts.first(ItemAct, post.item)
    return item is not None and not item_state(facts, item, post.effective).is_final


def recognitions_of_year(facts: RecoveryFacts, year: int, as_of: date) -> dict[str, list[str]]:
    """Which foreign orders decided in the year were executed by ``as_of``, and which refused? Each once.

    The first decision that does more than postpone counts.
    """
    decided: dict[str, RecognitionAct] = {}
    executed: set[str] = set()
    for act in facts.of(RecognitionAct, until=as_of):
        if act.event == "decided" and act.result != "postponed":
            decided.setdefault(act.recognition, act)
        elif act.event == "executed":
            executed.add(act.recognition)
    found: dict[str, list[str]] = {"executed": [], "refused": []}
    for act in rows_of_year(decided.values(), year):
        if act.result == "refused":
            found["refused"].append(act.recognition)
        elif act.recognition in executed:
            found["executed"].append(act.recognition)
    return found


def certificates_of_year(facts: RecoveryFacts, year: int, as_of: date) -> dict[str, list[str]]:
    """Which certificates were sent in the year, by form? Each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for act in rows_of_year(facts.of(CertificateAct, until=as_of), year):
        found[act.form][act.certificate] = None
    return {form: list(names) for form, names in found.items()}


def sums_ordered(facts: RecoveryFacts, year: int, as_of: date) -> MoneyCell:
    """Which sums were ordered by decisions that became final in the year and stand?"""
    found = MoneyCell()
    for item in facts.of(ItemAct, until=as_of):
        final = valid_final(facts, item, as_of)
        if item.amount is not None and item.currency and not item.foreign and final and final.effective.year == year:
            found.add({item.currency: item.amount}, item.item)
    return found


def value_reused(facts: RecoveryFacts, year: int, as_of: date) -> MoneyCell:
    """What were things worth that were given to reuse in the year: the value at disposal?"""
    found = MoneyCell()
    for step in rows_of_year(facts.of(StepAct, until=as_of), year):
        item = facts.first(ItemAct, step.item)
        if step.to == "REUSE" and item is not None and not item.foreign:
            value = latest_value(facts, item.asset, step.effective, "disposal")
            share = item_state(facts, item, step.effective).enforced_share
            found.add(None if value is None else {value.currency: round(value.amount * share)}, item.item)
    return found


def paid_out(facts: RecoveryFacts, year: int, as_of: date) -> dict[str, Sums]:
    """How much was paid out in the year, less refunds, by receiver?"""
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in PAID_CLASSES.values()}
    for entry in all_entries(facts, as_of):
        if entry.on.year == year:
            for line in entry.lines:
                if line.ledger_class in PAID_CLASSES:
                    found[PAID_CLASSES[line.ledger_class]].append((line.currency, line.minor))
    return {name: add_up(rows) for name, rows in found.items()}


def judgments_by_content(orders: Iterable[OrderAct]) -> dict[str, list[str]]:
    """Which judgments order a fine, a confiscation, damages? By the name of the first order of each judgment.

    A judgment is known by its document and its authority, however many orders it gives.
    """
    first: dict[tuple[ActDocument, ActAuthority | None], str] = {}
    found: dict[str, dict[str, None]] = {"fine": {}, "confiscation": {}, "damages": {}}
    for order in orders:
        if order.document is None or order.document.kind != "judgment":
            continue
        name = first.setdefault((order.document, order.authority), order.order)
        for content, holds in (
            ("fine", order.fine),
            ("confiscation", order.order_kind == "confiscation"),
            ("damages", order.damages),
        ):
            if holds:
                found[content][name] = None
    return {content: list(names) for content, names in found.items()}

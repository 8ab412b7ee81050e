"""Keeps duties apart: who valued, kept or approved an asset neither sells it, nor buys it, nor pays from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_
from tracer.recovery.acts.assets import ValueAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import CustodyAct, ItemAct
from tracer.recovery.acts.money import PostAct, SaleAct
from tracer.recovery.ledger.lots import items_of_lot, lot_of

EARLIER_DUTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "valued": N_("determined the value of the asset"),
        "kept": N_("keeps the asset"),
        "approved": N_("approved the sale"),
    }
)
"""Duty -> what the person did, as the end of a sentence."""
DUTY_OF_TEMPLATE: Final[Mapping[str, str]] = MappingProxyType(
    {"sale": "sells"} | dict.fromkeys(("pay_victim", "pay_budget", "pay_state", "pay_creditor", "pay_owner"), "pays")
)
"""Template of a posting -> the duty of who records it; other templates have none."""
SEPARATE_DUTIES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    dict.fromkeys(("sells", "buys", "pays"), frozenset(EARLIER_DUTIES))
)
"""Duty -> the earlier duties that exclude it. Source: official requirements, F136."""
APPRAISALS: Final = frozenset({"estimate", "appraisal"})
"""Methods by which a person determines a value; a price and a face value are facts."""


def same_name(one: str, other: str) -> bool:
    """Do two names stand for one person? Case and spaces do not matter."""
    return bool(one.strip()) and one.casefold().split() == other.casefold().split()


def excluding_duty(facts: RecoveryFacts, item: ItemAct, person: str, duty: str) -> str | None:
    """Which earlier duty on the assets of this lot excludes this person from the duty? None: no duty.

    Cost: linear in the values, keepers and sale steps of the lot.
    """
    excluded = SEPARATE_DUTIES[duty]
    return next((done for done, name in _duties(facts, item) if done in excluded and same_name(name, person)), None)


def sellers(facts: RecoveryFacts, item: ItemAct) -> tuple[str, ...]:
    """Who recorded the sales of this item?"""
    return tuple(post.author for post in facts.of(PostAct, item.item) if post.template == "sale")


def _duties(facts: RecoveryFacts, item: ItemAct) -> Iterator[tuple[str, str]]:
    for one in items_of_lot(facts, lot_of(facts, item).item):
        for value in facts.of(ValueAct, one.asset) if one.asset else ():
            if value.method in APPRAISALS:
                yield "valued", value.appraiser or value.author
        for custody in facts.of(CustodyAct, one.item):
            yield "kept", custody.custodian
        for step in facts.of(SaleAct, one.item):
            yield "approved", step.second_person or ""

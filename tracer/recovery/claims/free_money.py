"""Answers how much money of a lot is free for the budget and other States, after what claims reserve."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.claims.awards import claim_state, claims_of_cases
from tracer.recovery.claims.exchange import raised_amount
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.lot_books import book_of, held_on
from tracer.recovery.ledger.lots import items_of_lot, lot_of
from tracer.recovery.orders.item_states import item_state


def files_of_lot(facts: RecoveryFacts, lot: str) -> frozenset[str]:
    """Which files have an item that shares this lot?"""
    return frozenset(item.case for item in items_of_lot(facts, lot))


def final_lots(facts: RecoveryFacts, cases: frozenset[str], until: date | None = None) -> list[str]:
    """Which lots with an item in these files are confiscated finally or enforced?"""
    found = set()
    for item in facts.of(ItemAct):
        if item_state(facts, item, until).is_final:
            lot = lot_of(facts, item).item
            if files_of_lot(facts, lot) & cases:
                found.add(lot)
    return sorted(found)


def final_holdings(facts: RecoveryFacts, cases: frozenset[str], until: date | None = None) -> dict[str, int]:
    """How much do the final lots of these files hold in the unique account, minor units by currency?"""
    held: defaultdict[str, int] = defaultdict(int)
    for lot in final_lots(facts, cases, until):
        for (name, currency), minor in book_of(facts, lot).balances(until).items():
            if name == UNIQUE_ACCOUNT:
                held[currency] += minor
    return dict(held)


def reserved(facts: RecoveryFacts, cases: frozenset[str], currency: str, on: date, held: dict[str, int]) -> int | None:
    """How much of this currency do the claims of these files reserve? None: without limit.

    A claim in another currency is covered first by money of that currency; the rest is converted, rounded up.
    ``held``: the money of the final lots by currency, minor units.
    """
    wanted: defaultdict[str, int] = defaultdict(int)
    for state in claims_of_cases(facts, cases, on):
        due = state.outstanding
        if due is None:
            return None
        wanted[state.claim.currency] += due
    total = wanted.pop(currency, 0)
    for other, minor in wanted.items():
        rest = minor - held.get(other, 0)
        if rest > 0:
            converted = raised_amount(facts, rest, other, currency, on)
            if converted is None:
                return None
            total += converted
    return total


def free_money(facts: RecoveryFacts, lot: str, currency: str, on: date) -> int | None:
    """How much of the lot is free on this day, minor units? 0 if the lot is not final or its title is claimed.

    None: a claim without amount, or one that no rate converts, reserves without limit; nothing may be paid.
    Source: design of the recovery, claims and reserves; Regulation (EU) 2018/1805 art. 30(5).
    """
    cases = files_of_lot(facts, lot)
    if lot not in final_lots(facts, cases, on) or open_title_claims(facts, lot, on):
        return 0
    held = final_holdings(facts, cases, on)
    reserve = reserved(facts, cases, currency, on, held)
    if reserve is None:
        return None
    return max(0, min(held_on(facts, lot, currency, on), held.get(currency, 0) - reserve))


def open_title_claims(facts: RecoveryFacts, lot: str, on: date) -> list[str]:
    """Which open claims say that the thing behind this lot belongs to somebody else?"""
    names = {item.item for item in items_of_lot(facts, lot)}
    return [
        claim.claim
        for claim in facts.of(ClaimAct, until=on)
        if claim.claim_kind == "title" and claim.item in names and claim_state(facts, claim, on).is_open
    ]

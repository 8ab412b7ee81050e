"""Divides the money of a file among its claims: creditors first, then restitution, then awards by rank, pro rata."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from graph_schema.values.money import split
from tracer.recovery.acts.assets import EncumbranceAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.claims.awards import ClaimState, claims_of_cases
from tracer.recovery.claims.debts import debt_left
from tracer.recovery.claims.free_money import final_holdings, final_lots
from tracer.recovery.ledger.lot_books import book_of
from tracer.recovery.ledger.lots import lot_of

EUR_THRESHOLD = 1_000_000
"""EUR 10,000 in minor units. Source: Regulation (EU) 2018/1805 art. 30(7)."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """``parts``: minor units by claim. ``left``: what remains for fine, costs, other States and the budget."""

    parts: dict[str, int]
    left: int


def distribute(facts: RecoveryFacts, case: str, currency: str, on: date) -> Distribution:
    """How is the money that the final lots of this file hold on this day divided among its final awards?

    Only awards of this currency take part. Within a rank the money is divided in proportion to what is left of each
    award, parts by largest remainder; restitution comes before damage.
    """
    cases = frozenset({case})
    pool = max(0, final_holdings(facts, cases, on).get(currency, 0) - _before_victims(facts, cases, currency, on))
    by_rank: defaultdict[tuple[bool, int], list[ClaimState]] = defaultdict(list)
    for state in claims_of_cases(facts, cases, on):
        if state.status == "awarded_final" and state.claim.currency == currency:
            by_rank[state.claim.claim_kind != "restitution", state.claim.rank].append(state)
    parts: dict[str, int] = {}
    for rank in sorted(by_rank):
        due = [state.award_left for state in by_rank[rank]]
        paid = due if sum(due) <= pool else split(pool, due)
        parts.update((state.claim.claim, part) for state, part in zip(by_rank[rank], paid, strict=True))
        pool -= sum(paid)
    return Distribution(dict(sorted(parts.items())), pool)


def _before_victims(facts: RecoveryFacts, cases: frozenset[str], currency: str, on: date) -> int:
    """What advances of costs and secured creditors take before the victims, in this currency."""
    total = 0
    lots = final_lots(facts, cases, on)
    sold = set()
    for lot in lots:
        rows = book_of(facts, lot).balances(on)
        total -= rows.get(("ADVANCE", currency), 0)
        if rows.get(("SALE_PRICE", currency), 0):
            sold.add(lot)
    assets = {item.asset for item in facts.of(ItemAct) if lot_of(facts, item).item in sold}
    for debt in facts.of(EncumbranceAct, until=on):
        if debt.asset in assets and debt.currency == currency:
            total += debt_left(facts, debt, on)
    return total


@dataclass(frozen=True, slots=True)
class StateShares:
    """How a sum enforced for another State is divided, minor units."""

    stays: int
    issuing_state: int


def divide_with_state(minor: int, euro_minor: int) -> StateShares:
    """Which part of a sum enforced for another State stays here?

    Arguments: ``minor``: the sum after victims and costs. ``euro_minor``: the same sum in minor units of EUR. At or
    below EUR 10,000 all stays; above, half goes to the issuing State and the odd unit stays.
    Source: Regulation (EU) 2018/1805 art. 30(7).
    """
    if euro_minor <= EUR_THRESHOLD:
        return StateShares(minor, 0)
    return StateShares(minor - minor // 2, minor // 2)

"""Answers what the claims of each file reserve, and how much money of each lot is held and free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.claims.awards import claims_of_cases
from tracer.recovery.claims.free_money import files_of_lot, final_holdings, final_lots, open_title_claims, reserved
from tracer.recovery.ledger.classes import HOLDINGS, UNIQUE_ACCOUNT
from tracer.recovery.ledger.lot_books import LotBooks
from tracer.recovery.ledger.lots import lot_of


@dataclass(frozen=True, slots=True)
class FileReserve:
    """What the claims of a file in one currency reserve, minor units. None: without limit.

    One claim of the file without an amount makes every reserve of the file unlimited. ``held``: money of this currency that
    the final lots of the file have in the unique account.
    """

    case: str
    currency: str
    reserved: int | None
    held: int


@dataclass(frozen=True, slots=True)
class LotHolding:
    """The money of one lot in one currency, minor units. ``held``: cash, frozen at banks and in the unique account.

    ``account``: in the unique account. ``free``: what may go to the budget or another State; None: nothing, because a claim
    reserves without limit or no rate converts it. The free money of several lots of one file may be the same money.
    ``final``: confiscated finally or enforced. ``title_claims``: open claims of ownership, ids.
    """

    lot: str
    currency: str
    held: int
    account: int
    free: int | None
    final: bool
    title_claims: tuple[str, ...]


def file_reserves(facts: RecoveryFacts, on: date) -> list[FileReserve]:
    """What do the claims of each file reserve on this day, by file and currency? Files without a claim are left out."""
    found = []
    for case in sorted({claim.case for claim in facts.of(ClaimAct, until=on)}):
        due: defaultdict[str, int] = defaultdict(int)
        is_limited = True
        for state in claims_of_cases(facts, frozenset({case}), on):
            is_limited = is_limited and state.outstanding is not None
            due[state.claim.currency] += state.outstanding or 0
        held = final_holdings(facts, frozenset({case}), on)
        for currency in sorted({*due, *held}):
            reserve = due[currency] if is_limited else None
            found.append(FileReserve(case, currency, reserve, held.get(currency, 0)))
    return found


def lot_money(facts: RecoveryFacts, on: date) -> list[LotHolding]:
    """How much does each lot hold on this day, and how much of it is free? By lot and currency.

    Cost: for each group of files that share lots, linear in the items.
    """
    by_files: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for lot in facts.index(LotBooks).books:
        by_files[files_of_lot(facts, lot)].append(lot)
    titles = _claimed_lots(facts, on)
    found = [row for cases, lots in by_files.items() for row in _of_files(facts, cases, lots, titles, on)]
    return sorted(found, key=lambda row: (row.lot, row.currency))


def _claimed_lots(facts: RecoveryFacts, on: date) -> dict[str, tuple[str, ...]]:
    """The lots whose thing is claimed in an open claim of ownership, each with those claims."""
    items = [facts.first(ItemAct, claim.item) for claim in facts.of(ClaimAct, until=on) if claim.item is not None]
    lots = {lot_of(facts, item).item for item in items if item is not None}
    return {lot: tuple(open_title_claims(facts, lot, on)) for lot in lots}


def _of_files(
    facts: RecoveryFacts, cases: frozenset[str], lots: list[str], claimed: Mapping[str, tuple[str, ...]], on: date
) -> Iterator[LotHolding]:
    final, held = frozenset(final_lots(facts, cases, on)), final_holdings(facts, cases, on)
    reserves: dict[str, int | None] = {}
    for lot in lots:
        balances = facts.index(LotBooks).books[lot].balances(on)
        titles = claimed.get(lot, ())
        for currency in sorted({currency for name, currency in balances if name in HOLDINGS}):
            if currency not in reserves:
                reserves[currency] = reserved(facts, cases, currency, on, held)
            account, reserve = balances.get((UNIQUE_ACCOUNT, currency), 0), reserves[currency]
            free: int | None = 0
            if lot in final and not titles:
                free = None if reserve is None else max(0, min(account, held.get(currency, 0) - reserve))
            total = sum(balances.get((name, currency), 0) for name in HOLDINGS)
            yield LotHolding(lot, currency, total, account, free, lot in final, titles)

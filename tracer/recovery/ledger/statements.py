"""Adds the ledger up: balances of each lot, trial balance, and opening + in - out = closing of an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.ledger.entries import Account, BookedEntry, all_entries, balances
from tracer.recovery.ledger.lots import office_of


@dataclass(frozen=True, slots=True)
class ClassFlow:
    """One class of one office and currency over a period, minor units: closing = opening + in - out."""

    opening: int
    came_in: int
    went_out: int

    @property
    def closing(self) -> int:
        """The balance at the end of the period."""
        return self.opening + self.came_in - self.went_out


def lot_balances(facts: RecoveryFacts, until: date | None = None) -> dict[str, dict[Account, int]]:
    """What is the balance of each class and currency of each lot, by lot? Balances of 0 are left out."""
    entries = all_entries(facts, until)
    found = {lot: _without_zero(balances(entries, lot)) for lot in sorted({entry.lot for entry in entries})}
    return {lot: rows for lot, rows in found.items() if rows}


def trial_balance(facts: RecoveryFacts, until: date | None = None) -> dict[Account, int]:
    """What is the balance of each class and currency over all lots? The balances of a currency sum to 0."""
    return _without_zero(balances(all_entries(facts, until)))


def office_flows(
    facts: RecoveryFacts, first: date, last: date, until: date | None = None
) -> dict[str, dict[Account, ClassFlow]]:
    """How did each class of each office change from ``first`` to ``last``, both inclusive? By office.

    A class with no opening and no movement is left out. ``until``: later entries do not count.
    """
    entries = [entry for entry in all_entries(facts, until) if entry.on <= last]
    by_office: defaultdict[str, list[BookedEntry]] = defaultdict(list)
    for entry in entries:
        by_office[office_of(facts, entry.lot)].append(entry)
    return {office: class_flows(rows, first) for office, rows in sorted(by_office.items())}


def class_flows(entries: Iterable[BookedEntry], first: date) -> dict[Account, ClassFlow]:
    """How did each class and currency change from this day (inclusive) on? An entry of an earlier day is in the opening."""
    opening: defaultdict[Account, int] = defaultdict(int)
    came_in: defaultdict[Account, int] = defaultdict(int)
    went_out: defaultdict[Account, int] = defaultdict(int)
    for entry in entries:
        for line in entry.lines:
            account = (line.ledger_class, line.currency)
            if entry.on < first:
                opening[account] += line.minor
            elif line.minor > 0:
                came_in[account] += line.minor
            else:
                went_out[account] -= line.minor
    accounts = sorted({*opening, *came_in, *went_out})
    rows = {name: ClassFlow(opening[name], came_in[name], went_out[name]) for name in accounts}
    return {name: row for name, row in rows.items() if row.opening or row.came_in or row.went_out}


def _without_zero(rows: dict[Account, int]) -> dict[Account, int]:
    return {account: minor for account, minor in rows.items() if minor}

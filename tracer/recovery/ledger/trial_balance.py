"""The trial balance of a period: opening + in - out = closing of each class, currency, file and office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.ledger.classes import LEDGER_CLASSES
from tracer.recovery.ledger.entries import BookedEntry, all_entries
from tracer.recovery.ledger.lots import case_of, office_of
from tracer.recovery.ledger.statements import ClassFlow, class_flows


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One class of one file and currency over a period. ``case``: the file's id; ``office``: empty if not on record."""

    office: str
    case: str
    ledger_class: str
    currency: str
    flow: ClassFlow


def balance_rows(
    facts: RecoveryFacts, first: date | None, last: date, *, lots: Collection[str] | None = None
) -> tuple[BalanceRow, ...]:
    """How did each class of each file change from ``first`` to ``last``, both inclusive? By office, file, currency, class.

    ``first`` None: from the first entry. ``lots``: only these. The openings of a currency sum to 0, and so do its closings.
    As known on a day: give the facts of that day. Cost: linear in the postings.
    """
    by_file: defaultdict[tuple[str, str], list[BookedEntry]] = defaultdict(list)
    for entry in entries_of(facts, last, lots):
        by_file[office_of(facts, entry.lot), case_of(facts, entry.lot)].append(entry)
    rows = [
        BalanceRow(office, case, name, currency, flow)
        for (office, case), entries in by_file.items()
        for (name, currency), flow in class_flows(entries, first or date.min).items()
    ]
    rows.sort(key=lambda row: (row.office, row.case, row.currency, LEDGER_CLASSES.index(row.ledger_class)))
    return tuple(rows)


def lot_openings(
    facts: RecoveryFacts, first: date, *, lots: Collection[str] | None = None
) -> dict[str, dict[tuple[str, str], int]]:
    """What is the balance of each lot, class and currency before this day, minor units? Balances of 0 are left out."""
    found: defaultdict[str, defaultdict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries_of(facts, None, lots):
        for line in entry.lines if entry.on < first else ():
            found[entry.lot][line.ledger_class, line.currency] += line.minor
    kept = {lot: {name: minor for name, minor in rows.items() if minor} for lot, rows in sorted(found.items())}
    return {lot: rows for lot, rows in kept.items() if rows}


def entries_of(facts: RecoveryFacts, last: date | None, lots: Collection[str] | None) -> list[BookedEntry]:
    """Which entries do these lots (None: all) have until this day, by day, then in the order of recording?"""
    return [entry for entry in all_entries(facts, last) if lots is None or entry.lot in lots]

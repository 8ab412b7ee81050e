"""Reads the ledger the plain way: all entries again for each question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracer.recovery.ledger.classes import HOLDINGS
from tracer.recovery.ledger.entries import Account, BookedEntry
from tracer.recovery.ledger.templates import LedgerLine


def find_overdraft(
    entries: Iterable[BookedEntry], lot: str, since: date, names: Iterable[str] = HOLDINGS
) -> tuple[date, str] | None:
    """On which day, from ``since`` on, does one of these classes of the lot fall below 0, and which? None: never."""
    watched = frozenset(names)
    running: defaultdict[Account, int] = defaultdict(int)
    by_day: defaultdict[date, list[LedgerLine]] = defaultdict(list)
    for entry in entries:
        if entry.lot == lot:
            by_day[entry.on].extend(entry.lines)
    for day in sorted(by_day):
        for line in by_day[day]:
            running[line.ledger_class, line.currency] += line.minor
        if day >= since:
            for (name, _), minor in running.items():
                if name in watched and minor < 0:
                    return day, name
    return None

"""Checks what holds for the ledger whatever was recorded: lines that balance, holdings not below 0, closings that sum to 0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.ledger.classes import HOLDINGS
from tracer.recovery.ledger.lot_books import LotBook, LotBooks
from tracer.recovery.ledger.templates import LedgerLine

UNBALANCED: Final = "UNBALANCED"
BELOW_ZERO: Final = "BELOW_ZERO"
NOT_CLOSED: Final = "NOT_CLOSED"


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """An invariant that does not hold. ``record``: the posting (UNBALANCED) or the lot. ``minor``: by how much.

    ``on``: the day of the posting, or the first day below 0; None for closings, which hold after all days.
    """

    code: str
    record: str
    currency: str
    on: date | None
    minor: int


def find_ledger_faults(facts: RecoveryFacts) -> list[LedgerFault]:
    """Which invariants do the books of all lots break? None: the list is empty. Cost: linear in the postings.

    UNBALANCED: the lines of a posting do not sum to 0 in a currency. BELOW_ZERO: a holding of a lot is below 0 at the
    end of a day. NOT_CLOSED: holdings differ from sources less destinations and conversions.
    Source: design of the recovery, invariants 1 to 4.
    """
    books = facts.index(LotBooks).books
    return [fault for lot in sorted(books) for fault in _faults_of(lot, books[lot])]


def _faults_of(lot: str, book: LotBook) -> Iterator[LedgerFault]:
    for post in book.posts:
        for currency, minor in _sums(book.lines(post)):
            yield LedgerFault(UNBALANCED, post.id, currency, post.effective, minor)
    closings: defaultdict[str, int] = defaultdict(int)
    for (name, currency), row in sorted(book.accounts.items()):
        closings[currency] += row.at()
        day = row.below_zero() if name in HOLDINGS else None
        if day is not None:
            yield LedgerFault(BELOW_ZERO, lot, currency, day, row.at(day))
    for currency, minor in closings.items():
        if minor:
            yield LedgerFault(NOT_CLOSED, lot, currency, None, minor)


def _sums(lines: Sequence[LedgerLine]) -> list[tuple[str, int]]:
    if len(lines) == 2 and lines[0].minor == -lines[1].minor and lines[0].currency == lines[1].currency:
        return []
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.currency] = sums.get(line.currency, 0) + line.minor
    return [(currency, minor) for currency, minor in sums.items() if minor]

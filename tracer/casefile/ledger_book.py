"""The journal of the ledger as it is read and exported: entries with captions under the veil, and the openings of the lots."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of an entry, minor units: debit positive, credit negative."""

    ledger_class: str
    currency: str
    minor: int


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One posting or reversal. ``reverses``: the posting that it reverses, else empty. The lines of a currency sum to 0.

    ``author``: who recorded it; ``document``: of the posting, ready to read; ``case``, ``item_number``: in their registers.
    """

    id: str
    on: date
    recorded: date
    author: str
    template: str
    reverses: str
    item: str
    item_number: str
    lot: str
    asset: str
    asset_caption: str
    case: str
    office: str
    document: str
    authority: str
    reason: str
    lines: tuple[BookLine, ...]


@dataclass(frozen=True, slots=True)
class LotOpening:
    """What a lot has before the first day of the period: balances of a class each, not 0, that sum to 0 in each currency."""

    lot: str
    lines: tuple[BookLine, ...]


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """The entries from ``first`` (None: the first entry) to ``last``, both inclusive, as known on a day, by day."""

    first: date | None
    last: date
    known_on: date
    openings: tuple[LotOpening, ...]
    entries: tuple[BookEntry, ...]

    def closings(self) -> dict[tuple[str, str, str], int]:
        """What has each lot, class and currency at the end, minor units? Balances of 0 of moved accounts are kept."""
        found: defaultdict[tuple[str, str, str], int] = defaultdict(int)
        parts: list[LotOpening | BookEntry] = [*self.openings, *self.entries]
        for part in parts:
            for line in part.lines:
                found[part.lot, line.ledger_class, line.currency] += line.minor
        return dict(sorted(found.items()))

"""The ledger for every tracing method: entries between accounts, in one total order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph_schema.errors import WrongRecord

AccountKey = tuple[str, str]
"""(account id, currency): money in two currencies of one account number is two accounts."""


class WrongEntry(WrongRecord):
    """A ledger entry cannot be a movement of money."""


class WrongLedger(WrongRecord):
    """The entries do not form one ledger in one order."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One movement of money.

    ``debited`` in minor units of the paying account's currency, ``credited`` in those of the receiving one;
    An account of ``None`` is outside the followed accounts. ``debit_seq`` and ``credit_seq``: the row's
    number in the statement of that side, ``None`` if that side has no statement or its rows have no order.
    ``void_of``: the id of the entry that this one reverses.
    """

    id: str
    day: date
    debit: AccountKey | None
    credit: AccountKey | None
    debited: int
    credited: int
    debit_seq: int | None = None
    credit_seq: int | None = None
    void_of: str | None = None

    def __post_init__(self) -> None:
        if self.debited <= 0 or self.credited <= 0:
            raise WrongEntry(
                "Entry {entry}: the amounts {debited} and {credited} must both be above zero. "
                "Leave an entry without money out of the ledger.",
                entry=self.id,
                debited=self.debited,
                credited=self.credited,
            )
        if self.debit is None and self.credit is None:
            raise WrongEntry("Entry {entry} names no account. Give at least one side.", entry=self.id)
        if self.debited != self.credited and self.is_one_currency:
            raise WrongEntry(
                "Entry {entry}: {debited} left and {credited} arrived in one currency. "
                "Record the fee or the difference as an entry of its own.",
                entry=self.id,
                debited=self.debited,
                credited=self.credited,
            )

    @property
    def is_one_currency(self) -> bool:
        """Are both sides in the same units? A missing side has the units of the other."""
        return self.debit is None or self.credit is None or self.debit[1] == self.credit[1]

    @property
    def is_self_transfer(self) -> bool:
        """Does the money return to the account it came from in the same entry?"""
        return self.debit is not None and self.debit == self.credit

    def legs(self) -> Iterator[tuple[AccountKey, int | None]]:
        """Each account of the entry, once, with the row's number in its statement."""
        if self.debit is not None:
            yield self.debit, self.debit_seq
        if self.credit is not None and self.credit != self.debit:
            yield self.credit, self.credit_seq


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries in one total order. ``order_entries`` builds it; the constructor checks the same rules.

    Raises: WrongLedger if an id repeats, days or statement rows run backwards, or a reversal does not
    mirror an earlier entry.
    """

    entries: tuple[LedgerEntry, ...]

    def __post_init__(self) -> None:
        _check_ids(self.entries)
        _check_order(self.entries)
        _check_reversals(self.entries)


def _check_ids(entries: tuple[LedgerEntry, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise WrongLedger("Entry {entry} is in the ledger twice. Keep one record of each movement.", entry=entry.id)
        seen.add(entry.id)


def _check_order(entries: tuple[LedgerEntry, ...]) -> None:
    last_row: dict[AccountKey, tuple[date, int, str]] = {}
    last_day = date.min
    for entry in entries:
        if entry.day < last_day:
            raise WrongLedger(
                "Entry {entry} of {day} comes after an entry of {later}. Order the entries first.",
                entry=entry.id,
                day=entry.day,
                later=last_day,
            )
        last_day = entry.day
        for account, row in entry.legs():
            if row is None:
                continue
            before = last_row.get(account)
            if before is not None and before[0] == entry.day and before[1] >= row:
                raise WrongLedger(
                    "Entry {entry} is row {row} of the statement of {account}, but comes after {other}, row "
                    "{other_row} of the same day. Order the entries first.",
                    entry=entry.id,
                    row=row,
                    account=account[0],
                    other=before[2],
                    other_row=before[1],
                )
            last_row[account] = (entry.day, row, entry.id)


def _check_reversals(entries: tuple[LedgerEntry, ...]) -> None:
    if not any(entry.void_of is not None for entry in entries):
        return
    seen: dict[str, LedgerEntry] = {}
    returned: dict[str, int] = {}
    for entry in entries:
        seen_original = None if entry.void_of is None else seen.get(entry.void_of)
        seen[entry.id] = entry
        if entry.void_of is None:
            continue
        if seen_original is None:
            raise WrongLedger(
                "Entry {entry} reverses {original}, which does not come before it in the ledger.",
                entry=entry.id,
                original=entry.void_of,
            )
        returned[entry.void_of] = returned.get(entry.void_of, 0) + entry.debited
        mirrored = (entry.debit, entry.credit) == (seen_original.credit, seen_original.debit)
        if not mirrored or returned[entry.void_of] > seen_original.credited:
            raise WrongLedger(
                "Entry {entry} does not mirror {original}: a reversal runs between the same two accounts the "
                "other way and returns at most what arrived ({arrived}). Record it as an ordinary transfer.",
                entry=entry.id,
                original=entry.void_of,
                arrived=seen_original.credited,
            )

"""Puts the money of rejected rows into the ledger: a known amount of unknown origin, or a break after which all is unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph_schema.statements.lost_rows import LostMoney
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry
from tracer.analysis.tracing.ledgers.statement_breaks import LOST, Move, reset_entries


@dataclass(frozen=True, slots=True)
class LostAt:
    """Money of rejected rows at its place in the ledger.

    ``after`` and ``before``: ids of entries of the account; the money moved after the one, or if it is None before the other.
    ``day``: the day of that entry, or of the statement if both are None.
    """

    money: LostMoney
    key: AccountKey
    after: str | None
    before: str | None
    day: date

    @property
    def is_sum(self) -> bool:
        """Is it one row, whose amount the balances give?"""
        return len(self.money.locators) == 1 and self.money.net_minor is not None

    @property
    def breaks(self) -> bool:
        """May money that was held before have left by it?"""
        return not self.is_sum and not (self.after is None and self.money.net_minor is None)


def place_lost(
    lost: Iterable[LostMoney], entries: Iterable[LedgerEntry], payment_of: Mapping[str, str], arrived: str
) -> list[LostAt]:
    """At which entries of the ledger did the money of rejected rows move? ``arrived``: end of the id of an arrival."""
    by_id = {entry.id: entry for entry in entries}
    found = []
    for money in lost:
        if money.key is None or money.day is None:
            continue
        after, before = (_entry(by_id, name, money.key, payment_of, arrived) for name in (money.after, money.before))
        day = after.day if after is not None else before.day if before is not None else money.day
        found.append(
            LostAt(money, money.key, after.id if after else None, before.id if before and not after else None, day)
        )
    return found


def _entry(
    by_id: Mapping[str, LedgerEntry], transfer: str | None, key: AccountKey, payment_of: Mapping[str, str], arrived: str
) -> LedgerEntry | None:
    if transfer is None:
        return None
    name = payment_of.get(transfer, transfer)
    for entry in (by_id.get(name), by_id.get(f"{name}{arrived}")):
        if entry is not None and key in (entry.debit, entry.credit):
            return entry
    return None


def moves_of(lost: Iterable[LostAt]) -> Iterator[tuple[AccountKey, Move]]:
    """The change of the balance by each of them, as far as the balances show it."""
    for one in lost:
        if one.money.net_minor:
            assert one.money.day is not None
            yield one.key, Move(one.money.day, one.day, one.money.net_minor)


def open_ends(lost: Iterable[LostAt]) -> tuple[frozenset[AccountKey], frozenset[AccountKey]]:
    """The accounts of which no upper end is known: of what they received, and of what they hold at the end."""
    found = list(lost)
    received = frozenset(one.key for one in found if not one.is_sum)
    held = frozenset(one.key for one in found if one.money.net_minor is None and not one.money.begins_known)
    return received, held


def insert_lost(ledger: Ledger, lost: Collection[LostAt], openings: Mapping[AccountKey, int]) -> Ledger:
    """The ledger with the money of rejected rows at its place.

    One row between two balances moves its amount, to or from outside. Otherwise all money of the account becomes
    unknown: it may have left, and the money there now may have any origin.
    """
    if not lost:
        return ledger
    after: defaultdict[str, list[LostAt]] = defaultdict(list)
    before: defaultdict[str, list[LostAt]] = defaultdict(list)
    alone = sorted((one for one in lost if one.after is None and one.before is None), key=lambda one: one.day)
    for one in lost:
        if one.after is not None:
            after[one.after].append(one)
        elif one.before is not None:
            before[one.before].append(one)
    balance = defaultdict(int, openings)
    written: list[LedgerEntry] = []

    def write(entries: Iterable[LedgerEntry]) -> None:
        for entry in entries:
            if entry.debit is not None:
                balance[entry.debit] -= entry.debited
            if entry.credit is not None:
                balance[entry.credit] += entry.credited
            written.append(entry)

    for entry in ledger.entries:
        while alone and alone[0].day < entry.day:
            one = alone.pop(0)
            write(_entries(one, balance[one.key]))
        for one in before.get(entry.id, ()):
            write(_entries(one, balance[one.key]))
        write([entry])
        for one in after.get(entry.id, ()):
            write(_entries(one, balance[one.key]))
    for one in alone:
        write(_entries(one, balance[one.key]))
    return Ledger(tuple(written))


def _entries(one: LostAt, held: int) -> list[LedgerEntry]:
    net = one.money.net_minor or 0
    name = f"{one.key[0]} {one.key[1]} {one.money.id}"
    if one.is_sum:
        payer, payee = (None, one.key) if net > 0 else (one.key, None)
        return [LedgerEntry(f"{LOST}{name}", one.day, payer, payee, abs(net), abs(net))] if net else []
    return reset_entries(one.key, one.day, name, held, held + net) if one.breaks else []

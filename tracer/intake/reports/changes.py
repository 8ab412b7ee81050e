"""The change if a file of the case is read again: rows, money by account, flags, and the way of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracer.access.pseudonyms import Veil


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """What one reading books on one account: count of rows, and sums in and out as decimal text."""

    rows: int
    credit: str
    debit: str


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account in one currency whose rows or sums differ. None: that reading books nothing on the account."""

    account: str
    currency: str
    before: AccountMoney | None
    after: AccountMoney | None


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between a new reading of a file and the reading in the case.

    ``reading``: (name, before, after) of what differs in the way of reading, such as mapping, account or importer.
    ``kept`` and ``rejected``: rows before and after. ``records``: counts of nodes, links and events that only one reading
    has, or that differ. ``flags_gone`` and ``flags_new``: counts.
    """

    reading: tuple[tuple[str, str, str], ...]
    kept: tuple[int, int]
    rejected: tuple[int, int]
    accounts: tuple[AccountChange, ...]
    records: dict[str, int]
    flags_gone: int
    flags_new: int


def veil_change(change: Change, veil: Veil) -> Change:
    """The same under the veil: an account may belong to a protected person."""
    return Change(
        tuple((name, veil.text(before), veil.text(after)) for name, before, after in change.reading),
        change.kept,
        change.rejected,
        tuple(AccountChange(veil.text(a.account), a.currency, a.before, a.after) for a in change.accounts),
        change.records,
        change.flags_gone,
        change.flags_new,
    )

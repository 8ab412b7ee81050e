"""The statements that banks sent: which account, which days, from which balance, with which rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracer.sample.money.episodes import MISSING_ACCOUNT, MISSING_FROM, MISSING_TO
from tracer.sample.money.movements import FIRST_DAY, LAST_DAY, Placed, SampleMovement
from tracer.sample.world.accounts import ACCOUNTS, SampleAccount


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A movement as one bank prints it. ``signed``: minor units, below zero is a debit. ``balance`` after it.

    ``other``: the account of the case on the other side, None where it is outside.
    """

    movement: SampleMovement
    signed: int
    balance: int
    other: SampleAccount | None

    @property
    def other_minor(self) -> int:
        """The amount on the other side, in its currency."""
        return self.movement.debited if self.signed > 0 else self.movement.credited

    @property
    def other_name(self) -> str:
        """The other side's name as far as the bank knows it."""
        return self.other.owner_name if self.other is not None else self.movement.name

    @property
    def other_iban(self) -> str:
        """The other side's account number, empty where the bank does not print it."""
        return self.other.iban if self.other is not None else self.movement.iban


@dataclass(frozen=True, slots=True)
class SampleStatement:
    """One statement of one account; days inclusive, balances in minor units."""

    account: SampleAccount
    first: date
    last: date
    opening: int
    rows: tuple[StatementRow, ...]

    @property
    def closing(self) -> int:
        """The balance after the last row."""
        return self.rows[-1].balance if self.rows else self.opening


def rows_of(account: str, placed: tuple[Placed, ...]) -> tuple[StatementRow, ...]:
    """Every row of an account, with the balance after it."""
    balance = ACCOUNTS[account].opening
    found = []
    for item in placed:
        movement = item.movement
        if account not in (movement.debit, movement.credit):
            continue
        incoming = movement.credit == account
        signed = movement.credited if incoming else -movement.debited
        balance += signed
        other = movement.debit if incoming else movement.credit
        found.append(StatementRow(movement, signed, balance, ACCOUNTS[other] if other is not None else None))
    return tuple(found)


def cut(
    account: str, rows: tuple[StatementRow, ...], periods: tuple[tuple[date, date], ...]
) -> Iterator[SampleStatement]:
    """The statements of an account for these periods; rows outside them were not sent."""
    for first, last in periods:
        before = [row for row in rows if row.movement.day < first]
        opening = before[-1].balance if before else ACCOUNTS[account].opening
        inside = tuple(row for row in rows if first <= row.movement.day <= last)
        yield SampleStatement(ACCOUNTS[account], first, last, opening, inside)


def yearly() -> tuple[tuple[date, date], ...]:
    """Each year as a period."""
    return tuple((date(year, 1, 1), date(year, 12, 31)) for year in range(FIRST_DAY.year, LAST_DAY.year + 1))


def whole_or_with_gap(account: str) -> tuple[tuple[date, date], ...]:
    """All four years at once, save for the account of which a month is missing."""
    if account != MISSING_ACCOUNT:
        return ((FIRST_DAY, LAST_DAY),)
    return ((FIRST_DAY, MISSING_FROM - timedelta(days=1)), (MISSING_TO + timedelta(days=1), LAST_DAY))

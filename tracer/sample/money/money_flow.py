"""All movements on all accounts: the episodes, and ordinary income and spending around them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracer.sample.money.episodes import ARRANGED, QUIET, Quiet
from tracer.sample.money.movements import ARRANGED as ARRANGED_PART
from tracer.sample.money.movements import CLEARING, EMPTYING, ORDINARY, Placed, SampleMovement
from tracer.sample.money.noise import Wish, wish
from tracer.sample.world.accounts import ACCOUNTS, TAINTED_ACCOUNTS, VICTIM_ACCOUNTS

_LARGEST_DEPOSIT: Final = 490_000


def flow() -> tuple[Placed, ...]:
    """Which movements happen, in the order in which they happen? The same on every call."""
    placed = [Placed((movement.day, ARRANGED_PART, rank), movement) for rank, movement in enumerate(ARRANGED)]
    for number, account in enumerate(ACCOUNTS):
        own = [item for item in placed[: len(ARRANGED)] if account in (item.movement.debit, item.movement.credit)]
        placed += _around(account, number, own)
    return tuple(sorted(placed, key=lambda item: item.place))


def _around(account: str, number: int, arranged: list[Placed]) -> Iterator[Placed]:
    """Ordinary life of one account, as far as its money and its quiet days allow."""
    quiet = [item for item in QUIET if item.account == account]
    steps: list[tuple[tuple[date, int, int], Placed | Wish | Quiet]] = [(item.place, item) for item in arranged]
    for rank, wanted in enumerate(sorted(wish(account), key=lambda item: item.day)):
        if not any(item.first <= wanted.day <= item.last for item in quiet):
            steps.append(((wanted.day, ORDINARY, rank), wanted))
    for rank, item in enumerate(quiet):
        if item.emptied:
            steps.append(((item.first, EMPTYING, rank), item))
        steps.append(((item.last, CLEARING, rank), item))
    steps.sort(key=lambda step: step[0])
    balance = ACCOUNTS[account].opening
    rank = number * 100_000
    for (day, part, _), step in steps:
        rank += 1
        if isinstance(step, Placed):
            missing = _out_of(account, step.movement) - balance if account in VICTIM_ACCOUNTS else 0
            while missing > 0:
                amount = min(_LARGEST_DEPOSIT, -(-missing // 10_000) * 10_000)
                yield Placed((day, ORDINARY, rank), _deposit(account, day, amount, rank))
                balance, missing, rank = balance + amount, missing - amount, rank + 1
            balance += _change(account, step.movement)
            continue
        made = _empty(account, day, balance, rank) if isinstance(step, Quiet) else _make(account, step, balance, rank)
        if made is not None:
            yield Placed((day, part, rank), made)
            balance += _change(account, made)


def _out_of(account: str, movement: SampleMovement) -> int:
    return movement.debited if movement.debit == account else 0


def _change(account: str, movement: SampleMovement) -> int:
    return movement.credited if movement.credit == account else -movement.debited


def _deposit(account: str, day: date, amount: int, rank: int) -> SampleMovement:
    return SampleMovement(
        day, "cash_deposit", None, account, amount, amount, "Depunere numerar la automat", f"N{rank:07d}"
    )


def _empty(account: str, day: date, balance: int, rank: int) -> SampleMovement | None:
    if balance <= 0:
        return None
    text, name = "Transfer în depozit la altă bancă", "Bancă Închipuită de Economii"
    return SampleMovement(day, "transfer", account, None, balance, balance, text, f"N{rank:07d}", name)


def _make(account: str, wanted: Wish, balance: int, rank: int) -> SampleMovement | None:
    """The ordinary movement, or none where the account could not pay it."""
    reference = wanted.reference or f"N{rank:07d}"
    amount = abs(wanted.signed)
    if wanted.signed > 0:
        return SampleMovement(
            wanted.day,
            wanted.kind,
            None,
            account,
            amount,
            amount,
            wanted.text,
            reference,
            wanted.name,
            wanted.iban,
        )
    reserve = 2_000_000 if account in TAINTED_ACCOUNTS and wanted.kind == "cash_withdrawal" else 0
    if balance < amount + reserve:
        return None
    return SampleMovement(
        wanted.day,
        wanted.kind,
        account,
        None,
        amount,
        amount,
        wanted.text,
        reference,
        wanted.name,
        wanted.iban,
    )

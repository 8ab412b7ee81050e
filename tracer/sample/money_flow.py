"""Everything that happens on all accounts: the arranged movements with ordinary life around them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracer.sample.accounts import ACCOUNTS, TAINTED_ACCOUNTS, VICTIM_ACCOUNTS
from tracer.sample.episodes import ARRANGED, QUIET, Quiet
from tracer.sample.movements import ARRANGED as ARRANGED_PART
from tracer.sample.movements import CLEARING, EMPTYING, ORDINARY, Movement, Placed
from tracer.sample.noise import Wish, wish

_LARGEST_DEPOSIT: Final = 490_000


def flow() -> tuple[Placed, ...]:
    """Which movements happen, in the order in which they happen? The same whenever it is asked."""
    placed = [Placed((movement.day, ARRANGED_PART, turn), movement) for turn, movement in enumerate(ARRANGED)]
    for number, account in enumerate(ACCOUNTS):
        own = [item for item in placed[: len(ARRANGED)] if account in (item.movement.debit, item.movement.credit)]
        placed += _around(account, number, own)
    return tuple(sorted(placed, key=lambda item: item.place))


def _around(account: str, number: int, arranged: list[Placed]) -> Iterator[Placed]:
    """Ordinary life of one account, as far as its money and its quiet days allow."""
    quiet = [item for item in QUIET if item.account == account]
    steps: list[tuple[tuple[date, int, int], Placed | Wish | Quiet]] = [(item.place, item) for item in arranged]
    for turn, wanted in enumerate(sorted(wish(account), key=lambda item: item.day)):
        if not any(item.first <= wanted.day <= item.last for item in quiet):
            steps.append(((wanted.day, ORDINARY, turn), wanted))
    for turn, item in enumerate(quiet):
        if item.emptied:
            steps.append(((item.first, EMPTYING, turn), item))
        steps.append(((item.last, CLEARING, turn), item))
    steps.sort(key=lambda step: step[0])
    balance = ACCOUNTS[account].opening
    turn = number * 100_000
    for (day, part, _), step in steps:
        turn += 1
        if isinstance(step, Placed):
            missing = _out_of(account, step.movement) - balance if account in VICTIM_ACCOUNTS else 0
            while missing > 0:
                amount = min(_LARGEST_DEPOSIT, -(-missing // 10_000) * 10_000)
                yield Placed((day, ORDINARY, turn), _deposit(account, day, amount, turn))
                balance, missing, turn = balance + amount, missing - amount, turn + 1
            balance += _change(account, step.movement)
            continue
        made = _empty(account, day, balance, turn) if isinstance(step, Quiet) else _make(account, step, balance, turn)
        if made is not None:
            yield Placed((day, part, turn), made)
            balance += _change(account, made)


def _out_of(account: str, movement: Movement) -> int:
    return movement.debited if movement.debit == account else 0


def _change(account: str, movement: Movement) -> int:
    return movement.credited if movement.credit == account else -movement.debited


def _deposit(account: str, day: date, amount: int, turn: int) -> Movement:
    return Movement(day, "cash_deposit", None, account, amount, amount, "Depunere numerar la automat", f"N{turn:07d}")


def _empty(account: str, day: date, balance: int, turn: int) -> Movement | None:
    if balance <= 0:
        return None
    text, name = "Transfer în depozit la altă bancă", "Bancă Închipuită de Economii"
    return Movement(day, "transfer", account, None, balance, balance, text, f"N{turn:07d}", name)


def _make(account: str, wanted: Wish, balance: int, turn: int) -> Movement | None:
    """The ordinary movement, or none where the account could not pay it."""
    reference = wanted.reference or f"N{turn:07d}"
    amount = abs(wanted.signed)
    if wanted.signed > 0:
        return Movement(
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
    return Movement(
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

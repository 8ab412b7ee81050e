"""The lowest intermediate balance of one account, computed without segments: a check on the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from graph_schema.errors import WrongUse

Move = tuple[int, int]
"""(amount, its tainted part): a credit is above zero, a debit below zero; only a credit brings tainted money."""


def libr_direct(opening: int, moves: Sequence[int], tainted: Mapping[int, int]) -> tuple[int, ...]:
    """How much of one account can be claimed after each move, as a cumulative minimum?

    ``t_n = T_n + min(0, min(B_i - T_i for i <= n))`` with T the running sum of tainted credits and B the
    balance, an overdrawn one counted as zero. ``opening`` is own money; ``tainted``: index of the move -> its tainted
    part. For one claimant and one account only, because between accounts the tainted credits of one are
    the debits of another.

    Raises: WrongUse when a tainted part is not within a credit. Cost: O(n).
    """
    parts = _tainted_parts(moves, tainted)
    balances = list(accumulate(moves, initial=opening))[1:]
    paid_in = list(accumulate(parts))
    room = accumulate((max(b, 0) - t for b, t in zip(balances, paid_in, strict=True)), min)
    return tuple(t + min(0, lowest) for t, lowest in zip(paid_in, room, strict=True))


def libr_bracket(opening: int, days: Sequence[Sequence[Move]]) -> tuple[tuple[int, int], ...]:
    """Between which figures does the claim on one account lie at each day's end, if only dates are known?

    Debits first gives the lowest, credits first the highest claim of every order in which the day's moves can
    have come; days follow one another. Not for FIFO: there the order among credits matters too.

    Cost: O(n). Source: bounds checked against every order of random days.
    """
    bracket: list[tuple[int, int]] = []
    balance, low, high = opening, 0, 0
    for day in days:
        _tainted_parts([amount for amount, _ in day], {i: part for i, (_, part) in enumerate(day) if part})
        paid_in = sum(part for _, part in day)
        debits = sum(amount for amount, _ in day if amount < 0)
        credits = sum(amount for amount, _ in day if amount > 0)
        # An overdraft of the debits can use up tainted credits in full, if these come before the own credits.
        low = min(low, max(balance + debits, 0)) + paid_in
        low = min(low, max(balance + debits + paid_in, 0))
        balance += debits + credits
        high = min(high + paid_in, max(balance, 0))
        bracket.append((low, high))
    return tuple(bracket)


def _tainted_parts(moves: Sequence[int], tainted: Mapping[int, int]) -> list[int]:
    for place, part in tainted.items():
        if not 0 <= place < len(moves) or not 0 <= part <= max(moves[place], 0):
            raise WrongUse(
                "Move {place}: a tainted part of {part} is not within a credit of the account.",
                place=place,
                part=part,
            )
    return [tainted.get(place, 0) for place in range(len(moves))]

"""Reconciles a statement: compares its balances with its rows.

Imports, both stores, ``verify``, tracing and screens all use this module; ``chain`` compares statements that
follow one another. Amounts are whole minor units of the currency of the statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BalanceBreak:
    """A balance that does not follow from the one before it and the rows between.

    ``row``: position of the row with the balance, from 0; None: the closing balance. ``difference_minor``: the stated
    balance minus the computed balance.
    """

    row: int | None
    difference_minor: int


@dataclass(frozen=True, slots=True)
class StatementResult:
    """The result of a reconciliation.

    ``opening_minor`` and ``closing_minor``: as stated, else computed from the printed balances of the rows, else None.
    ``difference_minor``: closing minus opening balance and rows, with hidden parts; None if a balance is unknown.
    ``hidden_minor``, ``hidden_count``, ``hidden_largest``: sum, number and largest absolute value of the differences
    within the tolerance.
    """

    opening_minor: int | None
    closing_minor: int | None
    moved_minor: int
    difference_minor: int | None
    breaks: tuple[BalanceBreak, ...] = ()
    hidden_minor: int = 0
    hidden_count: int = 0
    hidden_largest: int = 0

    @property
    def holds(self) -> bool:
        """Does every stated balance follow within the tolerance? True also if no balance is stated."""
        return not self.breaks

    @property
    def is_stated(self) -> bool:
        """Are both balances known, so that a missing row can be detected?"""
        return self.difference_minor is not None


def find_difference(opening: int | None, closing: int | None, moved: int) -> int | None:
    """Closing balance minus opening balance and rows; None if one of the balances is unknown."""
    return None if opening is None or closing is None else closing - opening - moved


def reconcile_statement(
    opening: int | None, closing: int | None, rows: Iterable[tuple[int, int | None]], tolerance: int = 0
) -> StatementResult:
    """Do the opening balance and the rows give every printed balance and the closing balance?

    Args:
        rows: (change of the balance, balance printed after the row or None), in the order they were booked.
        tolerance: largest allowed difference between one balance and its rows, for banks that do not print fractions.

    Each balance is compared with the stated balance before it, so that a break counts once, at its row. Does not judge a
    statement without balances. Cost: linear.
    """
    stated = list(rows)
    moved = sum(minor for minor, _ in stated)
    printed = next((index for index, (_, balance) in enumerate(stated) if balance is not None), None)
    if opening is None and printed is not None:
        opening = (stated[printed][1] or 0) - sum(minor for minor, _ in stated[: printed + 1])
    breaks: list[BalanceBreak] = []
    hidden: list[int] = []

    def compare(row: int | None, difference: int) -> None:
        if abs(difference) > tolerance:
            breaks.append(BalanceBreak(row, difference))
        elif difference:
            hidden.append(difference)

    running = opening
    if running is not None:
        for index, (minor, balance) in enumerate(stated):
            running += minor
            if balance is not None:
                compare(index, balance - running)
                running = balance
        if closing is not None:
            compare(None, closing - running)
        elif printed is not None:
            closing = running
    return StatementResult(
        opening_minor=opening,
        closing_minor=closing,
        moved_minor=moved,
        difference_minor=find_difference(opening, closing, moved),
        breaks=tuple(breaks),
        hidden_minor=sum(hidden),
        hidden_count=len(hidden),
        hidden_largest=max(map(abs, hidden), default=0),
    )

"""Days on which the statements do not say in which order money moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .ledger import AccountKey, Ledger


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One account on one day with rows in no recorded order: how many ``credits`` and ``debits`` it had."""

    account: AccountKey
    day: date
    credits: int
    debits: int

    @property
    def moves_balance_by_order(self) -> bool:
        """Can the order change what is left at the end of the day, and not only which debit carried it?"""
        return self.credits >= 2 or (self.credits >= 1 and self.debits >= 1)


def find_order_sensitive_days(ledger: Ledger, statements: frozenset[AccountKey]) -> tuple[OpenDay, ...]:
    """On which days of which followed accounts would another order of the same rows be possible?

    FIFO results depend on the order inside such days, and no pair of orders brackets them: state the number
    with every FIFO figure. A day counts when at least one of its rows has no place in the statement and it
    has two rows or more. It does not say whether the figure asked about is touched.

    Returns: by day, then account. Cost: O(n).
    """
    counts: dict[tuple[date, AccountKey], list[int]] = {}
    for entry in ledger.entries:
        if entry.is_self_transfer:
            continue
        for account, row, column in ((entry.credit, entry.credit_seq, 0), (entry.debit, entry.debit_seq, 1)):
            if account in statements:
                assert account is not None
                count = counts.setdefault((entry.day, account), [0, 0, 0])
                count[column] += 1
                count[2] += row is None
    return tuple(
        OpenDay(account, day, credits, debits)
        for (day, account), (credits, debits, without_row) in sorted(counts.items())
        if without_row and credits + debits >= 2
    )

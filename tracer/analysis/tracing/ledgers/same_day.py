"""Finds the days on which the statements do not give the order of the rows."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger
from tracer.analysis.tracing.ledgers.statement_breaks import is_reset


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One account on one day with rows in no recorded order: how many ``credits`` and ``debits`` it had."""

    account: AccountKey
    day: date
    credits: int
    debits: int


def find_order_sensitive_days(
    ledger: Ledger, statements: frozenset[AccountKey], unordered: Container[tuple[AccountKey, date]] = frozenset()
) -> tuple[OpenDay, ...]:
    """On which days of which followed accounts would another order of the same rows be possible?

    A day counts if it has two rows or more and at least one has no number in the statement, or if it is in
    ``unordered``, where the file gives no order. Resets for breaks in the statements are not rows. Does not answer
    whether a figure changes: ``find_moved_days`` does, for each method.

    Returns: by day, then account. Cost: O(n).
    """
    counts: dict[tuple[date, AccountKey], list[int]] = {}
    for entry in ledger.entries:
        if entry.credit not in statements and entry.debit not in statements:
            continue  # asked first: most entries are of other accounts
        if entry.is_self_transfer or is_reset(entry):
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
        if credits + debits >= 2 and (without_row or (account, day) in unordered)
    )

"""Finds rows that state a payment with an account whose own complete statements do not list it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from tracer.graph.case_graph import CaseGraph
from tracer.resolve.unlisted.covered_days import CoveredDays

_NEAR: Final = timedelta(days=3)
"""Two banks can date one payment so many days apart."""
_COLUMNS: Final = (
    "transfer_id", "debit_account", "debit_currency", "debit_minor", "credit_account", "credit_currency", "credit_minor",
    "value_date", "kind", "reversal_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row without a partner. ``account`` and ``currency``: the account that does not list the payment.

    ``side``: the side of that account; ``minor``: the amount, in ``currency``; ``day``: the value date of the row.
    """

    transfer: str
    account: str
    currency: str
    side: Literal["debit", "credit"]
    minor: int
    day: date

    @property
    def key(self) -> tuple[str, str]:
        """Account and currency."""
        return (self.account, self.currency)


def find_unmatched(graph: CaseGraph, waiting: Collection[str]) -> tuple[Unmatched, ...]:
    """Which rows name an account whose statements cover these days and balance, but do not list the payment?

    ``graph``: with its payments joined. ``waiting``: transfers about which a person decides or decided. A payment that a
    reversal took back is left out, and its reversal. Statements must state both balances and cover three days more, on which
    the other bank can have booked the payment. By day and transfer. Cost: columns at a time, one object for each
    row whose named account has statements.
    """
    covered = CoveredDays(graph, balanced=True)
    table = graph.transfers
    returned = pc.unique(table["reversal_of"].drop_null())
    kept = pc.and_(
        pc.and_(pc.is_null(table["reversal_of"]), pc.not_equal(table["kind"], pa.scalar("reversal"))),
        pc.invert(pc.is_in(table["transfer_id"], value_set=pa.array([*returned.to_pylist(), *waiting], pa.string()))),
    )
    table = table.filter(kept)
    found = [*_lacking(table, "credit", "debit", covered), *_lacking(table, "debit", "credit", covered)]
    return tuple(sorted(found, key=lambda one: (one.day, one.transfer)))


def _lacking(
    table: pa.Table, side: Literal["debit", "credit"], stated_by: str, covered: CoveredDays
) -> Iterator[Unmatched]:
    lone = pc.and_(
        pc.and_(pc.is_valid(table[f"{stated_by}_seq"]), pc.is_null(table[f"{side}_seq"])),
        pc.is_in(table[f"{side}_account"], value_set=pa.array(sorted(covered.accounts), pa.string())),
    )
    for row in table.filter(lone).select(list(_COLUMNS)).to_pylist():
        day, account, currency = row["value_date"], row[f"{side}_account"], row[f"{side}_currency"]
        first, last = (day, day + _NEAR) if side == "credit" else (day - _NEAR, day)
        if account != row[f"{stated_by}_account"] and covered.cover(account, currency, first, last):
            yield Unmatched(row["transfer_id"], account, currency, side, row[f"{side}_minor"], day)

"""Sums the payments between each two accounts, and returns the single payments in pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from tracer.resolve.accounts import Column

_HALF: Final = 32
_LOW: Final = (1 << _HALF) - 1


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """All payments from one account to another in one currency."""

    debit_account: str | None
    credit_account: str | None
    currency: str
    count: int
    sum_minor: int
    first: date
    last: date


class MoneyLines:
    """The payments of a case between each two accounts, grouped once. Cost: columns at a time."""

    def __init__(self, payments: pa.Table) -> None:
        """``payments``: PAYMENT_SCHEMA."""
        self._payments = payments
        self._paid = _group(payments, "debit")
        self._got = _group(payments, "credit")
        # A payment of an account to itself is counted on the paying side only.
        own: Column = pc.equal(self._got["debit_account"], self._got["credit_account"])
        self._got = self._got.filter(pc.invert(pc.fill_null(own, False)))

    def of(self, account: str, *, limit: int, offset: int = 0) -> tuple[MoneyLine, ...]:
        """The lines of an account with each counterparty, in the account's currency; largest sum first, then by ids."""
        rows = [*_rows_of(self._paid, "debit_account", account), *_rows_of(self._got, "credit_account", account)]
        lines = [
            MoneyLine(
                row["debit_account"],
                row["credit_account"],
                row["currency"],
                row["count"],
                (row["high"] << _HALF) + row["low"],
                row["first"],
                row["last"],
            )
            for row in rows
        ]
        lines.sort(
            key=lambda line: (-line.sum_minor, line.debit_account or "", line.credit_account or "", line.currency)
        )
        return tuple(lines[offset : offset + limit])

    def count_counterparties(self, account: str) -> tuple[int, int]:
        """To how many accounts did this account pay, and from how many did it receive? Unknown accounts count as one."""
        paid = {row["credit_account"] for row in _rows_of(self._paid, "debit_account", account)}
        got = {row["debit_account"] for row in _rows_of(self._got, "credit_account", account)}
        return len(paid), len(got | ({account} if account in paid else set()))

    def single(
        self,
        debit: str | None,
        credit: str | None,
        *,
        from_date: date | None = None,
        to_date: date | None = None,
        min_minor: int | None = None,
        limit: int = 200,
        offset: int = 0,
    ) -> pa.Table:
        """A page of the payments from one account to another (None: any), by value date and id.

        Days inclusive, on the payer's value date; ``min_minor`` for the larger side.
        """
        table = self._payments
        fits: list[Column] = []
        for name, account in (("debit_account", debit), ("credit_account", credit)):
            if account is not None:
                fits.append(pc.equal(table[name], pa.scalar(account)))
        if from_date is not None:
            fits.append(pc.greater_equal(table["value_date"], pa.scalar(from_date)))
        if to_date is not None:
            fits.append(pc.less_equal(table["value_date"], pa.scalar(to_date)))
        if min_minor is not None:
            larger = pc.max_element_wise(table["debit_minor"], table["credit_minor"])
            fits.append(pc.greater_equal(larger, pa.scalar(min_minor, pa.int64())))
        return _filter(table, fits).slice(offset, limit)


def _filter(table: pa.Table, fits: Iterable[Column]) -> pa.Table:
    every: Column = None
    for one in fits:
        every = one if every is None else pc.and_kleene(every, one)
    return table if every is None else table.filter(every)


def _group(payments: pa.Table, side: str) -> pa.Table:
    """Group the payments, with each sum in two halves of 32 bits, so that large amounts do not overflow."""
    minor: Column = payments[f"{side}_minor"]
    high: Column = pc.shift_right(minor, pa.scalar(_HALF, pa.int64()))
    low: Column = pc.bit_wise_and(minor, pa.scalar(_LOW, pa.int64()))
    columns = [
        *(payments[name] for name in ("debit_account", "credit_account", f"{side}_currency", "value_date")),
        high,
        low,
    ]
    table = pa.table(columns, names=["debit_account", "credit_account", "currency", "day", "high", "low"])
    grouped = table.group_by(["debit_account", "credit_account", "currency"]).aggregate(
        [([], "count_all"), ("high", "sum"), ("low", "sum"), ("day", "min"), ("day", "max")]
    )
    return grouped.rename_columns(
        {"count_all": "count", "high_sum": "high", "low_sum": "low", "day_min": "first", "day_max": "last"}
    )


def _rows_of(table: pa.Table, name: str, account: str) -> list[dict[str, Any]]:
    return table.filter(pc.equal(table[name], pa.scalar(account))).to_pylist()

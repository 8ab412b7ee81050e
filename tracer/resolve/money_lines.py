"""Sums the payments between each two accounts, and returns the single payments in pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from tracer.resolve.accounts import Column

_HALF: Final = 32
_LOW: Final = (1 << _HALF) - 1
_ACCOUNTS_KEPT: Final = 4_096


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


@dataclass(frozen=True, slots=True)
class MonthSum:
    """All payments of one month (``month``: its first day) in one currency, by the payer's value date."""

    month: date
    currency: str
    count: int
    sum_minor: int


@dataclass(frozen=True, slots=True)
class LineMonth:
    """How many payments of one line (see ``MoneyLine``) were made in one month (``month``: its first day)."""

    debit_account: str
    credit_account: str
    currency: str
    month: date
    count: int


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
        # A picture asks for the same accounts at every step.
        self._lines_of = lru_cache(maxsize=_ACCOUNTS_KEPT)(self._find_lines)

    def of(self, account: str, *, limit: int, offset: int = 0) -> tuple[MoneyLine, ...]:
        """The lines of an account with each counterparty, in the account's currency; largest sum first, then by ids.

        Cost: one pass over all lines when an account is asked for the first time.
        """
        return self._lines_of(account)[offset : offset + limit]

    def _find_lines(self, account: str) -> tuple[MoneyLine, ...]:
        rows = [*_rows_of(self._paid, "debit_account", account), *_rows_of(self._got, "credit_account", account)]
        lines = [_line_of(row) for row in rows]
        lines.sort(
            key=lambda line: (-line.sum_minor, line.debit_account or "", line.credit_account or "", line.currency)
        )
        return tuple(lines)

    def count_counterparties(self, account: str) -> tuple[int, int]:
        """To how many accounts did this account pay, and from how many did it receive? Unknown accounts count as one."""
        paid = {row["credit_account"] for row in _rows_of(self._paid, "debit_account", account)}
        got = {row["debit_account"] for row in _rows_of(self._got, "credit_account", account)}
        return len(paid), len(got | ({account} if account in paid else set()))

    def among(
        self,
        accounts: Iterable[str],
        *,
        from_date: date | None = None,
        to_date: date | None = None,
        least: Mapping[str, int] | None = None,
    ) -> tuple[tuple[MoneyLine, ...], tuple[MonthSum, ...]]:
        """The payments from one of these accounts to another: their lines, by ids, and their sums by month.

        In the payer's currency, by the payer's value date, days inclusive. ``least``: currency -> the smallest payment in
        minor units that counts. Cost: columns at a time.
        """
        found = self.single_among(accounts, from_date=from_date, to_date=to_date, least=least)
        lines = sorted(
            map(_line_of, _group(found, "debit").to_pylist()),
            key=lambda line: (line.debit_account or "", line.credit_account or "", line.currency),
        )
        return tuple(lines), _months(found)

    def months_among(self, accounts: Iterable[str], *, least: Mapping[str, int] | None = None) -> tuple[LineMonth, ...]:
        """The payments from one of these accounts to another, counted for each line and month, in their order.

        By the payer's value date and currency; ``least`` as in ``among``. Cost: columns at a time, and one row for each
        line and month.
        """
        found = self.single_among(accounts, least=least)
        names = ["debit_account", "credit_account", "debit_currency"]
        columns: dict[str, Column] = {name: found[name] for name in names}
        columns["month"] = pc.floor_temporal(found["value_date"], unit="month")
        grouped = pa.table(columns).group_by([*names, "month"]).aggregate([([], "count_all")])
        rows = grouped.sort_by([(name, "ascending") for name in (*names, "month")]).to_pylist()
        return tuple(LineMonth(*(row[name] for name in (*names, "month", "count_all"))) for row in rows)

    def single_among(
        self,
        accounts: Iterable[str],
        *,
        from_date: date | None = None,
        to_date: date | None = None,
        least: Mapping[str, int] | None = None,
    ) -> pa.Table:
        """The payments that ``among`` sums up, one row each."""
        table = self._payments
        ends = pa.array(sorted(set(accounts)), pa.string())
        fits: list[Column] = [pc.is_in(table[name], value_set=ends) for name in ("debit_account", "credit_account")]
        fits += _within_days(table, from_date, to_date)
        for currency, minor in (least or {}).items():
            other: Column = pc.not_equal(table["debit_currency"], pa.scalar(currency))
            enough: Column = pc.greater_equal(table["debit_minor"], pa.scalar(minor, pa.int64()))
            fits.append(pc.or_(other, enough))
        return _filter(table, fits)

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last value date of a payer; None without payments."""
        ends: Column = pc.min_max(self._payments["value_date"])
        first, last = ends["min"].as_py(), ends["max"].as_py()
        return None if first is None else (first, last)

    @cached_property
    def largest(self) -> Mapping[str, int]:
        """Currency -> the largest payment in it, in minor units of the payer's side."""
        found = self._payments.group_by("debit_currency").aggregate([("debit_minor", "max")]).to_pylist()
        return {row["debit_currency"]: row["debit_minor_max"] for row in sorted(found, key=lambda row: str(row))}

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
        fits += _within_days(table, from_date, to_date)
        if min_minor is not None:
            larger = pc.max_element_wise(table["debit_minor"], table["credit_minor"])
            fits.append(pc.greater_equal(larger, pa.scalar(min_minor, pa.int64())))
        return _filter(table, fits).slice(offset, limit)


def _line_of(row: Mapping[str, Any]) -> MoneyLine:
    return MoneyLine(
        row["debit_account"],
        row["credit_account"],
        row["currency"],
        row["count"],
        (row["high"] << _HALF) + row["low"],
        row["first"],
        row["last"],
    )


def _months(payments: pa.Table) -> tuple[MonthSum, ...]:
    """The sums of each month, by month and currency; in Python, whose whole numbers do not overflow."""
    months: Column = pc.floor_temporal(payments["value_date"], unit="month")
    columns = {"month": months, "currency": payments["debit_currency"], **_halves(payments["debit_minor"])}
    grouped = pa.table(columns).group_by(["month", "currency"])
    rows = grouped.aggregate([([], "count_all"), ("high", "sum"), ("low", "sum")]).to_pylist()
    found = [
        MonthSum(row["month"], row["currency"], row["count_all"], (row["high_sum"] << _HALF) + row["low_sum"])
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.month, one.currency)))


def _within_days(table: pa.Table, from_date: date | None, to_date: date | None) -> list[Column]:
    fits: list[Column] = []
    if from_date is not None:
        fits.append(pc.greater_equal(table["value_date"], pa.scalar(from_date)))
    if to_date is not None:
        fits.append(pc.less_equal(table["value_date"], pa.scalar(to_date)))
    return fits


def _halves(minor: Column) -> dict[str, Column]:
    """Amounts in two halves of 32 bits, so that large sums do not overflow."""
    high: Column = pc.shift_right(minor, pa.scalar(_HALF, pa.int64()))
    low: Column = pc.bit_wise_and(minor, pa.scalar(_LOW, pa.int64()))
    return {"high": high, "low": low}


def _filter(table: pa.Table, fits: Iterable[Column]) -> pa.Table:
    every: Column = None
    for one in fits:
        every = one if every is None else pc.and_kleene(every, one)
    return table if every is None else table.filter(every)


def _group(payments: pa.Table, side: str) -> pa.Table:
    """Group the payments, with each sum in two halves."""
    halves = _halves(payments[f"{side}_minor"])
    columns = [
        *(payments[name] for name in ("debit_account", "credit_account", f"{side}_currency", "value_date")),
        halves["high"],
        halves["low"],
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

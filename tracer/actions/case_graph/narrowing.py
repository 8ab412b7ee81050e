"""Narrows the money of a picture to some days and to amounts from a least one, with sums of what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph_schema.errors import WrongUse
from tracer.actions.case_graph.picture import GraphLine, money_id, transfer_line
from tracer.casework.sessions.session import Session
from tracer.resolve.money_lines import LineMonth, MonthSum


@dataclass(frozen=True, slots=True)
class MoneyFilter:
    """Which payments count: by the payer's value date, days inclusive, None: open; and by their amount.

    ``least``: (currency, minor units), the smallest payment of this currency that counts; other currencies are not limited.
    Raises: WrongUse for days in the wrong order, a currency twice, or an amount of nothing or less.
    """

    from_date: date | None = None
    to_date: date | None = None
    least: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.from_date is not None and self.to_date is not None and self.from_date > self.to_date:
            raise WrongUse("The first day of a period cannot be after its last day.")
        if len(dict(self.least)) < len(self.least) or any(minor <= 0 for _, minor in self.least):
            raise WrongUse("A least amount is above zero, and there is one for each currency.")

    @property
    def is_open(self) -> bool:
        """Does every payment count?"""
        return self == MoneyFilter()


@dataclass(frozen=True, slots=True)
class NarrowedMoney:
    """The money of a picture. ``lines``: what the filter leaves, with the ids and the form of the picture's lines.

    ``shown``, ``total``: how many payments the filter leaves, and how many there are. ``months``: the sums of all of them by
    month; ``shown_months``: of those left. ``days``: the first and last day of the payments of the whole case, None without
    payments. ``largest``: currency -> the largest payment of the case in it, in minor units. ``line_months``: of all days,
    id of a line -> (first day of a month, how many payments of it from the least amount on), in the order of the months.
    """

    lines: tuple[GraphLine, ...]
    shown: int
    total: int
    months: tuple[MonthSum, ...]
    shown_months: tuple[MonthSum, ...]
    days: tuple[date, date] | None
    largest: Mapping[str, int] = field(hash=False)
    line_months: Mapping[str, tuple[tuple[date, int], ...]] = field(hash=False, default_factory=dict)


def narrow_money(session: Session, ids: Sequence[str], wanted: MoneyFilter) -> NarrowedMoney:
    """Which payments between these nodes does the filter leave, and how are they spread over time?

    Without a filter the lines are those of ``draw_nodes``. Amounts in the payer's currency; currencies are never added.
    Cost: two passes over the payments of the case, columns at a time; three with a filter.
    """
    session.read("read", "narrow", detail=f"nodes={len(ids)}")
    money = session.payments().lines
    lines, months = money.among(ids)
    total = sum(line.count for line in lines)
    shown_months = months
    if not wanted.is_open:
        lines, shown_months = money.among(
            ids, from_date=wanted.from_date, to_date=wanted.to_date, least=dict(wanted.least)
        )
    return NarrowedMoney(
        lines=tuple(transfer_line(line) for line in lines),
        shown=sum(line.count for line in lines),
        total=total,
        months=months,
        shown_months=shown_months,
        days=money.days,
        largest=money.largest,
        line_months=_line_months(money.months_among(ids, least=dict(wanted.least))),
    )


def _line_months(found: Sequence[LineMonth]) -> dict[str, tuple[tuple[date, int], ...]]:
    months: dict[str, list[tuple[date, int]]] = {}
    for one in found:
        line = money_id(one.debit_account, one.credit_account, one.currency)
        months.setdefault(line, []).append((one.month, one.count))
    return {line: tuple(counts) for line, counts in months.items()}

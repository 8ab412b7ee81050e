"""Lays the statements of an account out by month: which months add up, which do not, and for which days none is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graph_schema.statements.chain_records import StatedPeriod, merged_period
from tracer.graph.case_graph import CaseGraph

MonthLight = Literal["adds_up", "unknown", "differs", "missing"]
"""``unknown``: a balance is not stated, or statements share days, so missing rows would not be seen here.
``missing``: no statement covers some days."""
_WORST: tuple[MonthLight, ...] = ("adds_up", "unknown", "differs", "missing")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """The days of one statement, both included, and whether its rows and balances agree."""

    statement: str
    first: date
    last: date
    light: MonthLight


@dataclass(frozen=True, slots=True)
class StatementMonth:
    """One month of an account, named by its first day. ``statement``: the one that decides the light; "" for none."""

    month: date
    light: MonthLight
    statement: str


@dataclass(frozen=True, slots=True)
class AccountMonths:
    """An account in one currency: each month from its first statement to its last. ``gaps``: (first day, last day).

    ``differing``: the statements that do not add up, or do not continue the one before.
    """

    account: str
    currency: str
    months: tuple[StatementMonth, ...]
    gaps: tuple[tuple[date, date], ...]
    differing: tuple[JudgedStatement, ...]


def collect_account_months(graph: CaseGraph) -> tuple[AccountMonths, ...]:
    """The accounts of the case that have statements, by account and currency. Cost: one pass over the statements.

    It compares balances that are stated, and reads no row: ``verify`` does more.
    """
    chains: defaultdict[tuple[str, str], list[StatedPeriod]] = defaultdict(list)
    for link in graph.links_of_type("StatementOf"):
        node = graph.nodes.get(link.tail)
        if node is not None:
            chains[link.head, str(node.props["currency"])].append(merged_period(node))
    found = []
    for (account, currency), periods in sorted(chains.items()):
        covered = judge_periods(periods)
        differing = tuple(one for one in covered if one.light == "differs")
        found.append(AccountMonths(account, currency, lay_out_months(covered), find_gaps(covered), differing))
    return tuple(found)


def judge_periods(periods: Iterable[StatedPeriod]) -> tuple[JudgedStatement, ...]:
    """The statements of one account and currency by first day: does each add up, and does it continue the one before?"""
    found: list[JudgedStatement] = []
    before: StatedPeriod | None = None
    for period in sorted(periods, key=lambda one: (one.from_date, one.to_date, one.statement)):
        light = _judge(before, period)
        found.append(JudgedStatement(period.statement, period.from_date, period.to_date, light))
        if before is None or period.to_date >= before.to_date:
            before = period
    return tuple(found)


def _judge(before: StatedPeriod | None, period: StatedPeriod) -> MonthLight:
    if not period.holds:
        return "differs"
    if period.opening_minor is None or period.closing_minor is None:
        return "unknown"
    if before is None or before.closing_minor is None or period.from_date > before.to_date + _DAY:
        return "adds_up"
    slack = max(period.tolerance_minor, before.tolerance_minor)
    continues = abs(period.opening_minor - before.closing_minor) <= slack
    if period.from_date == before.to_date + _DAY:
        return "adds_up" if continues or not before.holds else "differs"
    same = (period.from_date, period.to_date, period.opening_minor, period.closing_minor) == (
        before.from_date,
        before.to_date,
        before.opening_minor,
        before.closing_minor,
    )
    return "adds_up" if continues or same else "unknown"


def lay_out_months(ordered: Sequence[JudgedStatement]) -> tuple[StatementMonth, ...]:
    """Every month from the first day to the last day, with its worst light. ``ordered``: by first day."""
    found: dict[date, StatementMonth] = {}
    gaps = (JudgedStatement("", first, last, "missing") for first, last in find_gaps(ordered))
    for one in (*ordered, *gaps):
        for month in _months(one.first, one.last):
            known = found.get(month)
            if known is None or _WORST.index(one.light) > _WORST.index(known.light):
                found[month] = StatementMonth(month, one.light, one.statement)
    return tuple(found[month] for month in sorted(found))


def find_gaps(ordered: Iterable[JudgedStatement]) -> tuple[tuple[date, date], ...]:
    """The days between statements that none of them covers. ``ordered``: by first day."""
    gaps: list[tuple[date, date]] = []
    covered: date | None = None
    for one in ordered:
        if covered is not None and one.first > covered + _DAY:
            gaps.append((covered + _DAY, one.first - _DAY))
        covered = one.last if covered is None else max(covered, one.last)
    return tuple(gaps)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)

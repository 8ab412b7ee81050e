"""Finds the cautions on traced figures: only what can have changed the figures that are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph_schema.messages import N_, Message
from importers.bank.statement.balance_flags import IF_APART, IF_ONE
from tracer.analysis.tracing.figures.order_effect import find_moved_days
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.analysis.tracing.figures.upstream import Upstream, find_upstream
from tracer.analysis.tracing.ledgers.case_ledger import CaseLedger
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.ledgers.same_day import OpenDay, find_order_sensitive_days
from tracer.analysis.tracing.ledgers.statement_breaks import Gap
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.graph.case_graph import CaseGraph
from tracer.wording.language import Language

_DAY = timedelta(days=1)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
ORDER_OPEN: Final[Mapping[Method, str]] = {
    Method.FIFO: N_(
        "First in, first out: the statements do not give the order of the rows of some days, and another order could "
        "change this figure. Such days, counted by account: {days}. The first: account ending {account}, {day}."
    ),
    Method.LIFO: N_(
        "Last in, first out: the statements do not give the order of the rows of some days, and another order could "
        "change this figure. Such days, counted by account: {days}. The first: account ending {account}, {day}."
    ),
    Method.LIBR: N_(
        "Lowest intermediate balance: the statements do not give the order of the rows of some days, and another "
        "order could change this figure. Such days, counted by account: {days}. The first: account ending "
        "{account}, {day}."
    ),
    Method.TAINT_FIRST: N_(
        "Proceeds first: the statements do not give the order of the rows of some days, and another order could "
        "change this figure. Such days, counted by account: {days}. The first: account ending {account}, {day}."
    ),
    Method.PRO_RATA: N_(
        "Pro rata: the statements do not give the order of the rows of some days, and another order could change "
        "this figure. Such days, counted by account: {days}. The first: account ending {account}, {day}."
    ),
}
OPENING_ORDER: Final[Mapping[Method, str]] = {
    Method.FIFO: N_(
        "First in, first out: only part of the opening balance of the account ending {account} is marked as "
        "proceeds. The calculation takes the rest, of unknown origin, as received first."
    ),
    Method.LIFO: N_(
        "Last in, first out: only part of the opening balance of the account ending {account} is marked as "
        "proceeds. The calculation takes the rest, of unknown origin, as received first."
    ),
}
NO_MARKS: Final = N_("No receipts are marked as proceeds, so nothing is traced. Mark them: tracer mark")
GAP: Final = N_(
    "Account ending {account}: no statement covers the days from {begin} to {end}. For the lower sum, proceeds traced "
    "into this account before then count as lost."
)
NOT_MET: Final = N_(
    "Account ending {account}: after {day} the stated balance differs from the balance that the rows give. A row is missing, "
    "counts twice, or is stated in two ways. For the lower sum, proceeds traced into this account until then count as lost."
)
UNSTATED: Final = N_(
    "Account ending {account}: a statement states no balance. The calculation continues there from zero, or from the balance "
    "that the earlier rows give. The lower and the upper sum do not cover this."
)
UNMET: Final = N_(
    "A mark by {author} no longer fits the account ending {account}: the case no longer shows the transfer or the opening "
    "balance as it was marked. The mark does not count, or counts only in part. Check it and mark again: {event}"
)


@dataclass(frozen=True, slots=True)
class Caution:
    """One fact that a reader must know about the figures. ``template`` is a gettext key."""

    template: str
    params: dict[str, str]


def figures_of(
    case: CaseLedger, purchases: Iterable[Purchase], accounts: Iterable[AccountKey]
) -> list[tuple[AccountKey, date]]:
    """Which accounts do the figures come from, each until which day?

    The paying accounts of the purchases until the day of payment, and ``accounts`` with all their days.
    """
    transfers = {transfer for purchase in purchases for transfer in purchase.rows}
    paid = [(entry.debit, entry.day) for entry in case.ledger.entries if entry.id in transfers and entry.debit]
    return [*paid, *((key, date.max) for key in accounts)]


def find_cautions(
    graph: CaseGraph, found: Mapping[Method, CaseTracing], figures: Iterable[tuple[AccountKey, date]]
) -> list[Caution]:
    """What can have changed these figures and is not included in them?

    ``figures``: as ``figures_of`` returns them. Cautions are about breaks in statements, balances that no statement
    states, days whose rows have no given order, and marks that no longer fit. They are given only for accounts from which
    money can have come into a figure, and only until the last day on which it can. Nothing is left out that can change a
    figure.
    """
    case = next(iter(found.values())).case
    upstream = find_upstream(case.ledger, figures)
    cautions = [] if case.origins or case.opening_labels else [Caution(NO_MARKS, {})]
    for gap in relevant_gaps(graph, case, upstream):
        cautions.append(format_gap(gap, _ending(graph, gap.account[0])))
    for key in relevant_unstated(case, upstream):
        cautions.append(Caution(UNSTATED, {"account": _ending(graph, key[0])}))
    for mark in case.unmet:
        if any(account == mark.subject for account, _ in upstream):
            params = {"author": mark.author, "account": _ending(graph, mark.subject), "event": mark.id}
            cautions.append(Caution(UNMET, params))
    unordered = open_days(case, upstream)
    for case_tracing in found.values():
        cautions += method_cautions(graph, case_tracing, upstream, unordered)
    return cautions


def join_cautions(runs: Sequence[Sequence[Caution]]) -> list[Caution]:
    """The cautions of one run, or of two: with open pairs of payments kept apart, and joined.

    A break that only one of the two has depends on the open pairs, and says so, as ``flag_readings`` does.
    """
    found: list[Caution] = []
    for template, own, other in ((IF_APART, runs[0], runs[-1]), (IF_ONE, runs[-1], runs[0])):
        for one in own:
            if one.template in (GAP, NOT_MET) and one not in other:
                one = Caution(template, {"break": Message(one.template, **one.params)})
            if one not in found:
                found.append(one)
    return found


def format_gap(gap: Gap, account: str) -> Caution:
    """The caution for a break: days without a statement, or balances that differ although no day is missing."""
    if gap.to_date < gap.from_date:
        return Caution(NOT_MET, {"account": account, "day": (gap.from_date - _DAY).isoformat()})
    return Caution(GAP, {"account": account, "begin": gap.from_date.isoformat(), "end": gap.to_date.isoformat()})


def format_days(params: Mapping[str, str], language: Language) -> dict[str, str]:
    """The same parameters, with days in the format of the reader's language."""
    return {
        name: language.date(date.fromisoformat(text)) if _ISO.fullmatch(text) else text for name, text in params.items()
    }


def relevant_gaps(graph: CaseGraph, case: CaseLedger, upstream: Upstream) -> Iterator[Gap]:
    """The breaks that can change a figure: the money becomes unknown on the day before each break.

    If the statement before a break does not reconcile, a row may be missing anywhere in it. The break then counts from the
    first day of that statement.
    """
    loose = _loose_statements(graph)
    for gap in case.gaps:
        until = upstream.get(gap.account)
        if until is None:
            continue
        last = gap.from_date - _DAY
        begins = [begin for begin, end in loose.get(gap.account, ()) if begin <= last <= end + _DAY]
        if min([last, *begins]) <= until:
            yield gap


def relevant_unstated(case: CaseLedger, upstream: Upstream) -> Iterator[AccountKey]:
    """The accounts without a stated balance from which money can have come into a figure."""
    return (key for key in case.unstated if key in upstream)


def open_days(case: CaseLedger, upstream: Upstream) -> tuple[OpenDay, ...]:
    """The days of accounts whose rows have no given order, where money of that day can have come into a figure."""
    followed = (case.statements - case.transits) & upstream.keys()
    days = find_order_sensitive_days(case.ledger, followed, case.unordered)
    return tuple(day for day in days if day.day <= upstream[day.account])


def method_cautions(
    graph: CaseGraph, case_tracing: CaseTracing, upstream: Upstream, days: tuple[OpenDay, ...]
) -> Iterator[Caution]:
    """The cautions for one method, named by it: what another order of rows can have changed.

    ``days``: as ``open_days`` returns them.
    """
    interval, openings = case_tracing.interval, case_tracing.case.openings
    runs = (interval.lower,) if interval.lower is interval.upper else (interval.lower, interval.upper)
    moved = {day for run in runs for day in find_moved_days(run, openings, days)}
    method = interval.lower.method
    if moved:
        first = min(moved, key=lambda day: (day.day, day.account))
        params = {"days": str(len(moved)), "account": _ending(graph, first.account[0]), "day": first.day.isoformat()}
        yield Caution(ORDER_OPEN[method], params)
    if method in OPENING_ORDER:
        for key, parts in case_tracing.case.opening_labels.items():
            if len(parts) > 1 and key in upstream:
                yield Caution(OPENING_ORDER[method], {"account": _ending(graph, key[0])})


def _loose_statements(graph: CaseGraph) -> dict[AccountKey, list[tuple[date, date]]]:
    """Account -> first and last day of each statement whose opening balance and rows do not give its closing balance."""
    found: dict[AccountKey, list[tuple[date, date]]] = {}
    for link in graph.links_of_type("StatementOf"):
        props = graph.nodes[link.tail].props if link.tail in graph.nodes else {}
        if props.get("difference_minor"):
            days = (date.fromisoformat(str(props["from_date"])), date.fromisoformat(str(props["to_date"])))
            found.setdefault((link.head, str(props["currency"])), []).append(days)
    return found


def _ending(graph: CaseGraph, account: str) -> str:
    node = graph.nodes.get(account)
    return (str(node.props["number"]) if node is not None else account)[-4:]

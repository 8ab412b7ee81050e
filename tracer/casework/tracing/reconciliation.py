"""Reconciles a whole case again from its kept rows: each statement, and the chain of statements of each account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from graph_schema.messages import N_
from graph_schema.records.fields import whole_number
from graph_schema.records.links import Link
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import Node
from graph_schema.statements.chain import reconcile_chain
from graph_schema.statements.chain_records import ChainRow, StatedPeriod, merged_period
from graph_schema.statements.reconciliation import StatementResult, reconcile_statement
from graph_schema.statements.rows import OwnRow, chain_rows, rows_by_statement
from importers.bank.statement.balance_flags import flag_chain, flag_lost, flag_readings, flag_statement
from importers.contract import Flag
from tracer.graph.lost_rows import read_lost_money

if TYPE_CHECKING:
    from tracer.graph.case_graph import CaseGraph
    from tracer.resolve.payments import Payments
    from tracer.store.ports.case_store import CaseStore


@dataclass(frozen=True, slots=True)
class CaseFlag:
    """A flag with the name of its source and the check that found it. ``file`` is not yet veiled.

    ``kind``: ``statement`` (balances and rows of one statement), ``chain`` (statements of one account), ``unlike`` (the
    kept rows give another result than was noted at import), ``lost`` (a rejected row is missing money).
    """

    kind: Literal["statement", "chain", "unlike", "lost"]
    file: str
    flag: Flag


def reconcile_case(store: CaseStore, payments: Callable[[], Payments] | None = None) -> Iterator[CaseFlag]:
    """Which statements of the case do not reconcile, and which chains of statements have a gap or different balances?

    Every flag on balances that an import gave is given again while its source is in the case. ``payments``: as for
    ``reconcile_chains``. Cost: reads the rows of all bank sources, one object a row.
    """
    for kept in store.sources():
        if kept.source.kind == "bank":
            yield from _of_source(store, kept.source.digest, kept.source.name)
    yield from reconcile_chains(store, payments=payments)
    yield from find_lost_flags(store)


def find_lost_flags(store: CaseStore, sources: Collection[str] | None = None) -> Iterator[CaseFlag]:
    """Which rejected rows of bank files are missing money, and how much, as far as the balances around them show it?

    ``sources``: digests; only rows of these files. One flag a row. Cost: as ``read_lost_money``.
    """
    lost = read_lost_money(store, sources)
    names = {kept.source.digest: kept.source.name for kept in store.sources()} if lost else {}
    accounts = store.get({money.key[0] for money in lost if money.key is not None}) if lost else {}
    for money in lost:
        account, currency = money.key or ("", "")
        number = str(accounts[account].props["number"]) if account in accounts else "?"
        for locator in money.locators:
            flag = flag_lost(locator, number[-4:], money.net_minor, currency, len(money.locators))
            yield CaseFlag("lost", names.get(money.source, "?"), flag)


def reconcile_chains(
    store: CaseStore, sources: Collection[str] | None = None, payments: Callable[[], Payments] | None = None
) -> Iterator[CaseFlag]:
    """Which accounts miss a statement, or have one whose opening balance differs from the closing balance before?

    ``sources``: digests; only accounts with a statement from one of these sources are checked. None: all accounts.
    ``payments``: the payments of the case, read only if statements share days; rows that are joined there count once, as in
    a tracing, and a break that depends on open pairs is told as such. None: rows count once by their transfer alone.

    Cost: reads the rows of an account only where its statements overlap, or one of them has several sources, does not
    state both balances or leaves a difference.
    """
    names = {kept.source.digest: kept.source.name for kept in store.sources()}
    statements = {node.id: node for node in store.nodes("Statement")}
    chains: defaultdict[tuple[str, str], list[MergedNode]] = defaultdict(list)
    for link in store.links(("StatementOf",)):
        if link.tail in statements:
            chains[link.head, str(statements[link.tail].props["currency"])].append(statements[link.tail])
    wanted = {
        key: found
        for key, found in sorted(chains.items())
        if (len(found) > 1 or len(found[0].evidence) > 1)
        and (sources is None or any(place.source in sources for s in found for place in s.evidence))
    }
    periods = {key: [merged_period(node) for node in found] for key, found in wanted.items()}
    plain = {key for key, found in wanted.items() if _is_plain(periods[key], found)}
    unclear = [node for key, found in wanted.items() if key not in plain for node in found]
    rows = _read_rows(store, unclear)
    lost = read_lost_money(store) if unclear else ()
    accounts = store.get({account for account, _ in wanted})
    for key, found in wanted.items():
        nodes = {node.id: Node(node.id, node.type, node.props, node.evidence[0].locator) for node in found}
        number = str(accounts[key[0]].props["number"]) if key[0] in accounts else "?"
        if key in plain:
            readings = [_sums_as_rows(periods[key])]
        else:
            shared = None if payments is None or not _share_days(periods[key]) else payments()
            missing = [ChainRow(one.day, one.net_minor) for one in lost if one.key == key and one.day and one.net_minor]
            readings = [[*_chain_rows(found, rows, graph), *missing] for graph in _graphs(shared)]
        flags = [list(flag_chain(reconcile_chain(periods[key], own), nodes, number[-4:])) for own in readings]
        for statement, flag in flag_readings(flags):
            yield CaseFlag("chain", names.get(statements[statement].evidence[0].source, "?"), flag)


@dataclass(frozen=True, slots=True)
class ReconciledStatement:
    """A statement as one source states it, with its rows in order. ``number``: of its account; "?" if it is unknown."""

    node: Node
    account: str
    number: str
    rows: tuple[OwnRow, ...]
    result: StatementResult


def reconcile_records(nodes: Iterable[Node], links: Iterable[Link], entries: pa.Table) -> Iterator[ReconciledStatement]:
    """Does every statement in these records of one source reconcile? In the order of ``nodes``."""
    nodes = tuple(nodes)
    numbers = {node.id: str(node.props["number"]) for node in nodes if node.type == "Account"}
    accounts = {link.tail: link.head for link in links if link.type == "StatementOf"}
    rows = rows_by_statement(entries)
    for node in nodes:
        if node.type == "Statement":
            own, account = rows.get(node.id, []), accounts.get(node.id, "")
            yield ReconciledStatement(node, account, numbers.get(account, "?"), tuple(own), _reconcile(node, own))


def _of_source(store: CaseStore, digest: str, name: str) -> Iterator[CaseFlag]:
    records = store.source_records(digest)
    for found in reconcile_records(records.nodes, records.links, records.entries):
        if _is_unlike(found.node, found.result):
            yield CaseFlag("unlike", name, _unlike(found.node))
        places = [row.locator for row in found.rows]
        for flag in flag_statement(found.node, found.number[-4:], found.result, places):
            yield CaseFlag("statement", name, flag)


def _is_plain(periods: Iterable[StatedPeriod], nodes: Iterable[MergedNode]) -> bool:
    """Do the stated balances alone decide?

    They do if each statement comes from one source, states both balances, reconciles, and shares no day with another.
    """
    if any(len(node.evidence) > 1 for node in nodes):
        return False
    stated = sorted(periods, key=lambda period: (period.from_date, period.to_date))
    apart = all(earlier.to_date < later.from_date for earlier, later in pairwise(stated))
    return apart and all(
        period.opening_minor is not None
        and period.closing_minor is not None
        and period.difference_minor == 0
        and period.holds
        for period in stated
    )


def _sums_as_rows(periods: Iterable[StatedPeriod]) -> list[ChainRow]:
    """One row for each reconciled statement: the sum of its rows, from its balances."""
    return [
        ChainRow(
            period.to_date, (period.closing_minor or 0) - (period.opening_minor or 0), frozenset({period.statement})
        )
        for period in periods
    ]


def _read_rows(store: CaseStore, nodes: Iterable[MergedNode]) -> dict[str, list[list[OwnRow]]]:
    """Statement id -> its rows, one list for each source that states them."""
    wanted = {node.id for node in nodes}
    digests = sorted({place.source for node in store.get(wanted).values() for place in node.evidence}) if wanted else []
    found: defaultdict[str, list[list[OwnRow]]] = defaultdict(list)
    for digest in digests:
        for statement, rows in rows_by_statement(store.source_records(digest).entries).items():
            if statement in wanted:
                found[statement].append(rows)
    return found


def _share_days(periods: Iterable[StatedPeriod]) -> bool:
    ordered = sorted(periods, key=lambda period: (period.from_date, period.to_date))
    return any(
        one.from_date <= max(before.to_date for before in ordered[:place]) for place, one in enumerate(ordered) if place
    )


def _graphs(payments: Payments | None) -> list[CaseGraph | None]:
    """The case as it is, then with its open pairs joined, if there are any."""
    if payments is None:
        return [None]
    return [payments.graph, payments.with_open_joined] if payments.open else [payments.graph]


def _chain_rows(
    nodes: Iterable[MergedNode], rows: Mapping[str, list[list[OwnRow]]], graph: CaseGraph | None
) -> list[ChainRow]:
    return chain_rows(
        (node.id, own if graph is None else [row._replace(transfer=graph.payment_of(row.transfer)) for row in own])
        for node in nodes
        for own in rows.get(node.id, [])
    )


def _reconcile(node: Node, rows: list[OwnRow]) -> StatementResult:
    return reconcile_statement(
        whole_number(node.props, "opening_minor"),
        whole_number(node.props, "closing_minor"),
        ((row.minor, row.balance) for row in rows),
        whole_number(node.props, "tolerance_minor") or 0,
    )


def _is_unlike(node: Node, result: StatementResult) -> bool:
    """Do the kept rows give another result than the statement record notes? Older records do not note breaks."""
    breaks = whole_number(node.props, "balance_breaks")
    difference = whole_number(node.props, "difference_minor")
    return difference != result.difference_minor or breaks not in (None, len(result.breaks))


def _unlike(node: Node) -> Flag:
    template = N_(
        "The kept rows of statement {number} give another difference or other breaks than were noted at import."
    )
    return Flag("red", node.locator, template, {"number": str(node.props["number"])})

"""Which part of each piece of money reached a figure, and from which mark does each piece come?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.analysis.tracing.ledgers.case_ledger import ARRIVED
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.ledgers.marks import (
    covered_by,
    is_receipt,
    marks_on_record,
    stated_accounts,
    with_joined_ids,
)
from tracer.analysis.tracing.run.pieces import OPENING
from tracer.analysis.tracing.run.result import TracingResult
from tracer.graph.case_graph import CaseGraph


@dataclass(frozen=True, slots=True)
class MarkedMoney:
    """The mark that each marked transfer, and each marked part of an opening balance, comes from, by event id."""

    transfers: Mapping[str, str]
    openings: Mapping[tuple[AccountKey, str], str]


@dataclass(frozen=True, slots=True)
class Reached:
    """How much of each piece reached the figure. Piece -> units; a piece that is absent did not reach it.

    ``came``: in the units of the receiving account; ``left``: in those of the paying one.
    """

    came: Mapping[int, int]
    left: Mapping[int, int]


def find_marked(graph: CaseGraph) -> MarkedMoney:
    """Which mark does each marked movement come from? Of two marks on the same money the first recorded counts.

    Cost: one pass over the receipts of the marked accounts.
    """
    marks = [(mark.id, with_joined_ids(graph, mark)) for mark in marks_on_record(graph.events)]
    wanted = {mark.subject for _, mark in marks}
    stated = stated_accounts(graph)
    receipts: dict[str, list[dict[str, object]]] = {account: [] for account in wanted}
    accounts = graph.transfers.column("credit_account").to_pylist() if marks else []
    places = [place for place, account in enumerate(accounts) if account in wanted]
    for row in graph.transfers.take(places).to_pylist() if places else []:
        if is_receipt(row, stated):
            receipts[str(row["credit_account"])].append(row)
    transfers: dict[str, str] = {}
    openings: dict[tuple[AccountKey, str], str] = {}
    for event, mark in marks:
        for one in covered_by(graph, mark, receipts[mark.subject]):
            transfers.setdefault(str(one["transfer_id"]), event)
        if "opening_currency" in mark.props:
            key = (mark.subject, str(mark.props["opening_currency"]))
            openings.setdefault((key, str(mark.props["label"])), event)
    return MarkedMoney(transfers, openings)


def find_roots(run: TracingResult, marked: MarkedMoney) -> list[str]:
    """Piece -> the mark in which its money begins; "" for money of no mark.

    Raises: WrongUse under pro rata. Cost: one pass over the pieces.
    """
    _refuse_blended(run)
    table, entries = run.table, run.ledger.entries
    roots: list[str] = []
    for number, label in enumerate(table.label):
        if not is_tainted(label):
            roots.append("")
        elif not table.is_root(number):
            roots.append(roots[table.parent[number]])
        elif table.entry[number] == OPENING:
            roots.append(marked.openings.get((run.opening_pieces[number], label), ""))
        else:
            roots.append(marked.transfers.get(entries[table.entry[number]].id.removesuffix(ARRIVED), ""))
    return roots


def reach_purchase(run: TracingResult, rows: tuple[str, ...]) -> Reached:
    """Which pieces of money paid these rows, back to where each piece begins?"""
    left = {number: run.table.debited[number] for name in rows for number in run.numbers_of(name)}
    return _walk_back(run, {}, left)


def reach_account(run: TracingResult, account: AccountKey) -> Reached:
    """Which pieces of proceeds came into this account, and which other money does it hold at the end?"""
    table, entries = run.table, run.ledger.entries
    came: dict[int, int] = {}
    for number, label in enumerate(table.label):
        place = table.entry[number]
        into = run.opening_pieces.get(number) if place == OPENING else entries[place].credit
        if into == account and is_tainted(label):
            came[number] = table.credited[number]
    for number, label, amount in run.held.get(account, ()):
        if not is_tainted(label):
            came[number] = came.get(number, 0) + amount
    return _walk_back(run, came, {})


def paying_rows(purchase: Purchase, carried: TracingResult) -> tuple[str, ...]:
    """The rows that paid; of several sets that may have paid, the one with the least proceeds; else all that may have."""
    if not purchase.choices:
        return purchase.rows
    return min(purchase.choices, key=lambda names: sum(carried.carried_tainted(name) for name in names))


def _walk_back(run: TracingResult, came: dict[int, int], left: dict[int, int]) -> Reached:
    """Follow each piece to the piece that it was taken from, newest first; a piece is always younger than its parent."""
    _refuse_blended(run)
    table = run.table
    for number in range(len(table) - 1, -1, -1):
        need = came.get(number, 0)
        if need and number not in left:
            credited, debited = table.credited[number], table.debited[number]
            left[number] = debited if need == credited else need * debited // credited
        if left.get(number) and not table.is_root(number):
            parent = table.parent[number]
            came[parent] = min(table.credited[parent], came.get(parent, 0) + left[number])
    return Reached(came, left)


def _refuse_blended(run: TracingResult) -> None:
    if not run.method.keeps_pieces_apart:
        raise WrongUse(
            "{method} blends all money of an account, so there is no picture of single flows under it.",
            method=run.method.value,
        )

"""Builds a batch from the rows of statements: entries in columns, statements with their reconciliation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from graph_schema.records.identity import link_id, statement_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node, check_node
from graph_schema.records.provenance import Source
from graph_schema.records.transfers import ENTRY_SCHEMA
from graph_schema.statements.overlap import StatementSpan
from graph_schema.statements.payment_identity import StatedRow, identify_payments
from graph_schema.statements.reconciliation import StatementResult, reconcile_statement
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.balance_flags import flag_statement
from importers.contract import Batch, Flag, Rejection
from importers.source import SourceFile


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of a statement. ``credit``: the account receives money.

    ``own_minor`` is the amount in the currency of the statement, ``other_minor`` the amount of the other side, both in
    minor units above zero; ``other_account`` is a node id.
    """

    locator: str
    credit: bool
    own_minor: int
    other_minor: int
    other_currency: str
    booking_date: date
    value_date: date
    kind: str
    other_account: str | None = None
    counterparty_name: str | None = None
    description: str | None = None
    reference: str | None = None
    balance_minor: int | None = None

    @property
    def signed(self) -> int:
        """The change of the balance of the account."""
        return self.own_minor if self.credit else -self.own_minor


@dataclass(frozen=True, slots=True)
class StatementRows:
    """One statement of one account in one currency, with its rows in the order in which they were booked."""

    locator: str
    account: str
    number: str
    currency: str
    from_date: date
    to_date: date
    opening_minor: int | None
    closing_minor: int | None
    movements: tuple[Movement, ...]
    repeated_rows: int = 0
    """Number of rows in repetitions of the statement in the file. They count as kept, because their content is kept."""
    tolerance_minor: int = 0
    """Largest allowed difference between a balance and its rows."""
    unordered_days: tuple[date, ...] = ()
    """Value dates on which the order of the rows is unknown: no printed balance proves it."""

    def reconcile(self) -> StatementResult:
        """Do the balances follow from the rows?"""
        rows = ((row.signed, row.balance_minor) for row in self.movements)
        return reconcile_statement(self.opening_minor, self.closing_minor, rows, self.tolerance_minor)


def build_batch(
    file: SourceFile,
    importer: tuple[str, str],
    accounts: AccountBook,
    statements: Sequence[StatementRows],
    rejections: Sequence[Rejection],
    flags: Iterable[Flag],
    *,
    otherwise: date | None = None,
) -> Batch:
    """The batch of a bank file. ``importer``: its name and version; ``statements`` in the order of the file.

    ``otherwise``: the creation date of the file or the declared end of the period, used if no statement is kept.
    """
    ids = list(_statement_ids(statements, accounts))
    results = [item.reconcile() for item in statements]
    nodes = [_statement_node(*parts) for parts in zip(statements, ids, results, strict=True)]
    for node in nodes:
        check_node(node)
    kept = sum(len(item.movements) + item.repeated_rows for item in statements)
    return Batch(
        source=Source(
            digest=file.digest,
            name=file.name,
            kind="bank",
            importer=importer[0],
            importer_version=importer[1],
            size=len(file.data),
            as_of=max((item.to_date.isoformat() for item in statements), default=str(otherwise or "")),
            rows=kept + len(rejections),
            kept=kept,
            rejected=len(rejections),
        ),
        nodes=(*accounts.nodes(), *nodes),
        links=tuple(
            Link(
                link_id("StatementOf", node, item.account),
                "StatementOf",
                node,
                item.account,
                {},
                item.locator,
            )
            for item, node in zip(statements, ids, strict=True)
        ),
        entries=_entries(statements, ids, results, file.digest),
        rejections=tuple(rejections),
        flags=(*accounts.flags, *flags, *_balance_flags(accounts, statements, nodes, results)),
    )


def _statement_ids(statements: Sequence[StatementRows], accounts: AccountBook) -> Iterable[str]:
    """One id per statement. Different statements with the same number and days get a counter from the second one on."""
    seen: Counter[tuple[str, ...]] = Counter()
    for item in statements:
        named = (accounts.number(item.account), item.currency, item.number)
        days = (item.from_date.isoformat(), item.to_date.isoformat())
        seen[*named, *days] += 1
        count = seen[*named, *days]
        yield statement_id(*named[:2], item.number if count == 1 else f"{item.number} ({count})", *days)


def _statement_node(item: StatementRows, node: str, result: StatementResult) -> Node:
    props: dict[str, str | int] = {
        "number": item.number,
        "currency": item.currency,
        "from_date": item.from_date.isoformat(),
        "to_date": item.to_date.isoformat(),
        "rows": len(item.movements),
        "balance_breaks": len(result.breaks),
    }
    booked = [row.booking_date for row in item.movements]
    if booked and min(booked) < item.from_date:
        props["booked_from"] = min(booked).isoformat()
    if booked and max(booked) > item.to_date:
        props["booked_to"] = max(booked).isoformat()
    for name, value in (
        ("opening_minor", result.opening_minor),
        ("closing_minor", result.closing_minor),
        ("difference_minor", result.difference_minor),
        ("tolerance_minor", item.tolerance_minor or None),
        ("unordered_days", ",".join(day.isoformat() for day in item.unordered_days) or None),
    ):
        if value is not None:
            props[name] = value
    return Node(node, "Statement", props, item.locator)


def _balance_flags(
    accounts: AccountBook,
    statements: Sequence[StatementRows],
    nodes: Sequence[Node],
    results: Sequence[StatementResult],
) -> Iterable[Flag]:
    """Flags each statement alone; the case compares the statements of one account, because other files contain some."""
    for item, node, result in zip(statements, nodes, results, strict=True):
        places = [row.locator for row in item.movements]
        yield from flag_statement(node, accounts.number(item.account)[-4:], result, places)


def _entries(
    statements: Sequence[StatementRows], ids: Sequence[str], results: Sequence[StatementResult], source: str
) -> pa.Table:
    rows = [(item, node, row) for item, node in zip(statements, ids, strict=True) for row in item.movements]
    columns: dict[str, list[object]] = {name: [] for name in ENTRY_SCHEMA.names}
    debits: list[str | None] = []
    credits: list[str | None] = []
    amounts: list[tuple[int, str, int, str]] = []
    for item, _, row in rows:
        own, other = (row.own_minor, item.currency), (row.other_minor, row.other_currency)
        if row.credit:
            debits.append(row.other_account)
            credits.append(item.account)
            amounts.append((*other, *own))
        else:
            debits.append(item.account)
            credits.append(row.other_account)
            amounts.append((*own, *other))
    sides = ["credit" if row.credit else "debit" for _, _, row in rows]
    stated = [
        StatedRow(debit, credit, *amount, row.value_date, row.booking_date, side, row.reference, (source, node))
        for debit, credit, amount, side, (_, node, row) in zip(debits, credits, amounts, sides, rows, strict=True)
    ]
    transfers = identify_payments(stated, _spans(statements, ids, results, source))
    columns["transfer_id"] = [*transfers]
    columns["debit_account"] = [*debits]
    columns["credit_account"] = [*credits]
    for index, name in enumerate(("debit_minor", "debit_currency", "credit_minor", "credit_currency")):
        columns[name] = [amount[index] for amount in amounts]
    columns["side"] = [*sides]
    columns["seq"] = [*range(1, len(rows) + 1)]
    columns["statement"] = [node for _, node, _ in rows]
    columns["reversal_of"] = [*_reversed(rows, transfers)]
    for name in (
        "value_date",
        "kind",
        "booking_date",
        "balance_minor",
        "counterparty_name",
        "description",
        "reference",
        "locator",
    ):
        columns[name] = [getattr(row, name) for _, _, row in rows]
    return pa.table(columns, schema=ENTRY_SCHEMA)


def _spans(
    statements: Sequence[StatementRows], ids: Sequence[str], results: Sequence[StatementResult], source: str
) -> Iterable[StatementSpan]:
    for item, node, result in zip(statements, ids, results, strict=True):
        moved: defaultdict[date, list[int]] = defaultdict(list)
        for row in item.movements:
            moved[row.booking_date].append(row.signed)
        yield StatementSpan(
            *(source, node, item.account, item.currency, item.from_date, item.to_date),
            *(result.opening_minor, result.closing_minor, {day: tuple(minors) for day, minors in moved.items()}),
            abs(result.difference_minor or 0) if item.tolerance_minor else 0,
        )


def _reversed(rows: Sequence[tuple[StatementRows, str, Movement]], transfers: Sequence[str]) -> list[str | None]:
    """The movement that each reversal cancels: the only earlier movement of the opposite side with its reference."""
    earlier: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    found: list[str | None] = []
    for (item, _, row), transfer in zip(rows, transfers, strict=True):
        key = (item.account, item.currency, row.reference, row.own_minor)
        matches = earlier.get((*key, not row.credit), []) if row.kind == "reversal" and row.reference else []
        found.append(matches[0] if len(matches) == 1 else None)
        if row.kind != "reversal":
            earlier[(*key, row.credit)].append(transfer)
    return found

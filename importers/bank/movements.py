"""The rows of statements as a batch: entries in columns, statements with their reconciliation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from graph_schema.identity import link_id, statement_id
from graph_schema.links import Link
from graph_schema.money import format_plain
from graph_schema.nodes import Node, check_node
from graph_schema.provenance import Source
from graph_schema.transfers import ENTRY_SCHEMA, identify_transfers
from graph_schema.words import N_
from importers.bank.accounts import AccountBook
from importers.contract import Batch, Flag, Rejection
from importers.source import SourceFile


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of a statement. ``credit``: money came in. ``own`` amounts are the statement's, ``other`` those
    of the other side, in minor units above zero; ``other_account`` is a node id."""

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
        """By how much the balance of the account changes."""
        return self.own_minor if self.credit else -self.own_minor


@dataclass(frozen=True, slots=True)
class StatementRows:
    """One statement of one account in one currency, its rows in the order in which they were booked."""

    locator: str
    account: str
    number: str
    currency: str
    from_date: date
    to_date: date
    opening_minor: int | None
    closing_minor: int | None
    movements: tuple[Movement, ...]
    explained_minor: int = 0
    """The part of a difference already told row by row (hidden hundredths within the stated tolerance)."""

    @property
    def difference(self) -> int | None:
        """Closing balance less opening balance and rows; None where a balance is not stated."""
        if self.opening_minor is None or self.closing_minor is None:
            return None
        return self.closing_minor - self.opening_minor - sum(row.signed for row in self.movements)


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
    """All that a bank file says. ``importer``: its name and version; ``statements`` in the file's order.

    ``otherwise``: the day the file was made or is declared to end, for a file of which no statement is kept.
    """
    ids = [
        statement_id(
            accounts.number(item.account),
            item.currency,
            item.number,
            item.from_date.isoformat(),
            item.to_date.isoformat(),
        )
        for item in statements
    ]
    nodes = [_statement_node(item, node) for item, node in zip(statements, ids, strict=True)]
    for node in nodes:
        check_node(node)
    kept = sum(len(item.movements) for item in statements)
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
        entries=_entries(statements, ids),
        rejections=tuple(rejections),
        flags=(*accounts.flags, *flags, *_reconciliation(statements)),
    )


def _statement_node(item: StatementRows, node: str) -> Node:
    props: dict[str, str | int] = {
        "number": item.number,
        "currency": item.currency,
        "from_date": item.from_date.isoformat(),
        "to_date": item.to_date.isoformat(),
        "rows": len(item.movements),
    }
    for name, value in (
        ("opening_minor", item.opening_minor),
        ("closing_minor", item.closing_minor),
        ("difference_minor", item.difference),
    ):
        if value is not None:
            props[name] = value
    return Node(node, "Statement", props, item.locator)


def _reconciliation(statements: Sequence[StatementRows]) -> Iterable[Flag]:
    for item in statements:
        difference = item.difference
        if difference is None:
            template = (
                N_("Statement {number} states no opening balance in {currency}: missing rows would not show.")
                if item.opening_minor is None
                else N_("Statement {number} states no closing balance in {currency}: missing rows would not show.")
            )
            yield Flag("amber", item.locator, template, {"number": item.number, "currency": item.currency})
        elif difference != item.explained_minor:
            template = N_(
                "Statement {number} does not tie: the closing balance is {difference} away from the opening "
                "balance and the rows."
            )
            amount = f"{format_plain(difference, item.currency)} {item.currency}"
            yield Flag("red", item.locator, template, {"number": item.number, "difference": amount})


def _entries(statements: Sequence[StatementRows], ids: Sequence[str]) -> pa.Table:
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
    days = [row.value_date.isoformat() for _, _, row in rows]
    transfers = identify_transfers(debits, credits, amounts, days, sides, [node for _, node, _ in rows])
    columns["transfer_id"] = [*transfers]
    columns["debit_account"] = [*debits]
    columns["credit_account"] = [*credits]
    for place, name in enumerate(("debit_minor", "debit_currency", "credit_minor", "credit_currency")):
        columns[name] = [amount[place] for amount in amounts]
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


def _reversed(rows: Sequence[tuple[StatementRows, str, Movement]], transfers: Sequence[str]) -> list[str | None]:
    """The movement each reversal takes back: the only earlier one of the opposite side with its reference."""
    earlier: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    found: list[str | None] = []
    for (item, _, row), transfer in zip(rows, transfers, strict=True):
        key = (item.account, item.currency, row.reference, row.own_minor)
        matches = earlier.get((*key, not row.credit), []) if row.kind == "reversal" and row.reference else []
        found.append(matches[0] if len(matches) == 1 else None)
        if row.kind != "reversal":
            earlier[(*key, row.credit)].append(transfer)
    return found

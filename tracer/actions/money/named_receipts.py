"""Finds the account and the receipts that a person names for a mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import NotFound, WrongUse
from graph_schema.values.money import format_plain
from tracer.analysis.tracing.ledgers.marks import (
    is_receipt,
    stated_accounts,
)
from tracer.graph.case_graph import CaseGraph

Props = dict[str, str | int | bool]
NAMED: Final = 8
"""How many candidates a refusal names."""


def check_account(graph: CaseGraph, account: str) -> str:
    """The id of the account that this id names. Raises NotFound if it names no account."""
    account = graph.account_of(account)
    view = graph.nodes.get(account)
    if view is None or view.type != "Account":
        raise NotFound("There is no account with the id {id} in the case.", id=account)
    return account


def statement_begins(graph: CaseGraph, account: str) -> dict[str, str]:
    """Currency -> the first day of the account's statements."""
    statements = [link.tail for link in graph.links_at(account) if link.type == "StatementOf" and link.head == account]
    begins: dict[str, str] = {}
    for props in (graph.nodes[name].props for name in statements if name in graph.nodes):
        currency, day = str(props["currency"]), str(props["from_date"])
        begins[currency] = min(day, begins.get(currency, day))
    return begins


def receipts_of(graph: CaseGraph, account: str) -> list[dict[str, Any]]:
    """The transfers that bring money into this account from outside."""
    rows = graph.transfers.filter(pc.equal(graph.transfers.column("credit_account"), pa.scalar(account))).to_pylist()
    stated = stated_accounts(graph)
    return [row for row in rows if is_receipt(row, stated)]


def receipts_at(
    graph: CaseGraph, account: str, day: date | None, amount_minor: int | None, row: str | None
) -> list[dict[str, Any]]:
    """The one receipt that fits. Raises WrongUse if several fit, NotFound if none does; both name the receipts near."""
    near = [
        one for one in receipts_of(graph, account) if day is None or day in (one["value_date"], one["booking_date"])
    ]
    fit = [
        one
        for one in near
        if (amount_minor is None or one["credit_minor"] == amount_minor)
        and (row is None or row in (one["credit_locator"], one["debit_locator"]))
    ]
    if len(fit) == 1:
        return fit
    listed = "; ".join(name_row(one) for one in (fit or near)[:NAMED])
    if fit:
        raise WrongUse(
            "{count} receipts of the account fit: {listed}. Name the row, or the transfer by its id.",
            count=len(fit),
            listed=listed,
        )
    if near and day is not None:
        raise NotFound(
            "No receipt of the account on {day} fits; those of the day are: {listed}.", day=day, listed=listed
        )
    raise NotFound(
        "The account has no receipt at this day or row. See its rows with: tracer trace {account}", account=account
    )


def name_row(one: Mapping[str, Any]) -> str:
    """A transfer as a refusal names it: its id, amount and row."""
    amount = f"{format_plain(one['credit_minor'], one['credit_currency'])} {one['credit_currency']}"
    return f"{one['transfer_id']} ({amount}, {one['credit_locator'] or one['debit_locator']})"

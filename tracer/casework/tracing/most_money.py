"""Counts how much money can have gone from one party or account to another, currency by currency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tracer.analysis.links.arrays.columns import Ints
from tracer.analysis.links.most_money.max_flow import find_most_money
from tracer.analysis.links.most_money.time_expanded import Payments, expand_in_time
from tracer.analysis.links.most_money.widest import find_widest_chain
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import Column

_ACCOUNT_LINKS: Final = ("HoldsAccount", "ControlsAccount", "BenefitsFrom")


@dataclass(frozen=True, slots=True)
class CurrencyMoney:
    """``minor``: the most that can have gone. ``limits``: ids of the payments that prove it. ``chain``: the widest one."""

    currency: str
    minor: int
    limits: tuple[str, ...]
    chain_minor: int
    chain: tuple[str, ...]


def accounts_of(graph: CaseGraph, node: str) -> frozenset[str]:
    """The account itself, or the accounts that a party holds, controls or benefits from on any day."""
    if graph.nodes[node].type == "Account":
        return frozenset({graph.account_of(node)})
    held = (link.head for link in graph.links_of_type(*_ACCOUNT_LINKS) if link.tail == node)
    return frozenset(graph.account_of(account) for account in held)


def count_most_money(
    graph: CaseGraph, payers: Iterable[str], payees: Iterable[str], *, from_date: date | None, to_date: date | None
) -> tuple[tuple[CurrencyMoney, ...], int]:
    """How much can have gone from these accounts to those at most, in each currency?

    ``from_date``, ``to_date``: only payments that left on or after the one day and arrived on or before the other.
    Payments that change the currency are in no sum; the second part of the result counts them. A payment that was reversed
    counts, so the sum may be too high. Order: currency. Raises: WrongUse as ``expand_in_time``.
    Cost: the table once; ``find_most_money`` for each currency of a payment by the payers.
    """
    table = _between_two(graph.transfers)
    same: Column = pc.equal(table["debit_currency"], table["credit_currency"])
    converted = len(table) - int(pc.sum(same).as_py() or 0)
    table = table.filter(same)
    accounts = sorted({*_texts(table["debit_account"]), *_texts(table["credit_account"])})
    names = pa.array(accounts, pa.string())
    number_of = {name: place for place, name in enumerate(accounts)}
    sources, sinks = (
        np.array(sorted(number_of[name] for name in side if name in number_of), np.int64) for side in (payers, payees)
    )
    found = []
    for currency in sorted(set(_texts(table["debit_currency"]))):
        of_currency: Column = pc.equal(table["debit_currency"], pa.scalar(currency))
        rows = table.filter(of_currency)
        payments, ids = _columns(rows, names), rows["transfer_id"]
        inside = np.ones(len(rows), np.bool_)
        if from_date is not None:
            inside &= payments.departs >= _number(from_date)
        if to_date is not None:
            inside &= payments.arrives <= _number(to_date)
        payments = payments._replace(amount=np.where(inside, payments.amount, 0))
        day_graph = expand_in_time(payments, sources, sinks)
        most, chain = find_most_money(day_graph), find_widest_chain(day_graph)
        if chain is not None:
            found.append(
                CurrencyMoney(
                    currency,
                    most.minor,
                    tuple(str(ids[place].as_py()) for place in most.limits),
                    chain.minor,
                    tuple(str(ids[place].as_py()) for place in chain.payments),
                )
            )
    return tuple(found), converted


def _between_two(transfers: pa.Table) -> pa.Table:
    """The transfers between two known accounts that are not the same."""
    apart: Column = pc.not_equal(transfers["debit_account"], transfers["credit_account"])
    return transfers.filter(pc.fill_null(apart, False))


def _columns(rows: pa.Table, names: pa.StringArray) -> Payments:
    left = _days(rows["value_date"])
    arrived = left
    if "credit_value_date" in rows.column_names:
        arrived = _days(pc.coalesce(rows["credit_value_date"], rows["value_date"]))
    # What a fee took away on the way went to nobody.
    amount = np.minimum(rows["debit_minor"].to_numpy(), rows["credit_minor"].to_numpy())
    return Payments(
        tail=pc.index_in(rows["debit_account"], value_set=names).to_numpy().astype(np.int64),
        head=pc.index_in(rows["credit_account"], value_set=names).to_numpy().astype(np.int64),
        departs=np.minimum(left, arrived),
        arrives=arrived,
        amount=amount.astype(np.int64),
    )


def _texts(column: Column) -> list[str]:
    return [str(value) for value in pc.unique(column).to_pylist()]


def _days(column: Column) -> Ints:
    return np.asarray(column.cast(pa.int32()).to_numpy(), np.int64)


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days

"""Writes the rows of one payment as one row; other rows stay unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.records.merged_records import Evidence
from graph_schema.records.transfers import PAYMENT_SCHEMA, as_payments
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import Column, map_column
from tracer.resolve.match import Match

_FROM_PAYEE: Final = (
    "credit_account",
    "credit_minor",
    "credit_currency",
    "credit_seq",
    "credit_source",
    "credit_locator",
)
_PLAIN_KINDS: Final = ("transfer", "unknown")
_Indices = npt.NDArray[np.int64]


def join_matches(graph: CaseGraph, matches: Sequence[Match]) -> CaseGraph:
    """The same case with each of these pairs as one payment under the id of its first transfer.

    No transfer may be in two of the matches. For a payment seen from two sides, the payer's side comes from the first row
    and the payee's side from the second, with the payee's days if they differ. For a repeated row, the first row stays,
    and its empty fields are filled from the second. Names and texts come from the first row, else from the second; of the
    two kinds the more specific one is kept. Cost: columns at a time.
    """
    if not matches:
        return replace(graph, transfers=as_payments(graph.transfers))
    table = as_payments(graph.transfers).combine_chunks()
    ids = table["transfer_id"]
    firsts, seconds = (
        np.asarray(pc.index_in(pa.array(names, pa.string()), value_set=ids), dtype=np.int64)
        for names in ([match.first for match in matches], [match.second for match in matches])
    )
    first, second = table.take(firsts), table.take(seconds)
    two_sides = pa.array([match.kind == "two_sides" for match in matches])
    joined = pa.table([_column(name, first, second, two_sides) for name in PAYMENT_SCHEMA.names], schema=PAYMENT_SCHEMA)
    gone = {match.second: match.first for match in matches}
    table = _put(table, firsts, seconds, joined)
    reversal = table.schema.get_field_index("reversal_of")
    table = table.set_column(reversal, "reversal_of", map_column(table["reversal_of"], gone))
    aliases = {name: gone.get(payment, payment) for name, payment in graph.aliases.items()} | gone
    return replace(graph, transfers=table, aliases=aliases, repeats=_repeats(graph, matches, second, gone))


def _put(table: pa.Table, firsts: _Indices, seconds: _Indices, joined: pa.Table) -> pa.Table:
    """The table with each joined row in place of its first row, and without the second rows."""
    keep = np.ones(len(table), np.bool_)
    keep[firsts] = keep[seconds] = False
    (kept,) = keep.nonzero()
    stay: Column = pa.array(kept)
    order: Column = pa.array(np.argsort(np.concatenate([kept, firsts]), kind="stable"))
    return pa.concat_tables([table.take(stay), joined]).take(order)


def _column(name: str, first: pa.Table, second: pa.Table, two_sides: pa.BooleanArray) -> Column:
    one, other = first[name], second[name]
    if name in ("credit_value_date", "credit_booking_date"):
        payer, payee = first[name.removeprefix("credit_")], second[name.removeprefix("credit_")]
        differs = pc.and_(two_sides, pc.not_equal(payer, payee))
        return pc.if_else(differs, payee, pc.coalesce(one, other))
    if name in _FROM_PAYEE:
        return pc.if_else(two_sides, other, pc.coalesce(one, other))
    if name == "kind":
        return pc.if_else(pc.is_in(one, value_set=pa.array(_PLAIN_KINDS)), _more_specific(one, other), one)
    return pc.coalesce(one, other)


def _more_specific(one: Column, other: Column) -> Column:
    return pc.if_else(pc.equal(other, pa.scalar("unknown")), one, other)


def _repeats(
    graph: CaseGraph, matches: Sequence[Match], second: pa.Table, gone: Mapping[str, str]
) -> dict[str, tuple[Evidence, ...]]:
    """Payment id -> evidence that has no column in the payment: the source rows of its repeated transfers."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for payment, rows in graph.repeats.items():
        name = gone.get(payment, payment)
        found[name] = (*found.get(name, ()), *rows)
    indices = [index for index, match in enumerate(matches) if match.kind == "repeated"]
    columns = ["debit_source", "debit_locator", "credit_source", "credit_locator"]
    repeated = second.select(columns).take(pa.array(indices, pa.int64())).to_pylist()
    for index, row in zip(indices, repeated, strict=True):
        locators = [(row[f"{side}_source"], row[f"{side}_locator"]) for side in ("debit", "credit")]
        name = matches[index].first
        found[name] = (*found.get(name, ()), *(Evidence(*pair) for pair in locators if pair[0] is not None))
    return found

"""Finds the transfers that only one side's statement lists, and pairs of them that agree in their fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.values.names import fold_company
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import AccountNumbers, Column, map_column

EARLIEST: Final = -3
LATEST: Final = 10
"""The payee's value date in days after the payer's, both inclusive. Below zero: the payee's bank dates it back."""

_CREDITED: Final = ("credit_minor", "credit_currency")
_DEBITED: Final = ("debit_minor", "debit_currency")
_SPAN: Final = LATEST - EARLIEST + 1
_COLUMNS: Final = (
    "transfer_id",
    "debit_account",
    "credit_account",
    "debit_minor",
    "debit_currency",
    "credit_minor",
    "credit_currency",
    "value_date",
    "counterparty_name",
    "reference",
)


@dataclass(frozen=True)
class LoneRows:
    """Rows of payers' statements and of payees' statements that are not joined to a row of the other side.

    Columns of both tables: the fields of the row; ``near`` and ``far``: number keys of its own account and of the account
    it names; ``plain``: the reference as letters and digits; ``name``: the folded name of the other side; ``day`` and
    ``span``: the value date in days and in spans of days; ``place``: the row's index in the case's transfers.
    """

    payer: pa.Table
    payee: pa.Table


def find_lone_rows(graph: CaseGraph, numbers: AccountNumbers) -> LoneRows:
    """Which rows can still be paired with a row of the other side? Rows that name an account without statements cannot.

    Cost: columns at a time, about a second for a million transfers.
    """
    table = graph.transfers
    payer = _side(table, "debit", "credit", numbers)
    payee = _side(table, "credit", "debit", numbers)
    payer, payee = _may_meet(payer, payee), _may_meet(payee, payer)
    return LoneRows(_with_name(payer), _with_name(payee))


def _side(table: pa.Table, near: str, far: str, numbers: AccountNumbers) -> pa.Table:
    lone = pc.and_(pc.is_valid(table[f"{near}_seq"]), pc.is_null(table[f"{far}_seq"]))
    place = pc.indices_nonzero(lone)
    rows = table.select(list(_COLUMNS)).take(place)
    day = rows["value_date"].cast(pa.int32())
    return (
        rows.append_column("place", place)
        .append_column("near", map_column(rows[f"{near}_account"], numbers.keys))
        .append_column("far", map_column(rows[f"{far}_account"], numbers.keys))
        .append_column("plain", plain_references(rows["reference"]))
        .append_column("day", day)
        .append_column("span", pc.divide(day, pa.scalar(_SPAN, pa.int32())))
    )


def _may_meet(rows: pa.Table, others: pa.Table) -> pa.Table:
    known = pc.is_in(rows["far"], value_set=pc.unique(others["near"]))
    return rows.filter(pc.or_(known, pc.is_null(rows["far"])))


def _with_name(rows: pa.Table) -> pa.Table:
    """Add the folded name; each different name is folded once."""
    names = pc.unique(rows["counterparty_name"].drop_null())
    folded: Column = pa.array([fold_company(str(name)) for name in names.to_pylist()], pa.string())
    return rows.append_column("name", pc.take(folded, pc.index_in(rows["counterparty_name"], value_set=names)))


def plain_references(column: Column) -> Column:
    """References as lower-case letters and digits; null if a row states none or states that none was given."""
    plain = pc.replace_substring_regex(pc.utf8_lower(column), r"[^\pL\pN]", "")
    return pc.if_else(pc.is_in(plain, value_set=pa.array(["", "notprovided", "nonref", "none", "na"])), None, plain)


def meet_exchanged(lone: LoneRows) -> set[tuple[int, int]]:
    """Which pairs of rows name one another and state the same reference, in two currencies of which no row states both?"""
    payer, payee = (
        _numbered(rows.filter(pc.equal(rows["debit_currency"], rows["credit_currency"])))
        for rows in (lone.payer, lone.payee)
    )
    keys = [("plain", "plain"), ("far", "near"), ("near", "far")]
    return {
        (one, other)
        for one, other in _in_spans(payer, payee, keys)
        if lone.payer["debit_currency"][one].as_py() != lone.payee["credit_currency"][other].as_py()
    }


def meet(lone: LoneRows, keys: Sequence[tuple[str, str]], owners: pa.Table | None = None) -> set[tuple[int, int]]:
    """Which pairs of rows (row numbers in the payers' and in the payees' table) agree in these columns?

    The amounts agree too, and the payee's value date is within EARLIEST and LATEST.
    ``keys``: (column of the payer's row, column of the payee's row). ``owners``: columns ``near`` and ``owner``, the
    folded names of each account's holders; a row whose key is ``owner`` is then compared by each of these names.
    Cost: one hash join for each of three spans of days.
    """
    payer, payee = (_numbered(rows) for rows in (lone.payer, lone.payee))
    if owners is not None:
        if any(left == "owner" for left, _ in keys):
            payer = payer.join(owners, keys="near", join_type="inner")
        else:
            payee = payee.join(owners, keys="near", join_type="inner")
    found: set[tuple[int, int]] = set()
    exchanged = payee.filter(pc.not_equal(payee["debit_currency"], payee["credit_currency"]))
    for sums, others in ((_CREDITED, payee), (_DEBITED, exchanged)):
        found |= _in_spans(payer, others, [*keys, *((name, name) for name in sums)])
    return found


def _in_spans(payer: pa.Table, payee: pa.Table, keys: Sequence[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of rows that agree in these columns, in the same span of days or in the next one."""
    found: set[tuple[int, int]] = set()
    for step in (-1, 0, 1):
        moved = payer.set_column(
            payer.schema.get_field_index("span"), "span", pc.add(payer["span"], pa.scalar(step, pa.int32()))
        )
        found |= _joined(moved, payee, [*keys, ("span", "span")])
    return found


def _numbered(rows: pa.Table) -> pa.Table:
    return rows.append_column("row", pa.array(np.arange(len(rows))))


def _joined(payer: pa.Table, payee: pa.Table, keys: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    pairs = list(keys)
    if not len(payer) or not len(payee):
        return set()
    left = pa.table(
        [payer["row"], payer["day"], *(payer[one] for one, _ in pairs)],
        names=["one", "from", *(f"k{place}" for place in range(len(pairs)))],
    )
    right = pa.table(
        [payee["row"], payee["day"], *(payee[other] for _, other in pairs)],
        names=["other", "to", *(f"k{place}" for place in range(len(pairs)))],
    )
    both = left.join(right, keys=[f"k{place}" for place in range(len(pairs))], join_type="inner")
    days = pc.subtract(both["to"], both["from"])
    fits = pc.and_(
        pc.greater_equal(days, pa.scalar(EARLIEST, pa.int32())), pc.less_equal(days, pa.scalar(LATEST, pa.int32()))
    )
    found: tuple[Column, Column] = (both["one"].filter(fits), both["other"].filter(fits))
    return set(zip(found[0].to_pylist(), found[1].to_pylist(), strict=True))

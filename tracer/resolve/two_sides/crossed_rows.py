"""Finds lone rows whose reference the payment that two other rows of the same accounts make has too."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tracer.graph.case_graph import CaseGraph
from tracer.resolve.two_sides.lone_rows import EARLIEST, LoneRows, plain_references

_Parties = tuple[Any, ...]
_ENDS: Final = ("debit_account", "credit_account", "debit_minor", "debit_currency", "credit_minor", "credit_currency")


def meet_crossed(graph: CaseGraph, lone: LoneRows, latest: int) -> set[tuple[int, int]]:
    """Which pairs of lone rows remain where two rows that name one another were joined although a third has the reference?

    Two payments between the same accounts with the same amount can be booked so that the payer's row of one and the
    payee's row of the other have the same day. These two rows are then one payment. The rows that remain state the
    references of that payment, and name nobody.

    Args:
        latest: the payee's value date in days after the payer's at most.

    Returns: row numbers in the payers' and in the payees' table. Cost: columns at a time, one object for each row found.
    """
    table = graph.transfers
    both = table.filter(pc.and_(pc.is_valid(table["debit_seq"]), pc.is_valid(table["credit_seq"])))
    both = both.append_column("plain", plain_references(both["reference"]))
    both = both.filter(pc.is_valid(both["plain"]))
    if not len(both):
        return set()
    wanted = _parties(both, lone.payer, "debit") | _parties(both, lone.payee, "credit")
    payers, payees = _by_parties(lone.payer, "debit", wanted), _by_parties(lone.payee, "credit", wanted)
    return {
        (payer, payee)
        for parties in wanted
        for payer, left in payers.get(parties[:1] + parties[2:4], ())
        for payee, came in payees.get(parties[1:2] + parties[4:6], ())
        if EARLIEST <= came - left <= latest
    }


def _parties(both: pa.Table, rows: pa.Table, side: Literal["debit", "credit"]) -> set[_Parties]:
    """Accounts and amounts of the joined payments whose reference a lone row of this side states with its own amount."""
    keys = ["plain", f"{side}_account", f"{side}_minor", f"{side}_currency"]
    found = both.join(rows.select(keys).group_by(keys).aggregate([]), keys=keys, join_type="inner")
    return {tuple(row[name] for name in _ENDS) for row in found.select(list(_ENDS)).to_pylist()}


def _by_parties(
    rows: pa.Table, side: Literal["debit", "credit"], wanted: set[_Parties]
) -> dict[_Parties, list[tuple[int, int]]]:
    """Account and amount -> row number and day of the rows that name nobody."""
    accounts = sorted({parties[0 if side == "debit" else 1] for parties in wanted})
    rows = rows.append_column("row", pa.array(np.arange(len(rows))))
    rows = rows.filter(
        pc.and_(pc.is_null(rows["far"]), pc.is_in(rows[f"{side}_account"], value_set=pa.array(accounts, pa.string())))
    )
    found: defaultdict[_Parties, list[tuple[int, int]]] = defaultdict(list)
    keys = (f"{side}_account", f"{side}_minor", f"{side}_currency")
    for row in rows.select([*keys, "row", "day"]).to_pylist():
        found[tuple(row[key] for key in keys)].append((row["row"], row["day"]))
    return found

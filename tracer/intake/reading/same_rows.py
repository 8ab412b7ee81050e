"""Finds the accounts of a case all of whose rows in a file another account has too, whenever the files came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tracer.graph.case_graph import CaseGraph
from tracer.intake.reading.other_account import SameRows, rows_of, same_elsewhere
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import KeptSource

_KEY = ["side", "day", "minor", "currency"]
_Twins = tuple[str, str, str, str]
"""A source and the number of its account, then the source and the number of the account that has its rows."""


def find_accounts_alike(store: CaseStore, graph: CaseGraph) -> Iterator[tuple[KeptSource, SameRows]]:
    """For each file and account: does another account have all its rows? Of two files with equal rows the later one.

    ``graph``: the case as its sources state it. Equal is what ``find_same_rows`` calls equal when a file is imported.
    Cost: columns at a time; the rows of an account are read only if another account has its largest row.
    """
    found: dict[_Twins, tuple[KeptSource, SameRows]] = {}
    kept = {one.source.digest: one for one in store.sources()}
    for account in _candidates(graph.transfers):
        own = str(store.get([account])[account].props["number"])
        by_source: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows_of(store, account):
            by_source[str(row["source"])].append(row)
        for digest, rows in by_source.items():
            same = next(same_elsewhere(store, digest, account, rows), None)
            if same is not None:
                rows.sort(key=lambda row: row["seq"])
                line = SameRows(len(rows), str(rows[0]["locator"]), *same)
                found[digest, own, line.source, line.number] = (kept[digest], line)
    # Two files can come in one second: the log knows their order.
    order = {entry.audit_event.subject: entry.seq for entry in store.log()} if found else {}
    for (digest, own, other, number), found_line in sorted(found.items(), key=lambda item: item[0]):
        if (other, number, digest, own) not in found or order.get(digest, 0) > order.get(other, 0):
            yield found_line


def _candidates(transfers: pa.Table) -> Iterable[str]:
    """The accounts with a file each of whose rows, by side, day, amount and currency, another account has too.

    The other account can be another one for each row: only the rows themselves decide. Cost: two sorts of the rows.
    """
    rows = pa.concat_tables([_side(transfers, "debit"), _side(transfers, "credit")])
    held = rows.group_by([*_KEY, "account"]).aggregate([]).group_by(_KEY).aggregate([("account", "count")])
    of_file = ["account", "source"]
    least = rows.join(held, keys=_KEY, join_type="inner").group_by(of_file).aggregate([("account_count", "min")])
    shared = least.filter(pc.greater(least["account_count_min"], pa.scalar(1, pa.int64())))
    return sorted({str(name) for name in shared["account"].to_pylist()})


def _side(transfers: pa.Table, side: str) -> pa.Table:
    stated = transfers.filter(pc.is_valid(transfers[f"{side}_seq"]))
    names = [f"{side}_account", f"{side}_source", f"{side}_minor", f"{side}_currency", "value_date"]
    rows = stated.select(names).rename_columns(["account", "source", "minor", "currency", "day"])
    return rows.append_column("side", pa.array([side] * len(rows), pa.string()))

"""Statement rows taken into the draft, with the transfers they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import WrongRecord
from graph_schema.sql import PARTY_COLUMNS
from graph_schema.transfers import check_entries
from tracer.store.conflicts import other_parties, other_row
from tracer.store.neo4j.draft import Draft, LargeTable
from tracer.store.neo4j.told import GHOST, Entry, KeptNode
from tracer.store.neo4j.transfers import KeptTransfer
from tracer.store.port import Written
from tracer.store.sealing import seal_records

LARGE: Final = 20_000
"""From how many rows on a table whose transfers are all new goes to the server by columns."""

_NODE_TYPE: Final = {"debit_account": "Account", "credit_account": "Account", "statement": "Statement"}


def write_entries(draft: Draft, source: int, entries: pa.Table, *, ends_may_wait: bool) -> Written:
    """Keep the rows of statements that this source tells, and the transfers they speak of.

    Raises: WrongRecord for a row against the schema, or an account or statement that is in no source.
    """
    check_entries(entries)
    _find_nodes(draft, entries, ends_may_wait)
    if entries.num_rows >= LARGE and _is_sealed(draft, source, entries):
        return Written(0, entries.num_rows)
    materialise(draft)
    draft.read_transfers(own_accounts(entries))
    if entries.num_rows >= LARGE and _all_new(draft, entries):
        draft.large.append(LargeTable(source, entries))
        draft.mark(source, "entry")
        return Written(entries.num_rows)
    return _write_rows(draft, source, entries)


def own_accounts(entries: pa.Table) -> list[str]:
    """The accounts whose statements these rows are."""
    own: Any = pc.if_else(
        pc.equal(entries.column("side"), pa.scalar("debit")),
        entries.column("debit_account"),
        entries.column("credit_account"),
    )
    return sorted(map(str, pc.unique(own).to_pylist()))


def materialise(draft: Draft) -> None:
    """Turn large tables into single transfers: something else of this transaction has to do with them."""
    for table in draft.large:
        draft.large = [other for other in draft.large if other is not table]
        _write_rows(draft, table.source, table.entries)


def _write_rows(draft: Draft, source: int, entries: pa.Table) -> Written:
    added, known, conflicts = 0, 0, []
    for row in _rows(entries):
        parties = tuple(row[name] for name in PARTY_COLUMNS)
        kept = draft.transfers.get(row["transfer_id"])
        if kept is None:
            kept = KeptTransfer(row["transfer_id"], *parties)
            draft.transfers[kept.id] = kept
        elif kept.parties() != parties:
            conflicts.append(other_parties(row["locator"], row["transfer_id"]))
            continue
        entry = _entry(source, row)
        same_row = [e for e in kept.entries if (e.source, e.side, e.seq) == (entry.source, entry.side, entry.seq)]
        if not same_row:
            kept.entries.append(entry)
            draft.dirty_transfers.add(kept.id)
            draft.touched.add(kept.account_of(entry.side))
            added += 1
        elif same_row[0] == entry:
            known += 1
        else:
            conflicts.append(other_row(row["locator"], row["transfer_id"]))
    if added:
        draft.mark(source, "entry")
    return Written(added, known, tuple(conflicts))


def _rows(entries: pa.Table) -> Iterable[dict[str, Any]]:
    """Rows with days as whole numbers."""
    columns = {
        name: (column.cast(pa.int32()) if pa.types.is_date32(column.type) else column).to_pylist()
        for name, column in zip(entries.column_names, entries.columns, strict=True)
    }
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _entry(source: int, row: dict[str, Any]) -> Entry:
    return Entry(
        row["side"], source, row["seq"], row["statement"], row["booking_date"], row["locator"], row["kind"],
        row["balance_minor"], row["counterparty_name"], row["description"], row["reference"], row["reversal_of"],
    )  # fmt: skip


def _is_sealed(draft: Draft, source: int, entries: pa.Table) -> bool:
    """Are these rows, to the last byte, what this source was sealed with? Then nothing needs to be read."""
    digest = draft.tellers.by_number[source].digest
    seal = next((seal for seal in draft.seals.get(digest, ()) if seal.records == "entry"), None)
    if seal is None or seal.count != entries.num_rows or "entry" in draft.records.get(source, ()):
        return False
    return seal_records(digest, "entry", entries) == seal


def _all_new(draft: Draft, entries: pa.Table) -> bool:
    """Does every row speak of a transfer of its own that the case has not?"""
    ids = entries.column("transfer_id")
    if len(pc.unique(ids)) < entries.num_rows:
        return False
    kept = pa.array([*draft.transfers, *draft.gone_transfers], pa.string())
    return not pc.any(pc.is_in(ids, value_set=kept)).as_py()


def _find_nodes(draft: Draft, entries: pa.Table, ends_may_wait: bool) -> None:
    """Have each account and statement named at hand; each must be told by some source, unless it may wait."""
    for column, type_ in _NODE_TYPE.items():
        ids = sorted(map(str, pc.unique(entries.column(column)).drop_null().to_pylist()))
        draft.read_nodes(ids)
        missing = [id_ for id_ in ids if draft.type_of(id_) != type_]
        if ends_may_wait and all(draft.type_of(id_) is None for id_ in missing):
            _await(draft, missing)
        elif missing:
            place = entries.filter(pc.equal(entries.column(column), pa.scalar(missing[0]))).column("locator")[0].as_py()
            raise WrongRecord(
                "{place}: the {column} {node} is in no source of the case as {type}. Add the node before its rows.",
                place=place,
                column=column,
                node=missing[0],
                type=type_,
            )


def _await(draft: Draft, ids: Iterable[str]) -> None:
    """A node that is not there yet gets its place, so that the rows can wait for it."""
    for id_ in ids:
        if draft.nodes[id_] is None:
            draft.nodes[id_] = KeptNode(id_, GHOST)
            draft.dirty_nodes.add(id_)

"""Adds statement rows and their transfers to the unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import WrongRecord
from graph_schema.records.transfers import check_entries
from graph_schema.rendering.sql import PARTY_COLUMNS
from tracer.store.neo4j.stored.records import PLACEHOLDER, StoredEntry, StoredNode
from tracer.store.neo4j.stored.transfers import StoredTransfer
from tracer.store.neo4j.unit_of_work import LargeTable, UnitOfWork
from tracer.store.ports.store_values import Written
from tracer.store.semantics.conflicts import other_parties, other_row
from tracer.store.semantics.seals import seal_records

LARGE: Final = 20_000
"""The smallest number of rows of a large table. If all its transfers are new, it is written by columns."""

_NODE_TYPE: Final = {"debit_account": "Account", "credit_account": "Account", "statement": "Statement"}


def write_entries(unit: UnitOfWork, source: int, entries: pa.Table, *, ends_may_wait: bool) -> Written:
    """Write the statement rows of this source, and their transfers.

    Raises: WrongRecord for a row against the schema; and, without ``ends_may_wait``, if no source states an account or
        statement of a row.
    """
    check_entries(entries)
    _find_nodes(unit, entries, ends_may_wait)
    if entries.num_rows >= LARGE and _is_sealed(unit, source, entries):
        return Written(0, entries.num_rows)
    materialise(unit)
    unit.read_transfers(own_accounts(entries))
    if entries.num_rows >= LARGE and _all_new(unit, entries):
        unit.large.append(LargeTable(source, entries))
        unit.mark(source, "entry")
        return Written(entries.num_rows)
    return _write_rows(unit, source, entries)


def own_accounts(entries: pa.Table) -> list[str]:
    """The accounts of the statements of these rows."""
    own: Any = pc.if_else(
        pc.equal(entries.column("side"), pa.scalar("debit")),
        entries.column("debit_account"),
        entries.column("credit_account"),
    )
    return sorted(map(str, pc.unique(own).to_pylist()))


def materialise(unit: UnitOfWork) -> None:
    """Turn large tables into single transfers, because another write of this transaction needs them."""
    for table in unit.large:
        unit.large = [other for other in unit.large if other is not table]
        _write_rows(unit, table.source, table.entries)


def _write_rows(unit: UnitOfWork, source: int, entries: pa.Table) -> Written:
    added, known, conflicts = 0, 0, []
    for row in _rows(entries):
        parties = tuple(row[name] for name in PARTY_COLUMNS)
        kept = unit.transfers.get(row["transfer_id"])
        if kept is None:
            kept = StoredTransfer(row["transfer_id"], *parties)
            unit.transfers[kept.id] = kept
        elif kept.parties() != parties:
            conflicts.append(other_parties(row["locator"], row["transfer_id"]))
            continue
        entry = _entry(source, row)
        same_row = [e for e in kept.entries if (e.source, e.side, e.seq) == (entry.source, entry.side, entry.seq)]
        if not same_row:
            kept.entries.append(entry)
            unit.dirty_transfers.add(kept.id)
            unit.touched.add(kept.account_of(entry.side))
            added += 1
        elif same_row[0] == entry:
            known += 1
        else:
            conflicts.append(other_row(row["locator"], row["transfer_id"]))
    if added:
        unit.mark(source, "entry")
    return Written(added, known, tuple(conflicts))


def _rows(entries: pa.Table) -> Iterable[dict[str, Any]]:
    """The rows as dictionaries, with days as whole numbers."""
    columns = {
        name: (column.cast(pa.int32()) if pa.types.is_date32(column.type) else column).to_pylist()
        for name, column in zip(entries.column_names, entries.columns, strict=True)
    }
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _entry(source: int, row: dict[str, Any]) -> StoredEntry:
    return StoredEntry(
        row["side"],
        source,
        row["seq"],
        row["statement"],
        row["booking_date"],
        row["locator"],
        row["kind"],
        row["balance_minor"],
        row["counterparty_name"],
        row["description"],
        row["reference"],
        row["reversal_of"],
    )


def _is_sealed(unit: UnitOfWork, source: int, entries: pa.Table) -> bool:
    """Do these rows match the seal of the source exactly? Then nothing needs to be read."""
    digest = unit.source_index.by_number[source].digest
    seal = next((seal for seal in unit.seals.get(digest, ()) if seal.records == "entry"), None)
    if seal is None or seal.count != entries.num_rows or "entry" in unit.records.get(source, ()):
        return False
    return seal_records(digest, "entry", entries) == seal


def _all_new(unit: UnitOfWork, entries: pa.Table) -> bool:
    """Does every row belong to another transfer that is new in the case?"""
    ids = entries.column("transfer_id")
    if len(pc.unique(ids)) < entries.num_rows:
        return False
    kept = pa.array([*unit.transfers, *unit.gone_transfers], pa.string())
    return not pc.any(pc.is_in(ids, value_set=kept)).as_py()


def _find_nodes(unit: UnitOfWork, entries: pa.Table, ends_may_wait: bool) -> None:
    """Load the accounts and statements of the rows. Without ``ends_may_wait``, a source must state each of them."""
    for column, type_ in _NODE_TYPE.items():
        ids = sorted(map(str, pc.unique(entries.column(column)).drop_null().to_pylist()))
        unit.read_nodes(ids)
        missing = [id_ for id_ in ids if unit.type_of(id_) != type_]
        if ends_may_wait and all(unit.type_of(id_) is None for id_ in missing):
            _add_placeholders(unit, missing)
        elif missing:
            rows = entries.filter(pc.equal(entries.column(column), pa.scalar(missing[0])))
            raise WrongRecord(
                "{place}: the {column} {node} is in no source of the case as {type}. Add the node before its rows.",
                place=rows.column("locator")[0].as_py(),
                column=column,
                node=missing[0],
                type=type_,
            )


def _add_placeholders(unit: UnitOfWork, ids: Iterable[str]) -> None:
    """Make placeholders for nodes that do not exist yet."""
    for id_ in ids:
        if unit.nodes[id_] is None:
            unit.nodes[id_] = StoredNode(id_, PLACEHOLDER)
            unit.dirty_nodes.add(id_)

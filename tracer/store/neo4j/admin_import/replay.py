"""Replays a case: adds the records of all sources to an empty unit of work, without a server."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import EnvironmentFailure, WrongRecord
from graph_schema.records.provenance import Source
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.stored.records import PLACEHOLDER, SourceIndex, StoredNode
from tracer.store.neo4j.transaction.derived_values import DerivedValues, derive_values
from tracer.store.neo4j.transaction.entries import write_entries
from tracer.store.neo4j.transaction.records import write_events, write_links, write_nodes
from tracer.store.neo4j.unit_of_work import LargeTable, UnitOfWork
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import KeptSource, SourceRecords
from tracer.store.semantics.canonical import write_notes
from tracer.store.semantics.orders.source_order import sources_in_order
from tracer.store.semantics.record_merging import SourceRef

_SOURCE_FIELDS = tuple(field.name for field in dataclasses.fields(Source))
_ENDS = ("debit_account", "credit_account", "statement")


class _EmptyCase(SnapshotReader):
    """The reader of an empty case."""

    def __init__(self) -> None:
        super().__init__(cast(Any, None), 0)

    def rows(self, statement: str, **params: Any) -> list[dict[str, Any]]:
        """Returns no rows."""
        return []


def replay(store: CaseStore) -> tuple[UnitOfWork, DerivedValues]:
    """The case of another store as one unit of work for an empty server, and its derived values.

    Sources get their numbers in the order in which they were read. Nodes that no source states become placeholders.
    Raises: EnvironmentFailure if the case changes meanwhile; WrongRecord if the records do not give its digest.
    Cost: the case is in memory; transfers with a single entry stay in columns.
    """
    version = store.data_version()
    unit = UnitOfWork(_EmptyCase(), SourceIndex([]), 1)
    tables: dict[int, pa.Table] = {}
    for kept in sources_in_order(store):
        number = _register(unit, kept)
        kept_records = store.source_records(kept.source.digest)
        conflicts = _add_source(unit, number, kept_records)
        if conflicts:
            raise WrongRecord(
                "Source {digest} cannot be written to files: {count} of its records contradict those of other sources. "
                "Verify the case.",
                digest=kept.source.digest,
                count=conflicts,
            )
        if kept_records.entries.num_rows:
            tables[number] = kept_records.entries
    _add_entries(unit, tables)
    derived = derive_values(unit)
    if store.data_version() != version:
        raise EnvironmentFailure("The case changed while it was read. Run the same command again.")
    if derived.digest != store.digest():
        raise WrongRecord(
            "The records of the case give the fingerprint {found}, but the case states {expected}. Verify the case.",
            found=derived.digest[:16],
            expected=store.digest()[:16],
        )
    return unit, derived


def _register(unit: UnitOfWork, kept: KeptSource) -> int:
    source, number = kept.source, unit.next_source
    unit.next_source += 1
    unit.source_index.add(number, SourceRef(source.as_of, source.digest))
    unit.sources[source.digest] = {name: getattr(source, name) for name in _SOURCE_FIELDS} | {
        "no": number,
        "received": kept.received,
        "actor": kept.actor,
        "flags": write_notes(kept.flags),
        "rejections": write_notes(kept.rejections),
    }
    unit.mark(number, "source")
    unit.mark(number, "receipt")
    return number


def _add_source(unit: UnitOfWork, number: int, kept_records: SourceRecords) -> int:
    """Add nodes, links and events of a source. Returns the number of conflicts with earlier sources."""
    nodes = write_nodes(unit, number, kept_records.nodes)
    links = write_links(unit, number, kept_records.links, ends_may_wait=True)
    write_events(unit, number, kept_records.events)
    return len(nodes.conflicts) + len(links.conflicts)


def _add_entries(unit: UnitOfWork, tables: dict[int, pa.Table]) -> None:
    """Add entries. Entries that share a transfer are added one by one, all others by columns."""
    shared = _shared(tables)
    large: list[LargeTable] = []
    for number, table in tables.items():
        _add_placeholders(unit, table)
        together = pc.is_in(table.column("transfer_id"), value_set=shared)
        if write_entries(unit, number, table.filter(together), ends_may_wait=True).conflicts:
            raise WrongRecord(
                "The statement rows of source {digest} contradict those of other sources. Verify the case.",
                digest=unit.source_index.by_number[number].digest,
            )
        alone = table.filter(pc.invert(together))
        if alone.num_rows:
            large.append(LargeTable(number, alone))
            unit.mark(number, "entry")
    unit.large = [*unit.large, *large]


def _shared(tables: dict[int, pa.Table]) -> pa.Array[Any]:
    """The ids of transfers with several entries."""
    ids = pa.chunked_array([chunk for t in tables.values() for chunk in t.column("transfer_id").chunks], pa.string())
    counted = pa.Table.from_arrays([ids], names=["id"]).group_by("id").aggregate([([], "count_all")])
    found: Any = counted.filter(pc.greater(counted.column("count_all"), pa.scalar(1))).column("id")
    return found.combine_chunks()  # type: ignore[no-any-return]  # the stubs do not know it


def _add_placeholders(unit: UnitOfWork, table: pa.Table) -> None:
    """Make placeholders for accounts and statements that no source states."""
    for name in _ENDS:
        for id_ in map(str, pc.unique(table.column(name)).drop_null().to_pylist()):
            if unit.nodes.get(id_) is None:
                unit.nodes[id_] = StoredNode(id_, PLACEHOLDER)
                unit.dirty_nodes.add(id_)

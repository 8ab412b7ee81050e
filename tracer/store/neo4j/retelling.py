"""A whole case as one draft, told again source by source, without a server."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import EnvironmentFailure, WrongRecord
from graph_schema.provenance import Source
from tracer.store.canonical import write_notes
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.draft import Draft, LargeTable
from tracer.store.neo4j.entry_writing import write_entries
from tracer.store.neo4j.record_writing import write_events, write_links, write_nodes
from tracer.store.neo4j.settling import Settled, settle
from tracer.store.neo4j.told import GHOST, KeptNode, Tellers
from tracer.store.port import CaseStore, KeptSource, SourceRecords
from tracer.store.record_merging import Teller

_SOURCE_FIELDS = tuple(field.name for field in dataclasses.fields(Source))
_ENDS = ("debit_account", "credit_account", "statement")


class _EmptyCase(Reader):
    """The reader of a case in which nothing is kept yet."""

    def __init__(self) -> None:
        super().__init__(cast(Any, None), 0)

    def rows(self, statement: str, **asked: Any) -> list[dict[str, Any]]:
        """Nothing is there."""
        return []


def retell(store: CaseStore) -> tuple[Draft, Settled]:
    """The case of another store as an empty server would be given it in one transaction, and what follows from it.

    Sources get their numbers in the order in which they were received. What waits for its end waits here too.
    Raises: EnvironmentFailure where the case changes meanwhile, WrongRecord where the records do not give its digest.
    Cost: the whole case in memory; transfers that one row alone tells stay columns.
    """
    version = store.data_version()
    draft = Draft(_EmptyCase(), Tellers([]), 1)
    tables: dict[int, pa.Table] = {}
    for kept in sorted(store.sources(), key=lambda kept: (kept.received, kept.source.digest)):
        number = _register(draft, kept)
        told = store.told(kept.source.digest)
        conflicts = _tell(draft, number, told)
        if conflicts:
            raise WrongRecord(
                "Source {digest} cannot be written to files: {count} of its records contradict those of other sources. "
                "Verify the case.",
                digest=kept.source.digest,
                count=conflicts,
            )
        if told.entries.num_rows:
            tables[number] = told.entries
    _tell_entries(draft, tables)
    settled = settle(draft)
    if store.data_version() != version:
        raise EnvironmentFailure("The case changed while it was read. Run the same command again.")
    if settled.digest != store.digest():
        raise WrongRecord(
            "The records of the case give the fingerprint {found}, the case states {expected}. Verify the case.",
            found=settled.digest[:16],
            expected=store.digest()[:16],
        )
    return draft, settled


def _register(draft: Draft, kept: KeptSource) -> int:
    source, number = kept.source, draft.next_source
    draft.next_source += 1
    draft.tellers.add(number, Teller(source.as_of, source.digest))
    draft.sources[source.digest] = {name: getattr(source, name) for name in _SOURCE_FIELDS} | {
        "no": number,
        "received": kept.received,
        "actor": kept.actor,
        "flags": write_notes(kept.flags),
        "rejections": write_notes(kept.rejections),
    }
    draft.mark(number, "source")
    draft.mark(number, "receipt")
    return number


def _tell(draft: Draft, number: int, told: SourceRecords) -> int:
    """Nodes, links and events of a source. Returns how many contradict what was told before."""
    nodes = write_nodes(draft, number, told.nodes)
    links = write_links(draft, number, told.links, ends_may_wait=True)
    write_events(draft, number, told.events)
    return len(nodes.conflicts) + len(links.conflicts)


def _tell_entries(draft: Draft, tables: dict[int, pa.Table]) -> None:
    """Rows that share their transfer with others go in one by one, all others by columns."""
    shared = _shared(tables)
    rest: list[LargeTable] = []
    for number, table in tables.items():
        _await_ends(draft, table)
        together = pc.is_in(table.column("transfer_id"), value_set=shared)
        if write_entries(draft, number, table.filter(together), ends_may_wait=True).conflicts:
            raise WrongRecord(
                "The statement rows of source {digest} contradict those of other sources. Verify the case.",
                digest=draft.tellers.by_number[number].digest,
            )
        alone = table.filter(pc.invert(together))
        if alone.num_rows:
            rest.append(LargeTable(number, alone))
            draft.mark(number, "entry")
    draft.large = [*draft.large, *rest]


def _shared(tables: dict[int, pa.Table]) -> pa.Array[Any]:
    """The transfers of which several rows tell."""
    ids = pa.chunked_array([chunk for t in tables.values() for chunk in t.column("transfer_id").chunks], pa.string())
    counted = pa.Table.from_arrays([ids], names=["id"]).group_by("id").aggregate([([], "count_all")])
    found: Any = counted.filter(pc.greater(counted.column("count_all"), pa.scalar(1))).column("id")
    return found.combine_chunks()  # type: ignore[no-any-return]  # the stubs do not know it


def _await_ends(draft: Draft, table: pa.Table) -> None:
    """An account or statement that no source tells gets its place, so that the rows can wait for it."""
    for name in _ENDS:
        for id_ in map(str, pc.unique(table.column(name)).drop_null().to_pylist()):
            if draft.nodes.get(id_) is None:
                draft.nodes[id_] = KeptNode(id_, GHOST)
                draft.dirty_nodes.add(id_)

"""The protocol of every case store: idempotent writes that name their source, and reads that return it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import pyarrow as pa

from graph_schema.audit_log import AuditEvent, LogEntry
from graph_schema.records.events import Event
from graph_schema.records.fields import Value
from graph_schema.records.links import Link
from graph_schema.records.merged_records import KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source
from tracer.store.ports.store_values import (
    Check,
    KeptSource,
    NeighbourCount,
    SourceRecords,
    TransferFilter,
    TransferSum,
    WordExport,
    Written,
)
from tracer.store.ports.view_log import ViewLog


class Writer(Protocol):
    """The writes of one transaction: all of them are committed together, or none is."""

    def register_source(
        self,
        source: Source,
        *,
        received: str,
        actor: str,
        flags: Sequence[Mapping[str, str]] = (),
        rejections: Sequence[Mapping[str, str]] = (),
    ) -> bool:
        """Is the source new? A source is registered before its records. False: it is already registered, nothing is written."""
        ...

    def upsert_nodes(self, source: str, nodes: Iterable[Node]) -> Written:
        """Write what this source states of these nodes. The same id with another type is a conflict.

        The same source can add fields to a node that it stated before. If it states a field with another value than
        before, this is a conflict.
        """
        ...

    def upsert_links(self, source: str, links: Iterable[Link], *, ends_may_wait: bool = False) -> Written:
        """Write what this source states of these links. The same id with other ends or another type is a conflict.

        Raises WrongRecord if an end is missing or not allowed. With ``ends_may_wait`` a missing end is no error: the
        store writes a placeholder, and readers do not see the link until a source states the node, as after a
        retraction. Use it only to copy records of another case, which come in another order.
        """
        ...

    def add_entries(self, source: str, entries: pa.Table, *, ends_may_wait: bool = False) -> Written:
        """Write statement rows (ENTRY_SCHEMA) and their transfers.

        The same transfer id with other parties, amounts or value date is a reported conflict, never an overwrite.
        Another ``kind`` is no conflict: the most specific kind is shown (any but transfer and unknown, then by name).
        Raises WrongRecord if no source states an account or the statement, unless ``ends_may_wait``.
        """
        ...

    def append_event(self, source: str, event: Event) -> bool:
        """Write an event. False: this source has stated it before.

        Other content under the same id raises WrongRecord. The day of recording is not content; the earliest day is
        shown.
        """
        ...

    def append_events(self, source: str, events: Iterable[Event]) -> Written:
        """Write many events as ``append_event`` does. ``known``: the number of events that this source stated before."""
        ...

    def retract_source(self, digest: str) -> Mapping[str, int]:
        """Remove all records of this source, and the source. Returns counts per kind of record.

        The audit log keeps the act. If no other source states a node, it becomes a placeholder, and readers do not see
        the links of other sources to it until a source states it again.
        """
        ...

    def append_log(self, audit_event: AuditEvent) -> LogEntry:
        """Append the act to the hash chain of the audit log."""
        ...

    def append_entry(self, entry: LogEntry) -> None:
        """Append an entry of the audit log of another store, unchanged: same number, same hash.

        Raises BrokenChain and writes nothing if the entry does not follow the last entry of this log (its number, the
        previous hash, and its own hash over the act).
        """
        ...

    def note_unfinished(self, command: str) -> None:
        """Record that the case is not complete until this command has ended. Empty: the case is complete.

        ``command``: the text that a person types to run it again, without a password.
        """
        ...


class CaseStore(Protocol):
    """One case. A read sees only committed data, and a concurrent import does not change its result."""

    @property
    def view_log(self) -> ViewLog:
        """The log of saved views, which is outside the data of the case."""
        ...

    def transaction(self) -> AbstractContextManager[Writer]:
        """Begin a transaction. It commits at the end of the block and rolls back on any exception. One writer at a time.

        Raises StoreBusy if another process is writing, StoreFull if the disk is full.
        """
        ...

    def close(self) -> None:
        """Close all connections."""
        ...

    def data_version(self) -> int:
        """A number that rises with every committed change of the data. A log entry alone does not raise it."""
        ...

    def digest(self) -> str:
        """The digest of the case: equal records give equal digests in any store and any order.

        SHA-256 over all source, node, link, entry and event records in sorted order. Does not cover the log
        or the times of receipt.
        """
        ...

    def unfinished(self) -> str:
        """The command that will complete the case. Empty if the case is complete."""
        ...

    def sources(self) -> tuple[KeptSource, ...]:
        """All sources, by digest."""
        ...

    def source_records(self, digest: str) -> SourceRecords:
        """What does this source alone state? Includes links and entries whose ends are placeholders.

        If a writer of an empty case gets the records of all sources with ``ends_may_wait``, the digest is the same.
        Raises NotFound if the case does not have the source.
        """
        ...

    def get(self, ids: Iterable[str]) -> dict[str, MergedNode]:
        """What do all sources together state of these nodes? The result has no unknown ids."""
        ...

    def nodes(self, type_: str) -> tuple[MergedNode, ...]:
        """All nodes of a type, by id."""
        ...

    def find(self, type_: str, field_: str, value: Value) -> tuple[MergedNode, ...]:
        """Nodes of a type with exactly this value in a field, in any source."""
        ...

    def search(self, text: str, limit: int = 20) -> tuple[MergedNode, ...]:
        """Nodes whose name, number, identifier or description matches the text.

        Diacritics, case and word order do not matter; the start of a word or number is enough. The order is exact
        match, all words, start of words; then persons and companies before other nodes, then id. Typing errors are not
        corrected. Only the first 64 words count.
        """
        ...

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """All links, or those of these types, by id."""
        ...

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """Links that leave or reach a node."""
        ...

    def count_neighbours(self, node: str) -> tuple[NeighbourCount, ...]:
        """How many links of each kind, and how many counterparties, does a node have?"""
        ...

    def transfer_sums(
        self, account: str, *, limit: int = 50, offset: int = 0, where: TransferFilter | None = None
    ) -> tuple[TransferSum, ...]:
        """Counterparties of an account with count and sum, largest sum first (then by ids)."""
        ...

    def transfers(self, where: TransferFilter, *, limit: int = 200, offset: int = 0) -> pa.Table:
        """A page of transfers (TRANSFER_SCHEMA)."""
        ...

    def entries(self, transfer_ids: Sequence[str]) -> pa.Table:
        """The entries of these transfers: ENTRY_SCHEMA and ``source``, by id, source, locator."""
        ...

    def history(self, node: str) -> tuple[tuple[str, Node], ...]:
        """What does each source state of a node? Pairs (source digest, record), the latest source first."""
        ...

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        """Events by (effective, recorded, id)."""
        ...

    def export_nodes(self) -> pa.Table:
        """Columns id, type, caption, by id."""
        ...

    def export_words(self) -> WordExport:
        """The words and identifiers by which ``search`` finds nodes, with their nodes.

        Cost: one pass over all nodes and words.
        """
        ...

    def export_links(self) -> pa.Table:
        """Columns id, type, tail, head, from_date, to_date (text), by id."""
        ...

    def export_transfers(self) -> pa.Table:
        """All transfers (TRANSFER_SCHEMA), ordered by (value_date, transfer_id)."""
        ...

    def log(self) -> Iterator[LogEntry]:
        """The audit log: the acts that write, each in the transaction of its data."""
        ...

    def log_access(self, audit_event: AuditEvent) -> LogEntry:
        """Append an act that reads to the access log. The entry is durable on return; no writer delays it.

        This works also if the case is opened for reading only.
        """
        ...

    def adopt_access_log(self, entries: Iterable[LogEntry]) -> int:
        """Append entries of the access log of another store, unchanged and in their order. They are durable on return.

        Returns their number. Raises BrokenChain at the first entry that does not follow the last entry of this log;
        the entries before it stay. Raises WrongUse if the case is opened for reading only.
        """
        ...

    def access_log(self) -> Iterator[LogEntry]:
        """The access log: the acts that read."""
        ...

    def verify(self) -> tuple[Check, ...]:
        """Are the stored data the same as those written?

        Checks the integrity of the engine, the seals of each source, links without a node, the reconciliation of
        statements with their kept rows, and the hash chains of both logs.
        """
        ...

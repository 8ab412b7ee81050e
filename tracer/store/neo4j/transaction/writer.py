"""Writes one transaction to the server: collects a unit of work, and flushes it at the commit."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import neo4j
import pyarrow as pa
from neo4j import exceptions

from graph_schema.audit_log import AuditEvent, LogEntry, chain_audit_event
from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.events import Event
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.queries import sources as sources_queries
from tracer.store.neo4j.server.connection import Connection, SnapshotReader, run
from tracer.store.neo4j.server.log_nodes import end_of_chain, holds_entry
from tracer.store.neo4j.stored.records import SourceIndex
from tracer.store.neo4j.transaction.bulk_load import bulk_load, bulk_load_mark, remove_leftovers
from tracer.store.neo4j.transaction.derived_values import derive_values
from tracer.store.neo4j.transaction.entries import write_entries
from tracer.store.neo4j.transaction.flush import flush, flush_log
from tracer.store.neo4j.transaction.records import write_events, write_links, write_nodes
from tracer.store.neo4j.transaction.retraction import retract_records
from tracer.store.neo4j.transaction.writer_fence import WriterFence
from tracer.store.neo4j.unit_of_work import UnitOfWork
from tracer.store.ports.store_values import Written
from tracer.store.semantics.canonical import write_notes
from tracer.store.semantics.log_chain import check_follows
from tracer.store.semantics.record_merging import SourceRef
from tracer.store.semantics.seals import Seal

_AT_A_TIME = 5_000
_SOURCE_FIELDS = tuple(field.name for field in dataclasses.fields(Source))
_Record = TypeVar("_Record", Node, Link)


class Neo4jWriter:
    """The writer of one transaction; usable only inside its block, while it holds the lock of the case."""

    def __init__(self, connection: Connection, transaction: neo4j.Transaction) -> None:
        self._connection = connection
        self._transaction = transaction
        self._name = uuid.uuid4().hex
        self.gate_closed = False
        case = run(transaction, case_queries.LOCK_CASE, writer=self._name)[0]
        connection.check_form(int(case["form"]), upgrading=case["upgrading"] is not None)
        gate = run(transaction, case_queries.READ_GATE)[0]
        version = int(gate["version"])
        self.fence = WriterFence(connection, self._name, version, gate["changing"] or "")
        rows = run(transaction, sources_queries.READ_SEALS)
        seals = {str(row["digest"]): _read_seals(str(row["digest"]), row["seals"]) for row in rows}
        self._unit = UnitOfWork(
            SnapshotReader(transaction, version), SourceIndex(rows), int(case["next_source"]), seals=seals
        )
        self._last = end_of_chain(int(case["log_seq"]), str(case["log_hash"]))

    def register_source(
        self,
        source: Source,
        *,
        received: str,
        actor: str,
        flags: Sequence[Mapping[str, str]] = (),
        rejections: Sequence[Mapping[str, str]] = (),
    ) -> bool:
        """Is the source new? False: it is already registered, nothing is written."""
        unit = self._unit
        if source.digest in unit.source_index.by_digest:
            return False
        number = unit.next_source
        unit.next_source += 1
        unit.source_index.add(number, SourceRef(source.as_of, source.digest))
        unit.sources[source.digest] = {name: getattr(source, name) for name in _SOURCE_FIELDS} | {
            "no": number,
            "received": received,
            "actor": actor,
            "flags": write_notes(flags),
            "rejections": write_notes(rejections),
        }
        unit.mark(number, "source")
        unit.mark(number, "receipt")
        return True

    def upsert_nodes(self, source: str, nodes: Iterable[Node]) -> Written:
        """Write what this source states of these nodes."""
        number = self._number(source)
        return _sum(nodes, lambda part: write_nodes(self._unit, number, part))

    def upsert_links(self, source: str, links: Iterable[Link], *, ends_may_wait: bool = False) -> Written:
        """Write what this source states of these links."""
        number = self._number(source)
        return _sum(links, lambda part: write_links(self._unit, number, part, ends_may_wait=ends_may_wait))

    def add_entries(self, source: str, entries: pa.Table, *, ends_may_wait: bool = False) -> Written:
        """Write statement rows and their transfers."""
        return write_entries(self._unit, self._number(source), entries, ends_may_wait=ends_may_wait)

    def append_event(self, source: str, event: Event) -> bool:
        """Write an event. False: this source has stated it before."""
        return bool(self.append_events(source, [event]).added)

    def append_events(self, source: str, events: Iterable[Event]) -> Written:
        """Write many events. ``known``: the number of events that this source stated before."""
        return write_events(self._unit, self._number(source), list(events))

    def retract_source(self, digest: str) -> Mapping[str, int]:
        """Remove all records of this source, and the source."""
        number = self._unit.source_index.by_digest.get(digest)
        if number is None:
            raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
        return retract_records(self._unit, number)

    def append_log(self, audit_event: AuditEvent) -> LogEntry:
        """Append the act to the hash chain of the audit log."""
        entry = self._last = chain_audit_event(audit_event, self._last)
        self._unit.log.append(entry)
        return entry

    def append_entry(self, entry: LogEntry) -> None:
        """Append an entry of the audit log of another store, unchanged."""
        check_follows(entry, self._last)
        self._last = entry
        self._unit.log.append(entry)

    def note_unfinished(self, command: str) -> None:
        """Record the command that will complete the case. Empty: the case is complete."""
        self._unit.unfinished = command

    def counts(self) -> str:
        """How many records of each kind does this transaction change? For the log of the program."""
        unit = self._unit
        kinds = {
            "nodes": len(unit.dirty_nodes), "links": len(unit.dirty_links), "transfers": len(unit.dirty_transfers),
            "rows": sum(table.entries.num_rows for table in unit.large), "events": len(unit.dirty_events),
            "entries": len(unit.log),
        }  # fmt: skip
        return " ".join(f"{name}={count}" for name, count in kinds.items())

    def commit(self) -> None:
        """Flush and commit the unit of work. A bulk load is written first and becomes visible with this commit.

        After it the commit gate is closed (``gate_closed``). `free_gate` opens it in a transaction of its own, because the
        server shows a commit part by part: in the same commit, the new version could be seen before its records.
        """
        unit, transaction = self._unit, self._transaction
        flush_log(transaction, unit)
        if not unit.changed():
            self._commit(self._is_logged)
            return
        version = unit.reader.version + 1
        derived = derive_values(unit)
        staging = self.fence.take()
        mark = bulk_load_mark(unit, derived) if unit.large else None
        if staging is not None and staging != mark:
            remove_leftovers(self.fence, unit.reader.version)
        if mark is not None:
            self.fence.write(lambda t: run(t, case_queries.NOTE_BULK_LOAD, staging=mark))
            bulk_load(self.fence, unit, derived, version, again=staging == mark)
        flush(transaction, unit, derived, version)
        self.gate_closed = True
        self.fence.close_gate()
        run(transaction, case_queries.RAISE_VERSION, version=version, digest=derived.digest, writer=self._name)
        self._commit(self._is_last_writer)

    def _commit(self, is_committed: Callable[[], bool]) -> None:
        """Commit. If the connection is lost, ask the server whether the commit was applied."""
        try:
            self._transaction.commit()
        except exceptions.DriverError:
            if not is_committed():
                raise

    def _is_last_writer(self) -> bool:
        """Was the last commit of the case a commit of this writer? Waits while the server still applies it."""

        def ask(transaction: neo4j.ManagedTransaction) -> bool:
            run(transaction, case_queries.LOCK_CASE, writer="")
            return bool(run(transaction, case_queries.READ_LAST_WRITER)[0]["writer"] == self._name)

        return self._connection.write(ask)

    def _is_logged(self) -> bool:
        """Does the log hold the last entry of this transaction?"""
        log = self._unit.log
        return bool(log) and self._connection.write(lambda t: holds_entry(t, logs_queries.READ_LOG, log[-1]))

    def _number(self, digest: str) -> int:
        number = self._unit.source_index.by_digest.get(digest)
        if number is None:
            raise WrongUse("The source {digest} is not registered. Register it before its records.", digest=digest)
        return number


def _read_seals(digest: str, texts: Sequence[str] | None) -> list[Seal]:
    parts = [text.split("|") for text in texts or ()]
    return [Seal(digest, records, int(count), sha256) for records, count, sha256 in parts]


def _sum(records: Iterable[_Record], write: Callable[[Sequence[_Record]], Written]) -> Written:
    total = Written()
    for chunk in _chunks(records):
        part = write(chunk)
        total = Written(total.added + part.added, total.known + part.known, total.conflicts + part.conflicts)
    return total


def _chunks(records: Iterable[_Record]) -> Iterator[list[_Record]]:
    rest = iter(records)
    while chunk := list(islice(rest, _AT_A_TIME)):
        yield chunk

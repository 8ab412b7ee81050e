"""The embedded store: a case in one SQLite file on this machine, for one writer and any number of readers."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa

from graph_schema.audit_log import AuditEvent, LogEntry
from graph_schema.errors import WrongUse
from graph_schema.records.fields import Value
from graph_schema.records.merged_records import KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node
from graph_schema.rendering.sql import SCHEMA_VERSION
from tracer.store.ports.case_store import Writer
from tracer.store.ports.store_values import (
    Check,
    KeptSource,
    NeighbourCount,
    SourceRecords,
    TransferFilter,
    TransferSum,
    WordExport,
)
from tracer.store.sqlite.file.connection import ReaderPool, check_open_form, open_connection
from tracer.store.sqlite.file.failure import explained_failures
from tracer.store.sqlite.file.writer_lock import sole_writer
from tracer.store.sqlite.logs.access_log import FileAccessLog
from tracer.store.sqlite.logs.log_table import read_log
from tracer.store.sqlite.logs.view_log import SqliteViewLog
from tracer.store.sqlite.reading.events import read_events
from tracer.store.sqlite.reading.links import count_links, export_links, read_links
from tracer.store.sqlite.reading.nodes import export_nodes, find_nodes, read_history, read_nodes, read_type
from tracer.store.sqlite.reading.search import search_ids
from tracer.store.sqlite.reading.source_records import read_source_records
from tracer.store.sqlite.reading.sources import read_sources
from tracer.store.sqlite.reading.transfers import (
    count_counterparties,
    export_transfers,
    read_entries_of,
    read_transfers,
    sum_transfers,
)
from tracer.store.sqlite.reading.words import export_words
from tracer.store.sqlite.schema import check_case, create_case
from tracer.store.sqlite.transaction.writer import SqliteWriter
from tracer.store.sqlite.verify.checks import verify_case

_log = logging.getLogger(__name__)
_LOG_PAGE = 1_000
_LARGE_LOG_BYTES = 4 * 1024 * 1024


def open_sqlite_store(
    path: Path, *, create: bool = False, read_only: bool = False, unfinished: str = ""
) -> SqliteStore:
    """Open the case in this file.

    Args: ``create``: make an empty case if the file does not exist or is empty. ``read_only``: refuse every write.
        ``unfinished``: if the case is new, the command that will complete it.
    Raises: NotFound if there is no file; NotACase, StoreTooNew, StoreTooOld, StoreDamaged or StoreUnreadable if it
        cannot be used.
    """
    with explained_failures(path):
        if create:
            create_case(path, unfinished)
        check_case(path)
    return SqliteStore(path, read_only=read_only)


class SqliteStore:
    """One case in one file. Any thread can use it; the caller closes it at the end."""

    def __init__(self, path: Path, *, read_only: bool, any_form: bool = False) -> None:
        """``any_form``: also accept a case of an earlier form. Only an upgrade uses it."""
        self.path = path
        self._read_only = read_only
        self._readers = ReaderPool(path, read_only=read_only, form=None if any_form else SCHEMA_VERSION)
        self._readings = FileAccessLog(path)
        self.view_log = SqliteViewLog(self._readers, self._writing)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """All writes of the block are committed together, or none is."""
        with self._writing() as connection:
            writer = SqliteWriter(connection)
            yield writer
            writer.finish()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._refuse_read_only()
        with explained_failures(self.path), sole_writer(self.path):
            connection = open_connection(self.path, read_only=False)
            try:
                connection.execute("BEGIN IMMEDIATE")
                check_open_form(connection, self.path, SCHEMA_VERSION)
                begin, before = time.monotonic(), connection.total_changes
                yield connection
                connection.execute("COMMIT")
                rows = connection.total_changes - before
                _log.info("commit engine=sqlite rows=%d seconds=%.3f", rows, time.monotonic() - begin)
                self._shorten_log(connection)
            finally:
                # Closing the connection rolls back a transaction that is not committed.
                connection.close()

    def _refuse_read_only(self) -> None:
        if self._read_only:
            raise WrongUse("The case {path} is opened for reading only. Open it for writing.", path=self.path)

    def _shorten_log(self, connection: sqlite3.Connection) -> None:
        """Move a large write-ahead log into the file. The data are committed, so a failure loses nothing."""
        log = self.path.with_name(self.path.name + "-wal")
        if log.exists() and log.stat().st_size > _LARGE_LOG_BYTES:
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close all connections to the file."""
        self._readers.close()

    def data_version(self) -> int:
        """A number that rises with every committed change of the case's data."""
        with self._readers.lend() as connection:
            return int(_meta(connection, "data_version"))

    def digest(self) -> str:
        """The digest of the case, over its seals; ``verify`` proves that the records match the seals."""
        with self._readers.lend() as connection:
            return _meta(connection, "case_digest")

    def unfinished(self) -> str:
        """The command that will complete the case. Empty if the case is complete."""
        with self._readers.lend() as connection:
            return _meta(connection, "unfinished", "")

    def sources(self) -> tuple[KeptSource, ...]:
        """All sources, by digest."""
        with self._readers.lend() as connection:
            return read_sources(connection)

    def source_records(self, digest: str) -> SourceRecords:
        """What does this source alone state?"""
        with self._readers.lend() as connection:
            return read_source_records(connection, digest)

    def get(self, ids: Iterable[str]) -> dict[str, MergedNode]:
        """What do all sources together state of these nodes? The result has no unknown ids."""
        with self._readers.lend() as connection:
            return read_nodes(connection, ids)

    def nodes(self, type_: str) -> tuple[MergedNode, ...]:
        """All nodes of a type, by id."""
        with self._readers.lend() as connection:
            return read_type(connection, type_)

    def find(self, type_: str, field_: str, value: Value) -> tuple[MergedNode, ...]:
        """Nodes of a type with exactly this value in a field, in any source."""
        with self._readers.lend() as connection:
            return find_nodes(connection, type_, field_, value)

    def search(self, text: str, limit: int = 20) -> tuple[MergedNode, ...]:
        """Nodes whose name, number, identifier or description matches the text, best first."""
        with self._readers.lend() as connection:
            return tuple(read_nodes(connection, search_ids(connection, text, limit)).values())

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """All links, or those of these types, by id."""
        with self._readers.lend() as connection:
            return tuple(read_links(connection, types))

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """Links that leave or reach a node."""
        with self._readers.lend() as connection:
            return tuple(read_links(connection, types, node))

    def count_neighbours(self, node: str) -> tuple[NeighbourCount, ...]:
        """How many links of each kind, and how many counterparties, does a node have?"""
        with self._readers.lend() as connection:
            counts = [NeighbourCount(*row) for row in count_links(connection, node)]
            counts += [
                NeighbourCount("Transfer", direction, n) for direction, n in count_counterparties(connection, node) if n
            ]
        return tuple(sorted(counts, key=lambda count: (count.link_type, count.direction)))

    def transfer_sums(
        self, account: str, *, limit: int = 50, offset: int = 0, where: TransferFilter | None = None
    ) -> tuple[TransferSum, ...]:
        """Counterparties of an account with count and sum, largest sum first (then by ids)."""
        with self._readers.lend() as connection:
            return sum_transfers(connection, account, where or TransferFilter(), limit=limit, offset=offset)

    def transfers(self, where: TransferFilter, *, limit: int = 200, offset: int = 0) -> pa.Table:
        """A page of transfers (TRANSFER_SCHEMA)."""
        with self._readers.lend() as connection:
            return read_transfers(connection, where, limit=limit, offset=offset)

    def entries(self, transfer_ids: Sequence[str]) -> pa.Table:
        """The entries of these transfers, each with its source."""
        with self._readers.lend() as connection:
            return read_entries_of(connection, transfer_ids)

    def history(self, node: str) -> tuple[tuple[str, Node], ...]:
        """What does each source state of a node? The latest source comes first."""
        with self._readers.lend() as connection:
            return read_history(connection, node)

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        """Events by (effective, recorded, id)."""
        with self._readers.lend() as connection:
            return read_events(connection, subject=subject, type_=type_)

    def export_nodes(self) -> pa.Table:
        """Columns id, type, caption, by id."""
        with self._readers.lend() as connection:
            return export_nodes(connection)

    def export_words(self) -> WordExport:
        """The words and identifiers by which ``search`` finds nodes, with their nodes."""
        with self._readers.lend() as connection:
            return export_words(connection)

    def export_links(self) -> pa.Table:
        """Columns id, type, tail, head, from_date, to_date, by id."""
        with self._readers.lend() as connection:
            return export_links(connection)

    def export_transfers(self) -> pa.Table:
        """All transfers (TRANSFER_SCHEMA), ordered by (value_date, transfer_id)."""
        with self._readers.lend() as connection:
            return export_transfers(connection)

    def log(self) -> Iterator[LogEntry]:
        """The audit log from its first entry. It is read page by page, so that a long log blocks nobody."""
        after = 0
        while True:
            with self._readers.lend() as connection:
                page = read_log(connection, after, _LOG_PAGE)
            yield from page
            if len(page) < _LOG_PAGE:
                return
            after = page[-1].seq

    def log_access(self, audit_event: AuditEvent) -> LogEntry:
        """Append an act that reads to the access log. No writer of the case delays it."""
        return self._readings.append(audit_event)

    def adopt_access_log(self, entries: Iterable[LogEntry]) -> int:
        """Append entries of the access log of another store, unchanged and in their order."""
        self._refuse_read_only()
        return self._readings.adopt(entries)

    def access_log(self) -> Iterator[LogEntry]:
        """The access log from its first entry."""
        return self._readings.entries()

    def verify(self) -> tuple[Check, ...]:
        """Are the stored data the same as those written?"""
        with self._readers.lend() as connection:
            return (*verify_case(connection), self._readings.verify(_meta(connection, "case_id", "")))


def _meta(connection: sqlite3.Connection, name: str, absent: str | None = None) -> str:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return absent if row is None and absent is not None else str(row[0])

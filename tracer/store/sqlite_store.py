"""The embedded store: a case in one SQLite file on this machine, for one writer and any number of readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa

from graph_schema.errors import WrongUse
from graph_schema.fields import Value
from graph_schema.journal import Deed, LogEntry
from graph_schema.nodes import Node
from graph_schema.views import KeptEvent, LinkView, NodeView
from tracer.store.port import (
    Check,
    KeptSource,
    NeighbourCount,
    SourceRecords,
    TransferFilter,
    TransferSum,
    Writer,
)
from tracer.store.sqlite.connection import ReaderPool, open_connection
from tracer.store.sqlite.event_reading import read_events
from tracer.store.sqlite.failure import explained_failures
from tracer.store.sqlite.link_reading import count_links, export_links, read_links
from tracer.store.sqlite.log_reading import read_log
from tracer.store.sqlite.node_reading import export_nodes, find_nodes, read_history, read_nodes, read_type
from tracer.store.sqlite.reading_log import ReadingLog
from tracer.store.sqlite.schema import check_case, create_case
from tracer.store.sqlite.searching import search_ids
from tracer.store.sqlite.source_reading import read_sources
from tracer.store.sqlite.telling import read_told
from tracer.store.sqlite.transfer_reading import (
    count_counterparties,
    export_transfers,
    read_entries_of,
    read_transfers,
    sum_transfers,
)
from tracer.store.sqlite.verifying import verify_case
from tracer.store.sqlite.writer import SqliteWriter
from tracer.store.sqlite.writer_lock import sole_writer

_LOG_PAGE = 1_000
_LARGE_LOG_BYTES = 4 * 1024 * 1024


def open_sqlite_store(path: Path, *, create: bool = False, read_only: bool = False) -> SqliteStore:
    """Open the case kept in this file.

    Args: ``create``: make an empty case where the file is absent or empty. ``read_only``: refuse every write.
    Raises: NotFound where there is no file; NotACase, StoreTooNew, StoreDamaged, StoreUnreadable by what is
    found.
    """
    with explained_failures(path):
        if create:
            create_case(path)
        check_case(path)
    return SqliteStore(path, read_only=read_only)


class SqliteStore:
    """One case in one file. May be used from any thread; close it at the end."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self._read_only = read_only
        self._readers = ReaderPool(path, read_only=read_only)
        self._readings = ReadingLog(path)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """All of the block becomes true at once, or nothing does."""
        self._refuse_read_only()
        with explained_failures(self.path), sole_writer(self.path):
            connection = open_connection(self.path, read_only=False)
            try:
                connection.execute("BEGIN IMMEDIATE")
                writer = SqliteWriter(connection)
                yield writer
                writer.finish()
                connection.execute("COMMIT")
                self._shorten_log(connection)
            finally:
                # What is not committed is rolled back with the connection.
                connection.close()

    def _refuse_read_only(self) -> None:
        if self._read_only:
            raise WrongUse("The case {path} is opened for reading only. Open it for writing.", path=self.path)

    def _shorten_log(self, connection: sqlite3.Connection) -> None:
        """Bring a large write-ahead log into the file. The work is committed: failing here loses nothing."""
        log = self.path.with_name(self.path.name + "-wal")
        if log.exists() and log.stat().st_size > _LARGE_LOG_BYTES:
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._readers.close()

    def data_version(self) -> int:
        """A number that rises with every committed change of the case's data."""
        with self._readers.lend() as connection:
            return int(_meta(connection, "data_version"))

    def digest(self) -> str:
        """The fingerprint of the case, over its seals; ``verify`` proves that the records match them."""
        with self._readers.lend() as connection:
            return _meta(connection, "case_digest")

    def sources(self) -> tuple[KeptSource, ...]:
        """All sources, by digest."""
        with self._readers.lend() as connection:
            return read_sources(connection)

    def told(self, digest: str) -> SourceRecords:
        """What did this source tell, by itself, whatever other sources say?"""
        with self._readers.lend() as connection:
            return read_told(connection, digest)

    def get(self, ids: Iterable[str]) -> dict[str, NodeView]:
        """What is known of these nodes? Absent ids are absent."""
        with self._readers.lend() as connection:
            return read_nodes(connection, ids)

    def nodes(self, type_: str) -> tuple[NodeView, ...]:
        """All nodes of a type, by id."""
        with self._readers.lend() as connection:
            return read_type(connection, type_)

    def find(self, type_: str, field_: str, value: Value) -> tuple[NodeView, ...]:
        """Nodes of a type with exactly this value in a field, in any source."""
        with self._readers.lend() as connection:
            return find_nodes(connection, type_, field_, value)

    def search(self, text: str, limit: int = 20) -> tuple[NodeView, ...]:
        """Nodes whose name, number, identifier or description matches the text, best first."""
        with self._readers.lend() as connection:
            return tuple(read_nodes(connection, search_ids(connection, text, limit)).values())

    def links(self, types: Iterable[str] = ()) -> tuple[LinkView, ...]:
        """All links, or those of these types, by id."""
        with self._readers.lend() as connection:
            return tuple(read_links(connection, types))

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[LinkView, ...]:
        """Links that leave or reach a node."""
        with self._readers.lend() as connection:
            return tuple(read_links(connection, types, node))

    def count_neighbours(self, node: str) -> tuple[NeighbourCount, ...]:
        """How many links of each kind, and how many counterparties, does a node have?"""
        with self._readers.lend() as connection:
            counts = [NeighbourCount(*row) for row in count_links(connection, node)]
            counts += [NeighbourCount("Transfer", way, n) for way, n in count_counterparties(connection, node) if n]
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
        """Every statement row behind these transfers, with its source."""
        with self._readers.lend() as connection:
            return read_entries_of(connection, transfer_ids)

    def history(self, node: str) -> tuple[tuple[str, Node], ...]:
        """What each source says of a node, the latest first."""
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

    def export_links(self) -> pa.Table:
        """Columns id, type, tail, head, from_date, to_date, by id."""
        with self._readers.lend() as connection:
            return export_links(connection)

    def export_transfers(self) -> pa.Table:
        """All transfers (TRANSFER_SCHEMA), ordered by (value_date, transfer_id)."""
        with self._readers.lend() as connection:
            return export_transfers(connection)

    def log(self) -> Iterator[LogEntry]:
        """The log from its first entry; read page by page, so a long one holds up nobody."""
        after = 0
        while True:
            with self._readers.lend() as connection:
                page = read_log(connection, after, _LOG_PAGE)
            yield from page
            if len(page) < _LOG_PAGE:
                return
            after = page[-1].seq

    def note_reading(self, deed: Deed) -> LogEntry:
        """Put a reading act on record in its own chain; waits for no writer of the case."""
        return self._readings.append(deed)

    def adopt_readings(self, entries: Iterable[LogEntry]) -> int:
        """Take over entries of another store's chain of readings, unchanged and in their order."""
        self._refuse_read_only()
        return self._readings.adopt(entries)

    def readings(self) -> Iterator[LogEntry]:
        """The chain of reading acts from its first entry."""
        return self._readings.entries()

    def verify(self) -> tuple[Check, ...]:
        """Does the store hold what it was given?"""
        with self._readers.lend() as connection:
            return (*verify_case(connection), self._readings.verify())


def _meta(connection: sqlite3.Connection, name: str) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])

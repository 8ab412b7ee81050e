"""The server store: a case as a graph on a Neo4j server that several people use."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import pyarrow as pa

from graph_schema.audit_log import AuditEvent, LogEntry
from graph_schema.errors import TracerError, WrongUse
from graph_schema.records.fields import Value
from graph_schema.records.merged_records import KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node
from tracer.store.credentials import Credentials
from tracer.store.neo4j.console.query_console import run_console
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.reading.events import read_events, read_sources
from tracer.store.neo4j.reading.links import count_links, export_links, read_links
from tracer.store.neo4j.reading.nodes import export_nodes, find_nodes, read_history, read_nodes, read_type
from tracer.store.neo4j.reading.search import search_ids
from tracer.store.neo4j.reading.source_records import read_source_records
from tracer.store.neo4j.reading.transfers import (
    count_counterparties,
    export_transfers,
    read_entries_of,
    read_transfers,
    sum_transfers,
)
from tracer.store.neo4j.reading.words import export_words
from tracer.store.neo4j.server.access_log import ServerAccessLog, read_log_pages
from tracer.store.neo4j.server.connection import Connection
from tracer.store.neo4j.server.failure import explained_failures
from tracer.store.neo4j.server.schema import check_case, create_case
from tracer.store.neo4j.server.view_log import Neo4jViewLog
from tracer.store.neo4j.transaction.writer import Neo4jWriter
from tracer.store.neo4j.transaction.writer_lock import await_lock
from tracer.store.neo4j.verify.checks import verify_case
from tracer.store.ports.case_store import Writer
from tracer.store.ports.console import ConsoleAnswer
from tracer.store.ports.store_values import (
    Check,
    KeptSource,
    NeighbourCount,
    SourceRecords,
    TransferFilter,
    TransferSum,
    WordExport,
)
from tracer.store.server_address import parse_server_address

_log = logging.getLogger(__name__)


def open_neo4j_store(
    address: str, *, create: bool, read_only: bool, credentials: Credentials, unfinished: str = ""
) -> Neo4jStore:
    """Open the case on this server.

    Args: ``create``: make an empty case if the database is empty, and update its indexes. ``read_only``: refuse every
        write. ``unfinished``: if the case is new, the command that will complete it.
    Raises: ServerUnreachable, ServerUnsuitable, AccessRefused; NotFound if the database holds no case; NotACase if it
        holds other data; StoreTooNew, StoreTooOld.
    """
    connection = Connection(parse_server_address(address), credentials)
    try:
        if create:
            create_case(connection, unfinished)
        check_case(connection)
    except BaseException:
        connection.close()
        raise
    return Neo4jStore(connection, read_only=read_only)


class Neo4jStore:
    """One case in one database of a server. Any thread can use it; the caller closes it at the end."""

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only
        self._readings = ServerAccessLog(connection)
        self.view_log = Neo4jViewLog(connection, read_only=read_only)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """All writes of the block are committed together, or none is."""
        if self._read_only:
            raise WrongUse(
                "The case {path} is opened for reading only. Open it for writing.", path=self._connection.address
            )
        await_lock(self._connection)
        writer, begin = None, time.monotonic()
        try:
            with self._connection.transaction() as transaction:
                writer = Neo4jWriter(self._connection, transaction)
                yield writer
                counts = writer.counts()
                writer.commit()
                _log.info("commit engine=neo4j %s seconds=%.3f", counts, time.monotonic() - begin)
        finally:
            if writer is not None and writer.gate_closed:
                with suppress(TracerError):
                    writer.fence.free_gate()

    def close(self) -> None:
        """Close the connection to the server."""
        self._connection.close()

    def data_version(self) -> int:
        """A number that rises with every committed change of the case's data."""
        return self._connection.version()

    def digest(self) -> str:
        """The digest of the case, over its seals; ``verify`` proves that the records match the seals."""
        return self._connection.read(lambda reader: str(reader.rows(case_queries.READ_GATE)[0]["digest"]))

    def unfinished(self) -> str:
        """The command that will complete the case. Empty if the case is complete."""
        return str(self._connection.ask(case_queries.READ_UNFINISHED)[0]["command"] or "")

    def sources(self) -> tuple[KeptSource, ...]:
        """All sources, by digest."""
        return self._connection.read(read_sources)

    def source_records(self, digest: str) -> SourceRecords:
        """What does this source alone state?"""
        return self._connection.read(lambda reader: read_source_records(reader, digest))

    def get(self, ids: Iterable[str]) -> dict[str, MergedNode]:
        """What do all sources together state of these nodes? The result has no unknown ids."""
        wanted = list(ids)
        return self._connection.read(lambda reader: read_nodes(reader, wanted))

    def nodes(self, type_: str) -> tuple[MergedNode, ...]:
        """All nodes of a type, by id."""
        return self._connection.read(lambda reader: read_type(reader, type_))

    def find(self, type_: str, field_: str, value: Value) -> tuple[MergedNode, ...]:
        """Nodes of a type with exactly this value in a field, in any source."""
        return self._connection.read(lambda reader: find_nodes(reader, type_, field_, value))

    def search(self, text: str, limit: int = 20) -> tuple[MergedNode, ...]:
        """Nodes whose name, number, identifier or description matches the text, best first."""
        return self._connection.read(lambda reader: tuple(read_nodes(reader, search_ids(reader, text, limit)).values()))

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """All links, or those of these types, by id."""
        wanted = list(types)
        return self._connection.read(lambda reader: read_links(reader, wanted))

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """Links that leave or reach a node."""
        wanted = list(types)
        return self._connection.read(lambda reader: read_links(reader, wanted, node))

    def count_neighbours(self, node: str) -> tuple[NeighbourCount, ...]:
        """How many links of each kind, and how many counterparties, does a node have?"""
        counts = self._connection.read(lambda reader: count_links(reader, node) + count_counterparties(reader, node))
        return tuple(sorted(counts, key=lambda count: (count.link_type, count.direction)))

    def transfer_sums(
        self, account: str, *, limit: int = 50, offset: int = 0, where: TransferFilter | None = None
    ) -> tuple[TransferSum, ...]:
        """Counterparties of an account with count and sum, largest sum first (then by ids)."""
        chosen = where or TransferFilter()
        return self._connection.read(lambda reader: sum_transfers(reader, account, chosen, limit=limit, offset=offset))

    def transfers(self, where: TransferFilter, *, limit: int = 200, offset: int = 0) -> pa.Table:
        """A page of transfers (TRANSFER_SCHEMA)."""
        return self._connection.read(lambda reader: read_transfers(reader, where, limit=limit, offset=offset))

    def entries(self, transfer_ids: Sequence[str]) -> pa.Table:
        """The entries of these transfers, each with its source."""
        return self._connection.read(lambda reader: read_entries_of(reader, transfer_ids))

    def history(self, node: str) -> tuple[tuple[str, Node], ...]:
        """What does each source state of a node? The latest source comes first."""
        return self._connection.read(lambda reader: read_history(reader, node))

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        """Events by (effective, recorded, id)."""
        return self._connection.read(lambda reader: read_events(reader, subject=subject, type_=type_))

    def export_nodes(self) -> pa.Table:
        """Columns id, type, caption, by id."""
        return self._connection.read(export_nodes)

    def export_words(self) -> WordExport:
        """The words and identifiers by which ``search`` finds nodes, with their nodes."""
        return self._connection.read(export_words)

    def export_links(self) -> pa.Table:
        """Columns id, type, tail, head, from_date, to_date, by id."""
        return self._connection.read(export_links)

    def export_transfers(self) -> pa.Table:
        """All transfers (TRANSFER_SCHEMA), ordered by (value_date, transfer_id)."""
        return export_transfers(self._connection)

    def log(self) -> Iterator[LogEntry]:
        """The audit log from its first entry. It is read page by page, so that a long log blocks nobody."""
        return read_log_pages(self._connection, logs_queries.READ_LOG)

    def log_access(self, audit_event: AuditEvent) -> LogEntry:
        """Append an act that reads to the access log. No writer of the case delays it."""
        return self._readings.append(audit_event)

    def adopt_access_log(self, entries: Iterable[LogEntry]) -> int:
        """Append entries of the access log of another store, unchanged and in their order."""
        if self._read_only:
            raise WrongUse(
                "The case {path} is opened for reading only. Open it for writing.", path=self._connection.address
            )
        return self._readings.adopt(entries)

    def access_log(self) -> Iterator[LogEntry]:
        """The access log from its first entry."""
        return self._readings.entries()

    def console(self, query: str, params: Mapping[str, Value], *, seconds: float, rows: int) -> ConsoleAnswer:
        """The result of a read query of a person. It reads the graph as it is, including a bulk load before its commit."""
        connection = self._connection
        return run_console(
            connection.driver,
            connection.address.database,
            query,
            params,
            seconds=seconds,
            rows=rows,
            bookmarks=connection.bookmarks,
        )

    def verify(self) -> tuple[Check, ...]:
        """Are the stored data the same as those written?"""
        with explained_failures(self._connection.address):
            return (*self._connection.read(verify_case), self._readings.verify())

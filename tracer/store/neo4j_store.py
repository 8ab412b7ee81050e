"""The server store: a case as a graph on a Neo4j server, for an office that works on it together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import pyarrow as pa

from graph_schema.errors import TracerError, WrongUse
from graph_schema.fields import Value
from graph_schema.journal import Deed, LogEntry
from graph_schema.nodes import Node
from graph_schema.views import KeptEvent, LinkView, NodeView
from tracer.store.console_port import ConsoleAnswer
from tracer.store.credentials import Credentials
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Connection
from tracer.store.neo4j.console import run_console
from tracer.store.neo4j.event_reading import read_events, read_sources
from tracer.store.neo4j.failure import explained_failures
from tracer.store.neo4j.link_reading import count_links, export_links, read_links
from tracer.store.neo4j.node_reading import export_nodes, find_nodes, read_history, read_nodes, read_type
from tracer.store.neo4j.reading_log import ReadingLog, read_log_pages
from tracer.store.neo4j.schema import check_case, create_case
from tracer.store.neo4j.searching import search_ids
from tracer.store.neo4j.telling import read_told_by
from tracer.store.neo4j.transfer_reading import (
    count_counterparties,
    export_transfers,
    read_entries_of,
    read_transfers,
    sum_transfers,
)
from tracer.store.neo4j.verifying import verify_case
from tracer.store.neo4j.writer import Neo4jWriter
from tracer.store.neo4j.writer_lock import await_turn
from tracer.store.port import Check, KeptSource, NeighbourCount, SourceRecords, TransferFilter, TransferSum, Writer
from tracer.store.server_address import parse_server_address


def open_neo4j_store(address: str, *, create: bool, read_only: bool, credentials: Credentials) -> Neo4jStore:
    """Open the case kept on this server.

    Args: ``create``: make an empty case where the database is empty, and bring its indexes up to date. ``read_only``:
        refuse every write.
    Raises: ServerUnreachable, ServerUnsuitable, AccessRefused; NotFound where the database holds no case; NotACase
        where it holds something else; StoreTooNew.
    """
    connection = Connection(parse_server_address(address), credentials)
    try:
        if create:
            create_case(connection)
        check_case(connection)
    except BaseException:
        connection.close()
        raise
    return Neo4jStore(connection, read_only=read_only)


class Neo4jStore:
    """One case in one database of a server. May be used from any thread; close it at the end."""

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only
        self._readings = ReadingLog(connection)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """All of the block becomes true at once, or nothing does."""
        if self._read_only:
            raise WrongUse("The case {path} is opened for reading only. Open it for writing.",
                           path=self._connection.address)  # fmt: skip
        await_turn(self._connection)
        writer = None
        try:
            with self._connection.transaction() as transaction:
                writer = Neo4jWriter(self._connection, transaction)
                yield writer
                writer.commit()
        finally:
            if writer is not None and writer.gate_closed:
                with suppress(TracerError):
                    writer.turn.free_gate()

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def data_version(self) -> int:
        """A number that rises with every committed change of the case's data."""
        return self._connection.read(lambda reader: reader.version)

    def digest(self) -> str:
        """The fingerprint of the case, over its seals; ``verify`` proves that the records match them."""
        return self._connection.read(lambda reader: str(reader.rows(statements.READ_GATE)[0]["digest"]))

    def sources(self) -> tuple[KeptSource, ...]:
        """All sources, by digest."""
        return self._connection.read(read_sources)

    def told(self, digest: str) -> SourceRecords:
        """What did this source tell, by itself, whatever other sources say?"""
        return self._connection.read(lambda reader: read_told_by(reader, digest))

    def get(self, ids: Iterable[str]) -> dict[str, NodeView]:
        """What is known of these nodes? Absent ids are absent."""
        asked = list(ids)
        return self._connection.read(lambda reader: read_nodes(reader, asked))

    def nodes(self, type_: str) -> tuple[NodeView, ...]:
        """All nodes of a type, by id."""
        return self._connection.read(lambda reader: read_type(reader, type_))

    def find(self, type_: str, field_: str, value: Value) -> tuple[NodeView, ...]:
        """Nodes of a type with exactly this value in a field, in any source."""
        return self._connection.read(lambda reader: find_nodes(reader, type_, field_, value))

    def search(self, text: str, limit: int = 20) -> tuple[NodeView, ...]:
        """Nodes whose name, number, identifier or description matches the text, best first."""
        return self._connection.read(lambda reader: tuple(read_nodes(reader, search_ids(reader, text, limit)).values()))

    def links(self, types: Iterable[str] = ()) -> tuple[LinkView, ...]:
        """All links, or those of these types, by id."""
        asked = list(types)
        return self._connection.read(lambda reader: read_links(reader, asked))

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[LinkView, ...]:
        """Links that leave or reach a node."""
        asked = list(types)
        return self._connection.read(lambda reader: read_links(reader, asked, node))

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
        """Every statement row behind these transfers, with its source."""
        return self._connection.read(lambda reader: read_entries_of(reader, transfer_ids))

    def history(self, node: str) -> tuple[tuple[str, Node], ...]:
        """What each source says of a node, the latest first."""
        return self._connection.read(lambda reader: read_history(reader, node))

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        """Events by (effective, recorded, id)."""
        return self._connection.read(lambda reader: read_events(reader, subject=subject, type_=type_))

    def export_nodes(self) -> pa.Table:
        """Columns id, type, caption, by id."""
        return self._connection.read(export_nodes)

    def export_links(self) -> pa.Table:
        """Columns id, type, tail, head, from_date, to_date, by id."""
        return self._connection.read(export_links)

    def export_transfers(self) -> pa.Table:
        """All transfers (TRANSFER_SCHEMA), ordered by (value_date, transfer_id)."""
        return export_transfers(self._connection)

    def log(self) -> Iterator[LogEntry]:
        """The log from its first entry; read page by page, so a long one holds up nobody."""
        return read_log_pages(self._connection, statements.READ_LOG)

    def note_reading(self, deed: Deed) -> LogEntry:
        """Put a reading act on record in its own chain; waits for no writer of the case."""
        return self._readings.append(deed)

    def adopt_readings(self, entries: Iterable[LogEntry]) -> int:
        """Take over entries of another store's chain of readings, unchanged, in their order."""
        if self._read_only:
            raise WrongUse("The case {path} is opened for reading only. Open it for writing.",
                           path=self._connection.address)  # fmt: skip
        return self._readings.adopt(entries)

    def readings(self) -> Iterator[LogEntry]:
        """The chain of reading acts from its first entry."""
        return self._readings.entries()

    def console(self, query: str, params: Mapping[str, Value], *, seconds: float, rows: int) -> ConsoleAnswer:
        """The answer to a reading query that a person wrote. It sees the graph as it is, also half an import."""
        connection = self._connection
        return run_console(
            connection.driver, connection.address.database, query, params, seconds=seconds, rows=rows,
            bookmarks=connection.bookmarks,
        )  # fmt: skip

    def verify(self) -> tuple[Check, ...]:
        """Does the store hold what it was given?"""
        with explained_failures(self._connection.address):
            return (*self._connection.read(verify_case), self._readings.verify())

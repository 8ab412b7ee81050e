"""Collects the changes of one transaction in memory until they are flushed together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from graph_schema.audit_log import LogEntry
from graph_schema.records.events import Event
from graph_schema.records.fields import Props
from graph_schema.records.links import LINK_TYPES
from tracer.store.neo4j.queries import events as events_queries
from tracer.store.neo4j.queries import links as links_queries
from tracer.store.neo4j.queries import nodes as nodes_queries
from tracer.store.neo4j.queries import sources as sources_queries
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.stored.records import (
    PLACEHOLDER,
    SourceIndex,
    StoredLink,
    StoredNode,
    kind_of,
    read_source_texts,
    source_mark,
)
from tracer.store.neo4j.stored.transfers import StoredTransfer, read_stored_transfer
from tracer.store.semantics.canonical import read_props
from tracer.store.semantics.seals import Seal

_AT_A_TIME = 5_000
TYPE_OF_LABEL = {kind.label: name for name, kind in LINK_TYPES.items()}


@dataclass(slots=True)
class StoredEvent:
    """An event with the day of recording and the locator of each source, by number of source."""

    event: Event
    by_source: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class LargeTable:
    """Entries of one source whose transfers are all new and all different. They are written to the server by columns."""

    source: int
    entries: pa.Table


@dataclass(slots=True)
class UnitOfWork:
    """The records that one transaction read and changed. An id that does not exist has the value None.

    ``seals``: the stored seals of each source, by digest. ``unfinished``: the command that will complete the case, empty
    for a complete case, None for no change. ``gone_nodes``, ``gone_links`` (with their type), ``gone_transfers``,
    ``gone_events``: the retracted records; a source can state the same id again with another type.
    """

    reader: SnapshotReader
    source_index: SourceIndex
    next_source: int
    nodes: dict[str, StoredNode | None] = field(default_factory=dict)
    links: dict[str, StoredLink | None] = field(default_factory=dict)
    transfers: dict[str, StoredTransfer] = field(default_factory=dict)
    events: dict[str, StoredEvent | None] = field(default_factory=dict)
    large: list[LargeTable] = field(default_factory=list)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    seals: dict[str, list[Seal]] = field(default_factory=dict)
    retracted: list[str] = field(default_factory=list)
    gone_nodes: set[str] = field(default_factory=set)
    gone_links: dict[str, str] = field(default_factory=dict)
    gone_transfers: set[str] = field(default_factory=set)
    gone_events: set[str] = field(default_factory=set)
    log: list[LogEntry] = field(default_factory=list)
    unfinished: str | None = None
    records: dict[int, set[str]] = field(default_factory=dict)
    dirty_nodes: set[str] = field(default_factory=set)
    dirty_links: set[str] = field(default_factory=set)
    dirty_transfers: set[str] = field(default_factory=set)
    dirty_events: set[str] = field(default_factory=set)
    touched: set[tuple[str, str]] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)
    _accounts_read: set[str] = field(default_factory=set)

    def mark(self, source: int, records: str) -> None:
        """Record that the records of this kind of this source have changed."""
        self.records.setdefault(source, set()).add(records)

    def changed(self) -> bool:
        """Has the transaction changed the data of the case?"""
        return bool(self.records) or bool(self.retracted)

    def node(self, id_: str) -> StoredNode | None:
        """A loaded node; None if it does not exist."""
        return self.nodes.get(id_)

    def type_of(self, id_: str) -> str | None:
        """The type of a loaded node; None if no source states it."""
        node = self.nodes.get(id_)
        return None if node is None or node.type == PLACEHOLDER else node.type

    def read_nodes(self, ids: Iterable[str]) -> None:
        """Load these nodes."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.nodes]
        for part in parts(wanted):
            self.keep_nodes(self.reader.rows(nodes_queries.GET_NODES, ids=part))
            for id_ in part:
                self.nodes.setdefault(id_, None)

    def read_links(self, ids: Iterable[str]) -> None:
        """Load these links."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.links]
        for part in parts(wanted):
            self.keep_links(self.reader.rows(links_queries.GET_LINKS, ids=part))
            for id_ in part:
                self.links.setdefault(id_, None)

    def read_transfers(self, accounts: Iterable[str]) -> None:
        """Load all transfers of these accounts."""
        self.read_nodes(accounts)
        wanted = []
        for account in accounts:
            node = self.nodes[account]
            if account not in self._accounts_read and node is not None and node.stored:
                wanted.append(account)
        self._accounts_read.update(accounts)
        for start in range(0, len(wanted), 200):
            rows = self.reader.rows(transfers_queries.TRANSFERS_OF_ACCOUNTS, ids=wanted[start : start + 200])
            for row in rows:
                if row["id"] not in self.gone_transfers:
                    self.transfers.setdefault(row["id"], read_stored_transfer(row))

    def read_events(self, ids: Iterable[str]) -> None:
        """Load these events."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.events]
        for part in parts(wanted):
            for row in self.reader.rows(events_queries.GET_EVENTS, ids=part):
                self.events[row["id"]] = read_event(row)
            for id_ in part:
                self.events.setdefault(id_, None)

    def read_source(self, number: int) -> None:
        """Load all records of this source. Cost: the server looks at all nodes, links and events."""
        mark = source_mark(number)
        self.keep_nodes(self.reader.rows(nodes_queries.NODES_OF_SOURCE, mark=mark))
        self.keep_links(self.reader.rows(links_queries.LINKS_OF_SOURCE, mark=mark))
        for row in self.reader.rows(events_queries.EVENTS_OF_SOURCE, mark=mark):
            self.events.setdefault(row["id"], read_event(row))
        digest = self.source_index.by_number[number].digest
        for row in self.reader.rows(sources_queries.ACCOUNTS_OF_SOURCE, digest=digest):
            self.read_transfers(row["accounts"] or [])

    def live_nodes(self) -> Iterable[StoredNode]:
        """All loaded nodes that exist."""
        return (node for node in self.nodes.values() if node is not None)

    def live_links(self) -> Iterable[StoredLink]:
        """All loaded links that exist."""
        return (link for link in self.links.values() if link is not None)

    def keep_nodes(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add nodes from rows of the server. Nodes of a bulk load before its commit are ignored."""
        for row in rows:
            is_placeholder = row["since"] is None
            if row["id"] not in self.nodes and (is_placeholder or row["since"] <= self.reader.version):
                kind, by_source = (
                    (PLACEHOLDER, {}) if is_placeholder else (kind_of(row["labels"]), read_source_texts(row["told"]))
                )
                self.nodes[row["id"]] = StoredNode(row["id"], kind, by_source, stored=True)

    def keep_links(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add links from rows of the server. Links of a bulk load before its commit are ignored."""
        for row in rows:
            if row["id"] not in self.links and row["since"] <= self.reader.version:
                kind = TYPE_OF_LABEL[row["label"]]
                by_source = read_source_texts(row["told"])
                self.links[row["id"]] = StoredLink(row["id"], kind, row["tail"], row["head"], by_source, stored=True)


def read_event(row: Mapping[str, Any]) -> StoredEvent:
    """The event in a row of the server. Its day of recording and locator are those of the first source."""
    by_source: dict[int, tuple[str, str]] = {}
    for text in row["told"]:
        number, day, locator = text.split("|", 2)
        by_source[int(number)] = (day, locator)
    content: Props = read_props(row["content"])
    day, locator = by_source[min(by_source)]
    event = Event(
        row["id"],
        row["type"],
        row["subject"],
        date.fromisoformat(row["effective"]),
        date.fromisoformat(day),
        row["author"],
        content,
        locator,
    )
    return StoredEvent(event, by_source)


def parts(ids: list[str], size: int = _AT_A_TIME) -> Iterable[list[str]]:
    """Split ids into parts of the size that one statement accepts."""
    return (ids[start : start + size] for start in range(0, len(ids), size))

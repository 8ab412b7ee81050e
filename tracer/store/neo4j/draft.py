"""The case as a transaction will leave it: what was read, changed by what was told, until all is saved at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from graph_schema.events import Event
from graph_schema.fields import Props
from graph_schema.journal import LogEntry
from graph_schema.links import LINK_TYPES
from tracer.store.canonical import read_props
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.told import GHOST, KeptLink, KeptNode, Tellers, kind_of, read_told
from tracer.store.neo4j.transfers import KeptTransfer, read_kept
from tracer.store.sealing import Seal

_AT_A_TIME = 5_000
TYPE_OF_LABEL = {kind.label: name for name, kind in LINK_TYPES.items()}


@dataclass(slots=True)
class KeptEvent:
    """An event with the day of recording and the place that each source gives, by number of source."""

    event: Event
    told: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class LargeTable:
    """Rows of one source that are all new and all different: they go to the server by columns."""

    source: int
    entries: pa.Table


@dataclass(slots=True)
class Draft:
    """What one transaction read and changed. Ids that were looked for and are not there are kept as None.

    ``seals``: those that each source, by digest, was given before. ``gone_nodes``, ``gone_links`` (with
    their kind), ``gone_transfers``, ``gone_events``: what was taken back; the same id may be told anew, otherwise.
    """

    reader: Reader
    tellers: Tellers
    next_source: int
    nodes: dict[str, KeptNode | None] = field(default_factory=dict)
    links: dict[str, KeptLink | None] = field(default_factory=dict)
    transfers: dict[str, KeptTransfer] = field(default_factory=dict)
    events: dict[str, KeptEvent | None] = field(default_factory=dict)
    large: list[LargeTable] = field(default_factory=list)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    seals: dict[str, list[Seal]] = field(default_factory=dict)
    retracted: list[str] = field(default_factory=list)
    gone_nodes: set[str] = field(default_factory=set)
    gone_links: dict[str, str] = field(default_factory=dict)
    gone_transfers: set[str] = field(default_factory=set)
    gone_events: set[str] = field(default_factory=set)
    log: list[LogEntry] = field(default_factory=list)
    records: dict[int, set[str]] = field(default_factory=dict)
    dirty_nodes: set[str] = field(default_factory=set)
    dirty_links: set[str] = field(default_factory=set)
    dirty_transfers: set[str] = field(default_factory=set)
    dirty_events: set[str] = field(default_factory=set)
    touched: set[tuple[str, str]] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)
    _accounts_read: set[str] = field(default_factory=set)

    def mark(self, source: int, records: str) -> None:
        """Note that this source tells other records of this kind than before."""
        self.records.setdefault(source, set()).add(records)

    def changed(self) -> bool:
        """Will the case differ from what it was?"""
        return bool(self.records) or bool(self.retracted)

    def node(self, id_: str) -> KeptNode | None:
        """A node that was read before; None where there is none."""
        return self.nodes.get(id_)

    def type_of(self, id_: str) -> str | None:
        """The kind of a node that was read before; None where no source tells it."""
        node = self.nodes.get(id_)
        return None if node is None or node.type == GHOST else node.type

    def read_nodes(self, ids: Iterable[str]) -> None:
        """Have these nodes at hand."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.nodes]
        for part in parts(wanted):
            self.keep_nodes(self.reader.rows(statements.GET_NODES, ids=part))
            for id_ in part:
                self.nodes.setdefault(id_, None)

    def read_links(self, ids: Iterable[str]) -> None:
        """Have these links at hand."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.links]
        for part in parts(wanted):
            self.keep_links(self.reader.rows(statements.GET_LINKS, ids=part))
            for id_ in part:
                self.links.setdefault(id_, None)

    def read_transfers(self, accounts: Iterable[str]) -> None:
        """Have all transfers of these accounts at hand."""
        self.read_nodes(accounts)
        wanted = []
        for account in accounts:
            node = self.nodes[account]
            if account not in self._accounts_read and node is not None and node.stored:
                wanted.append(account)
        self._accounts_read.update(accounts)
        for place in range(0, len(wanted), 200):
            rows = self.reader.rows(statements.TRANSFERS_OF_ACCOUNTS, ids=wanted[place : place + 200])
            for row in rows:
                if row["id"] not in self.gone_transfers:
                    self.transfers.setdefault(row["id"], read_kept(row))

    def read_events(self, ids: Iterable[str]) -> None:
        """Have these events at hand."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.events]
        for part in parts(wanted):
            for row in self.reader.rows(statements.GET_EVENTS, ids=part):
                self.events[row["id"]] = read_event(row)
            for id_ in part:
                self.events.setdefault(id_, None)

    def read_source(self, number: int) -> None:
        """Have everything at hand that this source tells. Cost: one look at all nodes, links and events."""
        self.keep_nodes(self.reader.rows(statements.ALL_NODES))
        self.keep_links(self.reader.rows(statements.ALL_LINKS))
        for row in self.reader.rows(statements.READ_EVENTS[()]):
            self.events.setdefault(row["id"], read_event(row))
        digest = self.tellers.by_number[number].digest
        for row in self.reader.rows(statements.ACCOUNTS_OF_SOURCE, digest=digest):
            self.read_transfers(row["accounts"] or [])

    def live_nodes(self) -> Iterable[KeptNode]:
        """All nodes at hand that are there."""
        return (node for node in self.nodes.values() if node is not None)

    def live_links(self) -> Iterable[KeptLink]:
        """All links at hand that are there."""
        return (link for link in self.links.values() if link is not None)

    def keep_nodes(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Have these nodes at hand, as the server gives them; what a load has only sent ahead is not there yet."""
        for row in rows:
            waits = row["since"] is None
            if row["id"] not in self.nodes and (waits or row["since"] <= self.reader.version):
                kind, told = (GHOST, {}) if waits else (kind_of(row["labels"]), read_told(row["told"]))
                self.nodes[row["id"]] = KeptNode(row["id"], kind, told, stored=True)

    def keep_links(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Have these links at hand, as the server gives them; what a load has only sent ahead is not there yet."""
        for row in rows:
            if row["id"] not in self.links and row["since"] <= self.reader.version:
                kind = TYPE_OF_LABEL[row["label"]]
                told = read_told(row["told"])
                self.links[row["id"]] = KeptLink(row["id"], kind, row["tail"], row["head"], told, stored=True)


def read_event(row: Mapping[str, Any]) -> KeptEvent:
    """An event as the server gives it; its own day and place are those of the first source."""
    told: dict[int, tuple[str, str]] = {}
    for text in row["told"]:
        number, day, locator = text.split("|", 2)
        told[int(number)] = (day, locator)
    content: Props = read_props(row["content"])
    day, locator = told[min(told)]
    event = Event(
        row["id"], row["type"], row["subject"], date.fromisoformat(row["effective"]), date.fromisoformat(day),
        row["author"], content, locator,
    )  # fmt: skip
    return KeptEvent(event, told)


def parts(ids: list[str]) -> Iterable[list[str]]:
    """So many at a time as one question to the server names."""
    return (ids[place : place + _AT_A_TIME] for place in range(0, len(ids), _AT_A_TIME))

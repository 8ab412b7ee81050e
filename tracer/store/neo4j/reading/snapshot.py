"""Reads a full snapshot of the server, including records that readers never see. It is used for verification only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph_schema.rendering.cypher import KEPT_LABELS, THING_LABEL, TRANSFER_LABEL
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import snapshot as snapshot_queries
from tracer.store.neo4j.queries import sources as sources_queries
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.reading.transfers import spans_of_numbers
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.stored.records import SourceIndex, kind_of
from tracer.store.neo4j.stored.transfers import account_or_none, read_stored_transfer, transfer_row
from tracer.store.neo4j.unit_of_work import TYPE_OF_LABEL, UnitOfWork, read_event

DIFFERING: Final = "Differing"
_OUTSIDE: Final = {"Thing", "Outside"}
_UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError)
_ROW: Final = ("debit", "credit", *transfers_queries.TRANSFER_COLUMNS)
_COLUMNS: Final = {name: index for index, name in enumerate(_ROW)}


@dataclass(slots=True)
class DisplayProperties:
    """The stored properties of one node, link or event. ``differing``: whether it has the label Differing."""

    props: Mapping[str, Any]
    differing: bool = False


@dataclass(slots=True)
class Snapshot:
    """All records of the case and their display properties.

    ``unlike``: ids of nodes, links and events whose display properties cannot be compared. ``transfers_unlike``: ids of
    transfers whose display properties differ from their entries. ``foreign``: nodes and relationships that the store
    did not write.
    """

    reader: SnapshotReader
    unit: UnitOfWork
    sources: dict[str, dict[str, Any]]
    nodes: dict[str, DisplayProperties] = field(default_factory=dict)
    links: dict[str, DisplayProperties] = field(default_factory=dict)
    events: dict[str, DisplayProperties] = field(default_factory=dict)
    about: list[dict[str, Any]] = field(default_factory=list)
    unlike: set[str] = field(default_factory=set)
    transfers_unlike: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)


def read_snapshot(reader: SnapshotReader) -> Snapshot:
    """Reads a full snapshot. Cost: reads each node and relationship; all records are in memory."""
    # Not the index kept of this version: a snapshot shows what lies in the database now.
    source_index = SourceIndex(reader.rows(sources_queries.READ_SOURCE_INDEX))
    sources = [row["source"] for row in reader.rows(sources_queries.READ_SOURCES)]
    snapshot = Snapshot(reader, UnitOfWork(reader, source_index, 0), {source["digest"]: source for source in sources})
    for row in reader.rows(snapshot_queries.SNAPSHOT_NODES):
        _add_node(snapshot, frozenset(row["labels"]), row["properties"], row["element_id"])
    for row in reader.rows(snapshot_queries.SNAPSHOT_LINKS):
        _add_link(snapshot, row)
    for row in reader.rows(snapshot_queries.SNAPSHOT_EVENTS):
        _add_event(snapshot, row)
    snapshot.about = reader.rows(snapshot_queries.SNAPSHOT_SUBJECTS)
    for first, last in spans_of_numbers(reader):
        for row in reader.rows(snapshot_queries.SNAPSHOT_TRANSFERS, first=first, last=last):
            _add_transfer(snapshot, row["row"], row["property_count"], source_index)
    snapshot.foreign += _foreign(reader)
    return snapshot


def _add_node(snapshot: Snapshot, labels: frozenset[str], display: Mapping[str, Any], element_id: str) -> None:
    id_, since = display.get("id"), display.get("since")
    if type(id_) is not str or type(since) not in (int, type(None)):
        snapshot.foreign.append(_named(labels, element_id))
        return
    if "Outside" in labels or account_or_none(id_) is None:
        if (
            labels != _OUTSIDE
            or account_or_none(id_) is not None
            or display != {"id": id_, "name": transfers_queries.OUTSIDE_NAME}
        ):
            snapshot.unlike.add(id_)
        return
    is_placeholder = since is None
    if labels - {DIFFERING} != ({THING_LABEL} if is_placeholder else {THING_LABEL, kind_of(sorted(labels))}) or (
        is_placeholder and (display != {"id": id_} or DIFFERING in labels)
    ):
        snapshot.foreign.append(_named(labels, id_))
    try:
        snapshot.unit.keep_nodes([{"since": None, **display, "labels": sorted(labels)}])
    except _UNREADABLE:
        snapshot.unlike.add(id_)
        return
    if not is_placeholder:
        snapshot.nodes[id_] = DisplayProperties(display, DIFFERING in labels)


def _add_link(snapshot: Snapshot, row: Mapping[str, Any]) -> None:
    """Add a link. If another relationship has the same id, the id is reported, because this store wrote only one of them."""
    display = row["properties"]
    id_ = display.get("id")
    if type(id_) is not str:
        snapshot.foreign.append(_named([row["label"]], row["element_id"]))
        return
    if id_ in snapshot.links:
        snapshot.unlike.add(id_)
        return
    try:
        snapshot.unit.keep_links([{**display, **{name: row[name] for name in ("label", "tail", "head")}}])
    except _UNREADABLE:
        snapshot.unlike.add(id_)
        return
    snapshot.links[id_] = DisplayProperties(display)


def _add_event(snapshot: Snapshot, row: Mapping[str, Any]) -> None:
    try:
        snapshot.unit.events[row["id"]] = read_event(row)
    except _UNREADABLE:
        snapshot.unlike.add(str(row["id"]))
        return
    snapshot.events[row["id"]] = DisplayProperties(row["properties"])


def _add_transfer(snapshot: Snapshot, row: list[Any], property_count: int | None, source_index: SourceIndex) -> None:
    """Add the entries of a transfer, and compare its display properties at once, because a case has many transfers."""
    try:
        kept = read_stored_transfer({**dict(zip(_ROW, row, strict=True)), "value_day": row[_COLUMNS["value_date"]]})
        snapshot.unit.transfers[kept.id] = kept
        wanted = transfer_row(kept, source_index, row[_COLUMNS["since"]])
    except _UNREADABLE:
        snapshot.transfers_unlike.add(str(row[_COLUMNS["id"]]))
        return
    sides = {entry.side for entry in kept.entries}
    if (
        row != wanted
        or list(map(type, row)) != list(map(type, wanted))
        or property_count != len(wanted) - 2 - wanted.count(None)
        or type(kept.debit_seq) is not (int if "debit" in sides else type(None))
        or type(kept.credit_seq) is not (int if "credit" in sides else type(None))
    ):
        snapshot.transfers_unlike.add(kept.id)


def _foreign(reader: SnapshotReader) -> list[str]:
    """Nodes and relationships that do not belong to the case, except those of a bulk load before its commit."""
    other_labels = sorted(KEPT_LABELS.keys() - {THING_LABEL})
    rows = reader.rows(snapshot_queries.FOREIGN_NODES, kept=other_labels)
    rows += reader.rows(snapshot_queries.FOREIGN_LINKS, known=[*TYPE_OF_LABEL, TRANSFER_LABEL, snapshot_queries.ABOUT])
    # Read last: a bulk load records its mark before it writes anything.
    loading = reader.rows(case_queries.READ_BULK_LOAD)[0]["staging"] is not None
    foreign = [row for row in rows if not (row["ahead"] and loading)]
    return sorted(f"{_named(row['labels'], row['element_id'])} ({row['count']})" for row in foreign)


def _named(labels: Iterable[str], id_: str) -> str:
    return f"{''.join(f':{label}' for label in sorted(labels)) or '()'} {id_}"

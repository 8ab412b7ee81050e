"""Returns the records of one source as tables for its seals. Both stores have the same tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from tracer.store.neo4j.stored.records import StoredLink, StoredNode
from tracer.store.neo4j.stored.transfers import StoredTransfer, entry_table
from tracer.store.neo4j.unit_of_work import StoredEvent, UnitOfWork
from tracer.store.semantics.canonical import write_props
from tracer.store.semantics.seals import Seal, seal_records

_SOURCE_TEXTS: Final = ("digest", "name", "kind", "importer", "importer_version", "as_of", "flags", "rejections")
_SOURCE_NUMBERS: Final = ("size", "rows", "kept", "rejected")
RECORDS: Final = ("source", "receipt", "node", "link", "entry", "event")


def seal_of(unit: UnitOfWork, number: int, records: str) -> Seal:
    """Which seal do the records of this source have in the unit of work?"""
    digest = unit.source_index.by_number[number].digest
    if records in ("source", "receipt"):
        return seal_records(digest, records, source_table(unit.sources[digest], records))
    if records == "node":
        return seal_records(digest, records, node_table(number, unit.live_nodes()))
    if records == "link":
        return seal_records(digest, records, link_table(number, unit.live_links()))
    if records == "event":
        return seal_records(digest, records, event_table(number, (e for e in unit.events.values() if e)))
    large = [table.entries for table in unit.large if table.source == number]
    own = entries_of(number, unit.transfers.values())
    return seal_records(digest, records, pa.concat_tables([own, *large]))


def source_table(row: Mapping[str, Any], records: str) -> pa.Table:
    """The source, or its receipt: the actor and time."""
    if records == "receipt":
        return _texts({name: [row[name]] for name in ("digest", "received", "actor")})
    table = _texts({name: [row[name]] for name in _SOURCE_TEXTS})
    for name in _SOURCE_NUMBERS:
        table = table.append_column(name, pa.array([row[name]], pa.int64()))
    return table


def node_table(number: int, nodes: Iterable[StoredNode]) -> pa.Table:
    """The records of the source about nodes."""
    rows = [(node.id, node.type, node.by_source[number]) for node in nodes if number in node.by_source]
    return _texts(
        {
            "id": [id_ for id_, _, _ in rows],
            "type": [type_ for _, type_, _ in rows],
            "props": [write_props(record.props) for _, _, record in rows],
            "locator": [record.locator for _, _, record in rows],
        }
    )


def link_table(number: int, links: Iterable[StoredLink]) -> pa.Table:
    """The records of the source about links."""
    own = [link for link in links if number in link.by_source]
    columns = {name: [getattr(link, name) for link in own] for name in ("id", "type", "tail", "head")}
    columns["props"] = [write_props(link.by_source[number].props) for link in own]
    columns["locator"] = [link.by_source[number].locator for link in own]
    return _texts(columns)


def event_table(number: int, events: Iterable[StoredEvent]) -> pa.Table:
    """The events of the source."""
    own = [kept for kept in events if number in kept.by_source]
    return _texts(
        {
            "id": [kept.event.id for kept in own],
            "type": [kept.event.type for kept in own],
            "subject": [kept.event.subject for kept in own],
            "effective": [kept.event.effective.isoformat() for kept in own],
            "recorded": [kept.by_source[number][0] for kept in own],
            "author": [kept.event.author for kept in own],
            "props": [write_props(kept.event.props) for kept in own],
            "locator": [kept.by_source[number][1] for kept in own],
        }
    )


def entries_of(number: int, transfers: Iterable[StoredTransfer]) -> pa.Table:
    """The entries of the source (ENTRY_SCHEMA)."""
    return entry_table([(t, entry) for t in transfers for entry in t.entries if entry.source == number])


def _texts(columns: Mapping[str, list[str]]) -> pa.Table:
    schema = pa.schema([pa.field(name, pa.string()) for name in columns])
    return pa.table(dict(columns), schema=schema)

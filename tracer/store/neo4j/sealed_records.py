"""The records of one source as they are sealed: in the form every store shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from tracer.store.canonical import write_props
from tracer.store.neo4j.draft import Draft, KeptEvent
from tracer.store.neo4j.told import KeptLink, KeptNode
from tracer.store.neo4j.transfers import KeptTransfer, entry_table
from tracer.store.sealing import Seal, seal_records

_SOURCE_TEXTS: Final = ("digest", "name", "kind", "importer", "importer_version", "as_of", "flags", "rejections")
_SOURCE_NUMBERS: Final = ("size", "rows", "kept", "rejected")
RECORDS: Final = ("source", "receipt", "node", "link", "entry", "event")


def seal_of(draft: Draft, number: int, records: str) -> Seal:
    """Which seal do the records of this source carry as the draft leaves them?"""
    digest = draft.tellers.by_number[number].digest
    if records in ("source", "receipt"):
        return seal_records(digest, records, source_table(draft.sources[digest], records))
    if records == "node":
        return seal_records(digest, records, node_table(number, draft.live_nodes()))
    if records == "link":
        return seal_records(digest, records, link_table(number, draft.live_links()))
    if records == "event":
        return seal_records(digest, records, event_table(number, (e for e in draft.events.values() if e)))
    large = [table.entries for table in draft.large if table.source == number]
    own = entries_of(number, draft.transfers.values())
    return seal_records(digest, records, pa.concat_tables([own, *large]))


def source_table(row: Mapping[str, Any], records: str) -> pa.Table:
    """The source itself, or by whom and when it was received."""
    if records == "receipt":
        return _texts({name: [row[name]] for name in ("digest", "received", "actor")})
    table = _texts({name: [row[name]] for name in _SOURCE_TEXTS})
    for name in _SOURCE_NUMBERS:
        table = table.append_column(name, pa.array([row[name]], pa.int64()))
    return table


def node_table(number: int, nodes: Iterable[KeptNode]) -> pa.Table:
    """What the source says of nodes."""
    rows = [(node.id, node.type, node.told[number]) for node in nodes if number in node.told]
    return _texts(
        {
            "id": [id_ for id_, _, _ in rows],
            "type": [type_ for _, type_, _ in rows],
            "props": [write_props(said.props) for _, _, said in rows],
            "locator": [said.locator for _, _, said in rows],
        }
    )


def link_table(number: int, links: Iterable[KeptLink]) -> pa.Table:
    """What the source says of links."""
    own = [link for link in links if number in link.told]
    columns = {name: [getattr(link, name) for link in own] for name in ("id", "type", "tail", "head")}
    columns["props"] = [write_props(link.told[number].props) for link in own]
    columns["locator"] = [link.told[number].locator for link in own]
    return _texts(columns)


def event_table(number: int, events: Iterable[KeptEvent]) -> pa.Table:
    """The events that the source tells."""
    own = [kept for kept in events if number in kept.told]
    return _texts(
        {
            "id": [kept.event.id for kept in own],
            "type": [kept.event.type for kept in own],
            "subject": [kept.event.subject for kept in own],
            "effective": [kept.event.effective.isoformat() for kept in own],
            "recorded": [kept.told[number][0] for kept in own],
            "author": [kept.event.author for kept in own],
            "props": [write_props(kept.event.props) for kept in own],
            "locator": [kept.told[number][1] for kept in own],
        }
    )


def entries_of(number: int, transfers: Iterable[KeptTransfer]) -> pa.Table:
    """The statement rows that the source tells (ENTRY_SCHEMA)."""
    return entry_table([(t, entry) for t in transfers for entry in t.entries if entry.source == number])


def _texts(columns: Mapping[str, list[str]]) -> pa.Table:
    schema = pa.schema([pa.field(name, pa.string()) for name in columns])
    return pa.table(dict(columns), schema=schema)

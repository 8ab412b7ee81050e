"""Reads the records of one source as tables for its seals. Both stores have the same tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pyarrow as pa

from graph_schema.records.transfers import ENTRY_SCHEMA
from graph_schema.rendering.sql import NODE_COLUMNS, PARTY_COLUMNS
from tracer.store.semantics.seals import Seal, seal_records
from tracer.store.sqlite.reading.arrow import read_table

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_SOURCE_TEXTS = ("digest", "name", "kind", "importer", "importer_version", "as_of", "flags", "rejections")
_SOURCE_NUMBERS = ("size", "rows", "kept", "rejected")
_EVENT = ("id", "type", "subject", "effective", "recorded", "author", "props", "locator")


def _texts(*names: str) -> pa.Schema:
    return pa.schema([pa.field(name, pa.string()) for name in names])


def _source(connection: sqlite3.Connection, source: int) -> pa.Table:
    schema = pa.schema([*_texts(*_SOURCE_TEXTS), *(pa.field(name, pa.int64()) for name in _SOURCE_NUMBERS)])
    return read_table(connection, _SOURCE, (source,), schema)


def _receipt(connection: sqlite3.Connection, source: int) -> pa.Table:
    return read_table(connection, _RECEIPT, (source,), _texts("digest", "received", "actor"))


def _nodes(connection: sqlite3.Connection, source: int) -> pa.Table:
    return read_table(connection, _NODES, (source,), _texts("id", "type", "props", "locator"))


def _links(connection: sqlite3.Connection, source: int) -> pa.Table:
    schema = _texts("id", "type", "tail", "head", "props", "locator")
    return read_table(connection, _LINKS, (source,), schema)


def _entries(connection: sqlite3.Connection, source: int) -> pa.Table:
    """All entries of a source (ENTRY_SCHEMA)."""
    return read_table(connection, _ENTRIES, (source,), ENTRY_SCHEMA, numbered=ENTRY_NODES)


def _events(connection: sqlite3.Connection, source: int) -> pa.Table:
    return read_table(connection, _EVENTS, (source,), _texts(*_EVENT))


_SOURCE = f"SELECT {', '.join((*_SOURCE_TEXTS, *_SOURCE_NUMBERS))} FROM source WHERE no = ?"
_RECEIPT = "SELECT digest, received, actor FROM source WHERE no = ?"
_NODES = """
SELECT node.id, node.type, record.props, record.locator
FROM node_record AS record LEFT JOIN node ON node.no = record.node
WHERE record.source = ?
"""
_LINKS = """
SELECT link.id, link.type, tail.id, head.id, record.props, record.locator
FROM link_record AS record
LEFT JOIN link ON link.no = record.link
LEFT JOIN node AS tail ON tail.no = link.tail
LEFT JOIN node AS head ON head.no = link.head
WHERE record.source = ?
"""
_EVENTS = f"SELECT {', '.join(_EVENT)} FROM event_record WHERE source = ?"

_OF_TRANSFER = {"transfer_id": "transfer.id"} | {name: f"transfer.{name}" for name in PARTY_COLUMNS}
ENTRY_SELECTION = ", ".join(_OF_TRANSFER.get(name, f"entry.{name}") for name in ENTRY_SCHEMA.names)
ENTRY_NODES = dict.fromkeys(NODE_COLUMNS, "node")
_ENTRIES = (
    f"SELECT {ENTRY_SELECTION} FROM entry LEFT JOIN transfer ON transfer.no = entry.transfer WHERE entry.source = ?"
)

TABLE_READERS: dict[str, Callable[[sqlite3.Connection, int], pa.Table]] = {
    "source": _source,
    "receipt": _receipt,
    "node": _nodes,
    "link": _links,
    "entry": _entries,
    "event": _events,
}
"""Kind of record -> the function that reads its records of one source."""


def compute_seal(connection: sqlite3.Connection, number: int, digest: str, records: str) -> Seal:
    """Which seal do the stored records of this source have now?"""
    return seal_records(digest, records, TABLE_READERS[records](connection, number))


def read_seals(connection: sqlite3.Connection) -> list[Seal]:
    """Which seals were written?"""
    rows = connection.execute(
        "SELECT source.digest, seal.records, seal.count, seal.sha256 FROM seal JOIN source ON source.no = seal.source"
    )
    return sorted(Seal(*row) for row in rows)

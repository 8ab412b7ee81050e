"""Reads the records of one source."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pyarrow as pa

from graph_schema.errors import NotFound
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tracer.store.ports.store_values import SourceRecords
from tracer.store.semantics.canonical import read_props
from tracer.store.semantics.seals import SORT_KEYS
from tracer.store.sqlite.reading.events import read_event
from tracer.store.sqlite.reading.sealed_records import TABLE_READERS

_FIND = "SELECT no FROM source WHERE digest = ?"


def read_source_records(connection: sqlite3.Connection, digest: str) -> SourceRecords:
    """All records of this source, without the records of others. Raises NotFound for an unknown source."""
    row = connection.execute(_FIND, (digest,)).fetchone()
    if row is None:
        raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
    tables = {records: _read_sorted(connection, int(row[0]), records) for records in ("node", "link", "event", "entry")}
    return SourceRecords(
        nodes=tuple(
            Node(id_, type_, read_props(props), locator) for id_, type_, props, locator in _rows(tables["node"])
        ),
        links=tuple(
            Link(id_, type_, tail, head, read_props(props), locator)
            for id_, type_, tail, head, props, locator in _rows(tables["link"])
        ),
        events=tuple(read_event(*row) for row in _rows(tables["event"])),
        entries=tables["entry"],
    )


def _read_sorted(connection: sqlite3.Connection, source: int, records: str) -> pa.Table:
    return TABLE_READERS[records](connection, source).sort_by([(name, "ascending") for name in SORT_KEYS[records]])


def _rows(table: pa.Table) -> Iterator[tuple[str, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)

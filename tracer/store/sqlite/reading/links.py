"""Reads links merged from all their sources. A link to a placeholder is not returned."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyarrow as pa

from graph_schema.records.links import Link
from graph_schema.records.merged_records import MergedLink
from tracer.store.ports.store_values import Direction
from tracer.store.semantics.canonical import read_props, write_list
from tracer.store.semantics.record_merging import SourceRef, merge_link

_RECORDS = """
SELECT source.as_of, source.digest, link.id, link.type, tail.id, head.id, record.props, record.locator
FROM link
JOIN node AS tail ON tail.no = link.tail AND tail.type IS NOT NULL
JOIN node AS head ON head.no = link.head AND head.type IS NOT NULL
JOIN link_record AS record ON record.link = link.no
JOIN source ON source.no = record.source
WHERE (:all_types OR link.type IN (SELECT value FROM json_each(:types))) {} ORDER BY link.id
"""
_ALL = _RECORDS.format("")
_OF_NODE = _RECORDS.format(
    "AND link.no IN (SELECT no FROM link WHERE tail = :node UNION SELECT no FROM link WHERE head = :node)"
)
LINK_EXPORT = pa.schema([(name, pa.string()) for name in ("id", "type", "tail", "head", "from_date", "to_date")])


def read_links(connection: sqlite3.Connection, types: Iterable[str], node: str | None = None) -> Iterator[MergedLink]:
    """All links, or the links of these types or of this node, by id."""
    chosen = sorted(set(types))
    params: dict[str, object] = {"all_types": not chosen, "types": write_list(chosen)}
    if node is None:
        return _merge_rows(connection.execute(_ALL, params))
    row = connection.execute("SELECT no FROM node WHERE id = ?", (node,)).fetchone()
    return iter(()) if row is None else _merge_rows(connection.execute(_OF_NODE, params | {"node": row[0]}))


def count_links(connection: sqlite3.Connection, node: str) -> list[tuple[str, Direction, int]]:
    """How many links of each type leave (``out``) or reach (``in``) a node?"""
    query = """
    SELECT link.type, :direction, count(*) FROM node
    JOIN link ON link.{near} = node.no
    JOIN node AS far ON far.no = link.{far} AND far.type IS NOT NULL
    WHERE node.id = :node AND node.type IS NOT NULL GROUP BY link.type
    """
    counts: list[tuple[str, Direction, int]] = []
    directions: tuple[tuple[Direction, str, str], ...] = (("out", "tail", "head"), ("in", "head", "tail"))
    for direction, near, far in directions:
        params = {"node": node, "direction": direction}
        counts += connection.execute(query.format(near=near, far=far), params).fetchall()
    return counts


def export_links(connection: sqlite3.Connection) -> pa.Table:
    """Columns id, type, tail, head, from_date, to_date, by id."""
    rows = [
        (link.id, link.type, link.tail, link.head, link.props.get("from_date"), link.props.get("to_date"))
        for link in read_links(connection, ())
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(LINK_EXPORT)
    return pa.Table.from_arrays([pa.array(column, pa.string()) for column in columns], schema=LINK_EXPORT)


def _merge_rows(rows: Iterable[tuple[str, ...]]) -> Iterator[MergedLink]:
    records = (
        (SourceRef(as_of, digest), Link(id_, type_, tail, head, read_props(props), locator))
        for as_of, digest, id_, type_, tail, head, props, locator in rows
    )
    for _, group in groupby(records, key=lambda record: record[1].id):
        yield merge_link(group)

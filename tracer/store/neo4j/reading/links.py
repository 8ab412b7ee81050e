"""Reads links merged from all their sources. A link to a placeholder is not returned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from graph_schema.records.links import LINK_TYPES, Link
from graph_schema.records.merged_records import MergedLink
from tracer.store.neo4j.queries import links as links_queries
from tracer.store.neo4j.reading.nodes import read_source_index
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.stored.records import SourceIndex, read_source_texts
from tracer.store.neo4j.unit_of_work import TYPE_OF_LABEL
from tracer.store.ports.store_values import NeighbourCount
from tracer.store.semantics.record_merging import merge_link

LINK_EXPORT = pa.schema([(name, pa.string()) for name in ("id", "type", "tail", "head", "from_date", "to_date")])


def read_links(reader: SnapshotReader, types: Iterable[str], node: str | None = None) -> tuple[MergedLink, ...]:
    """All links, or the links of these types or of this node, by id."""
    chosen = set(types)
    labels = [kind.label for name, kind in LINK_TYPES.items() if not chosen or name in chosen]
    if node is None:
        rows = reader.rows(links_queries.LINKS_OF_TYPES, labels=labels)
    else:
        rows = reader.rows(links_queries.LINKS_OF_NODE, labels=labels, node=node)
    source_index = read_source_index(reader)
    links = {row["id"]: _merge_row(row, source_index) for row in rows}
    return tuple(links[id_] for id_ in sorted(links))


def count_links(reader: SnapshotReader, node: str) -> list[NeighbourCount]:
    """How many links of each type leave (``out``) or reach (``in``) a node?"""
    rows = reader.rows(links_queries.COUNT_LINKS, node=node)
    return [NeighbourCount(TYPE_OF_LABEL[row["label"]], row["direction"], row["count"]) for row in rows]


def export_links(reader: SnapshotReader) -> pa.Table:
    """Columns id, type, tail, head, from_date, to_date, by id."""
    links = read_links(reader, ())
    dates = ("from_date", "to_date")
    columns = [[getattr(link, name) for link in links] for name in LINK_EXPORT.names if name not in dates]
    columns += [[link.props.get(name) for link in links] for name in dates]
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=LINK_EXPORT)


def _merge_row(row: Mapping[str, Any], source_index: SourceIndex) -> MergedLink:
    kind = TYPE_OF_LABEL[row["label"]]
    return merge_link(
        (source_index.by_number[number], Link(row["id"], kind, row["tail"], row["head"], record.props, record.locator))
        for number, record in read_source_texts(row["told"]).items()
    )

"""Reads nodes merged from all their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from graph_schema.errors import WrongUse
from graph_schema.records.fields import Value
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import NODE_TYPES, Node
from tracer.store.neo4j.queries import nodes as nodes_queries
from tracer.store.neo4j.queries import sources as sources_queries
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.stored.display_properties import graph_value
from tracer.store.neo4j.stored.records import SourceIndex, kind_of, read_source_texts
from tracer.store.semantics.record_merging import SourceRef, merge_node

_AT_A_TIME = 5_000
NODE_EXPORT = pa.schema([("id", pa.string()), ("type", pa.string()), ("caption", pa.string())])


def read_source_index(reader: SnapshotReader) -> SourceIndex:
    """The sources of the case by number, read once for each version. Do not change it."""
    return reader.once("source index", lambda: SourceIndex(reader.rows(sources_queries.READ_SOURCE_INDEX)))


def read_nodes(reader: SnapshotReader, ids: Iterable[str]) -> dict[str, MergedNode]:
    """What do all sources together state of these nodes? Ids that no source states are absent."""
    wanted = list(dict.fromkeys(ids))
    source_index = read_source_index(reader)
    found: dict[str, MergedNode] = {}
    for start in range(0, len(wanted), _AT_A_TIME):
        rows = reader.rows(nodes_queries.GET_NODES, ids=wanted[start : start + _AT_A_TIME])
        found |= {row["id"]: _merge_row(row, source_index) for row in rows if _is_visible(row, reader)}
    return {id_: found[id_] for id_ in wanted if id_ in found}


def read_type(reader: SnapshotReader, type_: str) -> tuple[MergedNode, ...]:
    """All nodes of a type, by id."""
    _check_type(type_)
    source_index = read_source_index(reader)
    return tuple(_merge_row(row, source_index) for row in reader.rows(nodes_queries.NODES_OF_TYPE[type_]))


def find_nodes(reader: SnapshotReader, type_: str, field_: str, value: Value) -> tuple[MergedNode, ...]:
    """Nodes of a type with exactly this value in a field, in any source, by id."""
    _check_type(type_)
    fields = {field.name: field for field in NODE_TYPES[type_].fields}
    if field_ not in fields:
        raise WrongUse(
            "{type} has no field {field}; known are {known}.", type=type_, field=field_, known=", ".join(fields)
        )
    try:
        stored_value = graph_value(fields[field_], value)
    except ValueError:
        # The value is no day of the calendar, so no source states it.
        return ()
    source_index = read_source_index(reader)
    rows = reader.rows(nodes_queries.FIND_NODES[(type_, field_)], value=stored_value)
    nodes = {
        row["id"]: _merge_row(row, source_index)
        for row in rows
        if any(record.props.get(field_) == value for record in read_source_texts(row["told"]).values())
    }
    return tuple(nodes[id_] for id_ in sorted(nodes))


def read_history(reader: SnapshotReader, node: str) -> tuple[tuple[str, Node], ...]:
    """What does each source state of a node? The latest source comes first."""
    source_index = read_source_index(reader)
    records = [
        record
        for row in reader.rows(nodes_queries.GET_NODES, ids=[node])
        if _is_visible(row, reader)
        for record in _records(row, source_index)
    ]
    records.sort(key=lambda record: record[0], reverse=True)
    return tuple((source.digest, record) for source, record in records)


def export_nodes(reader: SnapshotReader) -> pa.Table:
    """Columns id, type, caption, by id; the caption from the latest source."""
    parts = []
    for name in NODE_TYPES:
        row = reader.rows(nodes_queries.EXPORT_NODES[name])[0]
        columns = [row["ids"], [name] * len(row["ids"]), row["captions"]]
        parts.append(pa.table([pa.array(column, pa.string()) for column in columns], schema=NODE_EXPORT))
    return pa.concat_tables(parts).sort_by("id")


def _check_type(type_: str) -> None:
    if type_ not in NODE_TYPES:
        raise WrongUse("There is no kind of node {type}; known are {known}.", type=type_, known=", ".join(NODE_TYPES))


def _is_visible(row: Mapping[str, Any], reader: SnapshotReader) -> bool:
    return row["since"] is not None and row["since"] <= reader.version


def _records(row: Mapping[str, Any], source_index: SourceIndex) -> list[tuple[SourceRef, Node]]:
    kind = kind_of(row["labels"])
    return [
        (source_index.by_number[number], Node(row["id"], kind, record.props, record.locator))
        for number, record in read_source_texts(row["told"]).items()
    ]


def _merge_row(row: Mapping[str, Any], source_index: SourceIndex) -> MergedNode:
    return merge_node(_records(row, source_index))

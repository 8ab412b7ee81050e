"""Reads nodes merged from all their sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyarrow as pa

from graph_schema.errors import WrongUse
from graph_schema.records.fields import Value
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import NODE_TYPES, Node
from graph_schema.rendering.sql import props_field
from tracer.store.semantics.canonical import read_props, write_list
from tracer.store.semantics.record_merging import SourceRef, merge_node
from tracer.store.sqlite.reading.arrow import read_table

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_RECORDS = """
SELECT source.as_of, source.digest, node.id, node.type, record.props, record.locator
FROM node JOIN node_record AS record ON record.node = node.no JOIN source ON source.no = record.source
WHERE {} ORDER BY node.id
"""
_BY_IDS = _RECORDS.format("node.id IN (SELECT value FROM json_each(?))")
_BY_TYPE = _RECORDS.format("node.type = ?")
NODE_EXPORT = pa.schema([("id", pa.string()), ("type", pa.string()), ("caption", pa.string())])


def read_nodes(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, MergedNode]:
    """What do all sources together state of these nodes? Ids that no source states are absent."""
    wanted = list(ids)
    found = {node.id: node for node in _merge_rows(connection.execute(_BY_IDS, (write_list(wanted),)))}
    return {id_: found[id_] for id_ in wanted if id_ in found}


def read_type(connection: sqlite3.Connection, type_: str) -> tuple[MergedNode, ...]:
    """All nodes of a type, by id."""
    _check_type(type_)
    return tuple(_merge_rows(connection.execute(_BY_TYPE, (type_,))))


def find_nodes(connection: sqlite3.Connection, type_: str, field_: str, value: Value) -> tuple[MergedNode, ...]:
    """Nodes of a type with exactly this value in a field, in any source, by id."""
    _check_type(type_)
    known = [field.name for field in NODE_TYPES[type_].fields]
    if field_ not in known:
        raise WrongUse(
            "{type} has no field {field}; known are {known}.",
            type=type_,
            field=field_,
            known=", ".join(known),
        )
    rows = connection.execute(
        "SELECT DISTINCT node.id FROM node_record JOIN node ON node.no = node_record.node "
        f"WHERE node.type = ? AND {props_field(field_)} = ? ORDER BY node.id",
        (type_, value),
    )
    return tuple(read_nodes(connection, [id_ for (id_,) in rows.fetchall()]).values())


def read_history(connection: sqlite3.Connection, node: str) -> tuple[tuple[str, Node], ...]:
    """What does each source state of a node? The latest source comes first."""
    records = sorted(_records(connection.execute(_BY_IDS, (write_list([node]),))), reverse=True, key=lambda r: r[0])
    return tuple((source.digest, record) for source, record in records)


def export_nodes(connection: sqlite3.Connection) -> pa.Table:
    """Columns id, type, caption, by id; the caption from the latest source."""
    captions = " ".join(f"WHEN '{kind.name}' THEN {props_field(kind.caption)}" for kind in NODE_TYPES.values())
    # For a group with a single max(), SQLite takes the other columns from the row with the maximum.
    query = f"""
    SELECT node.id, node.type, CASE node.type {captions} END, max(source.as_of || ' ' || source.digest),
        CASE WHEN instr(props, '\\u0000') THEN props END
    FROM node JOIN node_record ON node_record.node = node.no JOIN source ON source.no = node_record.source
    GROUP BY node.id ORDER BY node.id
    """
    schema = NODE_EXPORT.append(pa.field("latest", pa.string())).append(pa.field("whole", pa.string()))
    return _with_zero_characters(read_table(connection, query, (), schema)).drop_columns(["latest", "whole"])


def _with_zero_characters(table: pa.Table) -> pa.Table:
    """The table with captions read from the whole properties where these hold U+0000: SQLite ends a text there."""
    whole = table.column("whole")
    if whole.null_count == len(whole):
        return table
    captions = [
        caption if props is None else read_props(props).get(NODE_TYPES[kind].caption, caption)
        for caption, kind, props in zip(
            *(table.column(name).to_pylist() for name in ("caption", "type", "whole")), strict=True
        )
    ]
    place = table.schema.get_field_index("caption")
    return table.set_column(place, table.schema.field(place), pa.array(captions, pa.string()))


def _check_type(type_: str) -> None:
    if type_ not in NODE_TYPES:
        raise WrongUse("There is no kind of node {type}; known are {known}.", type=type_, known=", ".join(NODE_TYPES))


def _records(rows: Iterable[tuple[str, str, str, str, str, str]]) -> Iterator[tuple[SourceRef, Node]]:
    for as_of, digest, id_, type_, props, locator in rows:
        yield SourceRef(as_of, digest), Node(id_, type_, read_props(props), locator)


def _merge_rows(rows: Iterable[tuple[str, str, str, str, str, str]]) -> Iterator[MergedNode]:
    for _, records in groupby(_records(rows), key=lambda record: record[1].id):
        yield merge_node(records)

"""Nodes read as all their sources together tell them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyarrow as pa

from graph_schema.errors import WrongUse
from graph_schema.fields import Value
from graph_schema.nodes import NODE_TYPES, Node
from graph_schema.sql import props_field
from graph_schema.views import NodeView
from tracer.store.canonical import read_props, write_list
from tracer.store.record_merging import Teller, merge_node
from tracer.store.sqlite.arrow_reading import read_table

# Statements below are made of names of the schema; what a person typed travels as a parameter.
# ruff: noqa: S608

_RECORDS = """
SELECT source.as_of, source.digest, node.id, node.type, record.props, record.locator
FROM node JOIN node_record AS record ON record.node = node.no JOIN source ON source.no = record.source
WHERE {} ORDER BY node.id
"""
_BY_IDS = _RECORDS.format("node.id IN (SELECT value FROM json_each(?))")
_BY_TYPE = _RECORDS.format("node.type = ?")
NODE_EXPORT = pa.schema([("id", pa.string()), ("type", pa.string()), ("caption", pa.string())])


def read_nodes(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, NodeView]:
    """What is known of these nodes? Ids that no source tells are absent."""
    asked = list(ids)
    found = {view.id: view for view in _views(connection.execute(_BY_IDS, (write_list(asked),)))}
    return {id_: found[id_] for id_ in asked if id_ in found}


def read_type(connection: sqlite3.Connection, type_: str) -> tuple[NodeView, ...]:
    """All nodes of a type, by id."""
    _check_type(type_)
    return tuple(_views(connection.execute(_BY_TYPE, (type_,))))


def find_nodes(connection: sqlite3.Connection, type_: str, field_: str, value: Value) -> tuple[NodeView, ...]:
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
    """What each source says of a node, the latest first."""
    records = sorted(_records(connection.execute(_BY_IDS, (write_list([node]),))), reverse=True, key=lambda r: r[0])
    return tuple((teller.digest, record) for teller, record in records)


def export_nodes(connection: sqlite3.Connection) -> pa.Table:
    """Columns id, type, caption, by id; the caption from the latest source."""
    captions = " ".join(f"WHEN '{kind.name}' THEN {props_field(kind.caption)}" for kind in NODE_TYPES.values())
    # Of the rows of a group SQLite shows the one that holds the single maximum.
    query = f"""
    SELECT node.id, node.type, CASE node.type {captions} END, max(source.as_of || ' ' || source.digest)
    FROM node JOIN node_record ON node_record.node = node.no JOIN source ON source.no = node_record.source
    GROUP BY node.id ORDER BY node.id
    """
    schema = NODE_EXPORT.append(pa.field("latest", pa.string()))
    return read_table(connection, query, (), schema).drop_columns(["latest"])


def _check_type(type_: str) -> None:
    if type_ not in NODE_TYPES:
        raise WrongUse("There is no kind of node {type}; known are {known}.", type=type_, known=", ".join(NODE_TYPES))


def _records(rows: Iterable[tuple[str, str, str, str, str, str]]) -> Iterator[tuple[Teller, Node]]:
    for as_of, digest, id_, type_, props, locator in rows:
        yield Teller(as_of, digest), Node(id_, type_, read_props(props), locator)


def _views(rows: Iterable[tuple[str, str, str, str, str, str]]) -> Iterator[NodeView]:
    for _, records in groupby(_records(rows), key=lambda record: record[1].id):
        yield merge_node(records)

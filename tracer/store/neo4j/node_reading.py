"""Nodes read as all their sources together tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from graph_schema.errors import WrongUse
from graph_schema.fields import Value
from graph_schema.nodes import NODE_TYPES, Node
from graph_schema.views import NodeView
from tracer.store.neo4j import statements
from tracer.store.neo4j.appearance import graph_value
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.told import Tellers, kind_of, read_told
from tracer.store.record_merging import Teller, merge_node

_AT_A_TIME = 5_000
NODE_EXPORT = pa.schema([("id", pa.string()), ("type", pa.string()), ("caption", pa.string())])


def read_tellers(reader: Reader) -> Tellers:
    """The sources of the case by number."""
    return Tellers(reader.rows(statements.READ_TELLERS))


def read_nodes(reader: Reader, ids: Iterable[str]) -> dict[str, NodeView]:
    """What is known of these nodes? Ids that no source tells are absent."""
    asked = list(dict.fromkeys(ids))
    tellers = read_tellers(reader)
    found: dict[str, NodeView] = {}
    for place in range(0, len(asked), _AT_A_TIME):
        rows = reader.rows(statements.GET_NODES, ids=asked[place : place + _AT_A_TIME])
        found |= {row["id"]: _view(row, tellers) for row in rows if _is_seen(row, reader)}
    return {id_: found[id_] for id_ in asked if id_ in found}


def read_type(reader: Reader, type_: str) -> tuple[NodeView, ...]:
    """All nodes of a type, by id."""
    _check_type(type_)
    tellers = read_tellers(reader)
    return tuple(_view(row, tellers) for row in reader.rows(statements.NODES_OF_TYPE[type_]))


def find_nodes(reader: Reader, type_: str, field_: str, value: Value) -> tuple[NodeView, ...]:
    """Nodes of a type with exactly this value in a field, in any source, by id."""
    _check_type(type_)
    fields = {field.name: field for field in NODE_TYPES[type_].fields}
    if field_ not in fields:
        raise WrongUse(
            "{type} has no field {field}; known are {known}.", type=type_, field=field_, known=", ".join(fields)
        )
    try:
        asked = graph_value(fields[field_], value)
    except ValueError:
        # No day of the calendar: nothing is found, as for any other value that nobody tells.
        return ()
    tellers = read_tellers(reader)
    rows = reader.rows(statements.FIND_NODES[(type_, field_)], value=asked)
    views = {
        row["id"]: _view(row, tellers)
        for row in rows
        if any(said.props.get(field_) == value for said in read_told(row["told"]).values())
    }
    return tuple(views[id_] for id_ in sorted(views))


def read_history(reader: Reader, node: str) -> tuple[tuple[str, Node], ...]:
    """What each source says of a node, the latest first."""
    tellers = read_tellers(reader)
    records = [
        record
        for row in reader.rows(statements.GET_NODES, ids=[node])
        if _is_seen(row, reader)
        for record in _records(row, tellers)
    ]
    records.sort(key=lambda record: record[0], reverse=True)
    return tuple((teller.digest, record) for teller, record in records)


def export_nodes(reader: Reader) -> pa.Table:
    """Columns id, type, caption, by id; the caption from the latest source."""
    parts = []
    for name in NODE_TYPES:
        row = reader.rows(statements.EXPORT_NODES[name])[0]
        columns = [row["ids"], [name] * len(row["ids"]), row["captions"]]
        parts.append(pa.table([pa.array(column, pa.string()) for column in columns], schema=NODE_EXPORT))
    return pa.concat_tables(parts).sort_by("id")


def _check_type(type_: str) -> None:
    if type_ not in NODE_TYPES:
        raise WrongUse("There is no kind of node {type}; known are {known}.", type=type_, known=", ".join(NODE_TYPES))


def _is_seen(row: Mapping[str, Any], reader: Reader) -> bool:
    return row["since"] is not None and row["since"] <= reader.version


def _records(row: Mapping[str, Any], tellers: Tellers) -> list[tuple[Teller, Node]]:
    kind = kind_of(row["labels"])
    return [
        (tellers.by_number[number], Node(row["id"], kind, said.props, said.locator))
        for number, said in read_told(row["told"]).items()
    ]


def _view(row: Mapping[str, Any], tellers: Tellers) -> NodeView:
    return merge_node(_records(row, tellers))

"""Reads the rows of a query into an Arrow table, chunk by chunk, without an object for each row."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from tracer.store.semantics.canonical import write_list

_ROWS: Final = 20_000
_NAMES: Final = {
    "node": "SELECT no, id FROM node WHERE no IN (SELECT value FROM json_each(?))",
    "source": "SELECT no, digest FROM source WHERE no IN (SELECT value FROM json_each(?))",
}


def read_table(
    connection: sqlite3.Connection,
    query: str,
    params: tuple[object, ...] | dict[str, object],
    schema: pa.Schema,
    *,
    numbered: Mapping[str, str] | None = None,
) -> pa.Table:
    """The result of a query whose columns have the order of the schema. Days are whole numbers in the query.

    Args: ``numbered``: columns that the query returns as numbers of a ``node`` or ``source``; this function replaces
        them by ids. This is much cheaper than a join that returns the same id a million times.
    """
    numbered = numbered or {}
    plain = pa.schema([pa.field(f.name, pa.int64()) if f.name in numbered else f for f in schema])
    cursor = connection.execute(query, params)
    batches = []
    while rows := cursor.fetchmany(_ROWS):
        columns = [_array(values, field.type) for values, field in zip(zip(*rows, strict=True), plain, strict=True)]
        batches.append(pa.record_batch(columns, schema=plain))
    if not batches:
        return schema.empty_table()
    table = pa.Table.from_batches(batches, schema=plain)
    for name, kind in numbered.items():
        index = schema.get_field_index(name)
        table = table.set_column(index, schema.field(index), _name(connection, table.column(name), kind))
    return table


def _name(connection: sqlite3.Connection, numbers: pa.ChunkedArray[Any], kind: str) -> pa.ChunkedArray[Any]:
    distinct = pc.unique(numbers).drop_null()
    names = dict(connection.execute(_NAMES[kind], (write_list(distinct.to_pylist()),)).fetchall())
    values = pa.array([names.get(number) for number in distinct.to_pylist()], pa.string())
    named = [values.take(pc.index_in(chunk, value_set=distinct)) for chunk in numbers.chunks]
    return pa.chunked_array(named, pa.string())


def _array(values: tuple[object, ...], kind: pa.DataType) -> pa.Array[Any]:
    if pa.types.is_date32(kind):
        return pa.array(values, pa.int32()).cast(pa.date32())
    return pa.array(values, kind)

"""Rows of a query as an Arrow table, chunk by chunk, without a mapping for each row."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from tracer.store.canonical import write_list

_ROWS: Final = 20_000
_NAMES: Final = {
    "node": "SELECT no, id FROM node WHERE no IN (SELECT value FROM json_each(?))",
    "source": "SELECT no, digest FROM source WHERE no IN (SELECT value FROM json_each(?))",
}


def read_table(
    connection: sqlite3.Connection,
    query: str,
    asked: tuple[object, ...] | dict[str, object],
    schema: pa.Schema,
    *,
    numbered: Mapping[str, str] | None = None,
) -> pa.Table:
    """The result of a query whose columns stand in the order of the schema; days are whole numbers.

    Args: ``numbered``: columns that the query gives as numbers of a ``node`` or ``source``, to be named by
        their ids; far cheaper than to join and carry the same id a million times.
    """
    numbered = numbered or {}
    plain = pa.schema([pa.field(f.name, pa.int64()) if f.name in numbered else f for f in schema])
    cursor = connection.execute(query, asked)
    batches = []
    while rows := cursor.fetchmany(_ROWS):
        columns = [_array(values, field.type) for values, field in zip(zip(*rows, strict=True), plain, strict=True)]
        batches.append(pa.record_batch(columns, schema=plain))
    table = pa.Table.from_batches(batches, schema=plain)
    for name, kind in numbered.items():
        place = schema.get_field_index(name)
        table = table.set_column(place, schema.field(place), _name(connection, table.column(name), kind))
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

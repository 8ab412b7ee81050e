"""Seals: equal records give equal seals, other records other ones."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from struct import pack

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.store.semantics.seals import Seal, seal_case, seal_records

ROWS = [
    {"id": "a", "text": "x", "number": 1, "day": date(2024, 1, 1)},
    {"id": "b", "text": None, "number": None, "day": date(2024, 1, 2)},
    {"id": "c", "text": "", "number": 0, "day": date(1960, 1, 1)},
]
SCHEMA = pa.schema([("id", pa.string()), ("text", pa.string()), ("number", pa.int64()), ("day", pa.date32())])


def seal(rows):
    return seal_records("src", "node", pa.Table.from_pylist(rows, schema=SCHEMA))


def test_a_seal_is_the_hash_of_presence_lengths_and_values_column_by_column():
    known = (
        b"id\n3\n"
        + b"\1\1\1"
        + pack("<3q", 1, 1, 1)
        + b"abc"
        + b"text\n3\n"
        + b"\1\0\1"
        + pack("<3q", 1, 0, 0)
        + b"x"
        + b"number\n3\n"
        + b"\1\0\1"
        + pack("<3q", 1, 0, 0)
        + b"day\n3\n"
        + b"\1\1\1"
        + pack("<3q", 19723, 19724, -3653)
    )
    assert seal(ROWS) == Seal("src", "node", 3, hashlib.sha256(known).hexdigest())


@given(st.permutations(ROWS), st.integers(0, 3))
def test_neither_order_nor_chunks_matter(rows, cut):
    parts = [pa.Table.from_pylist(part, schema=SCHEMA) for part in (rows[:cut], rows[cut:])]
    assert seal_records("src", "node", pa.concat_tables(parts)) == seal(ROWS)
    assert seal_records("src", "node", pa.concat_tables(parts).slice(0)) == seal(ROWS)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (0, "text", "y"),
        (0, "text", None),
        (1, "text", ""),
        (2, "text", None),
        (1, "number", 0),
        (2, "number", None),
        (0, "number", -1),
        (0, "day", date(2024, 1, 3)),
        (0, "id", "aa"),
    ],
)
def test_any_other_value_gives_another_seal(row, column, value):
    changed = [dict(r) for r in ROWS]
    changed[row][column] = value
    assert seal(changed) != seal(ROWS)


def test_text_moved_between_rows_gives_another_seal():
    one = [{**ROWS[0], "text": "ab"}, {**ROWS[1], "text": "c"}]
    other = [{**ROWS[0], "text": "a"}, {**ROWS[1], "text": "bc"}]
    assert seal(one).sha256 != seal(other).sha256


def test_a_case_is_the_sum_of_its_seals_but_not_of_receipts():
    one, two = Seal("a", "node", 1, "x"), Seal("b", "node", 1, "y")
    assert seal_case([one, two]) == seal_case([two, one]) != seal_case([one])
    assert seal_case([one, replace(two, records="receipt")]) == seal_case([one])
    assert seal_case([one, replace(two, count=0)]) == seal_case([one])

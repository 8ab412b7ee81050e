"""A rejection that is made after reading shows the row of the file, as one made by the importer does."""

from __future__ import annotations

from dataclasses import replace

from graph_schema.messages import Message
from graph_schema.records.provenance import Source
from importers.contract import Batch, Rejection
from importers.mapping import ColumnMapping
from importers.source import from_bytes
from tests.made_mappings import BERKA
from tracer.intake.writing.rejected_texts import add_row_texts

LINES = from_bytes("a.jsonl", b'{"a": 1}\n{"a": 2}\n')


def batch(*rejections: Rejection) -> Batch:
    source = Source("0" * 64, "a", "bank", "x", "1", 1, "2026-01-01", len(rejections), 0, len(rejections))
    return Batch(source, rejections=rejections)


def test_a_row_without_text_gets_it_and_a_text_stays() -> None:
    bare = Rejection("row:2", "", Message("x"))
    stated = Rejection("row:1", "", Message("x"), "as the importer wrote it")
    absent = Rejection("row:9", "", Message("x"))
    found = add_row_texts(LINES, batch(bare, stated, absent), None)
    assert [row.row for row in found.rejections] == ['{"a": 2}', "as the importer wrote it", ""]


def test_rows_of_a_table_are_read_through_its_mapping() -> None:
    mapping = ColumnMapping(**BERKA)
    titles = [*mapping.columns.values(), *mapping.ignored]
    sign = mapping.delimiter or ";"
    rows = [sign.join(titles), sign.join(str(n) for n, _ in enumerate(titles)), sign.join("x" for _ in titles)]
    text = "\n" * (mapping.header_row - 1) + "\n".join(rows) + "\n"
    file = from_bytes("trans.asc", text.encode(mapping.encoding))
    place = f"row:{mapping.header_row + 2}"
    found = add_row_texts(file, batch(Rejection(place, "", Message("x"))), mapping)
    assert [row.row for row in found.rejections] == [rows[2]]


def test_a_batch_without_bare_rejections_is_not_read_again() -> None:
    whole = batch(replace(Rejection("row:1", "", Message("x")), row="text"))
    assert add_row_texts(from_bytes("broken", b"\xff\xfe\x00"), whole, None) is whole

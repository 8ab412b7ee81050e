"""What was written as tables is read back, and nothing in them runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings

from graph_schema.values.money import parse_amount
from tests.tracer.export.graph_forms.conftest import HOSTILE, any_text, make_picture, spoil
from tracer.export.graph_forms.csv_tables import write_csv_tables
from tracer.export.graph_forms.plain_parts import plain_text
from tracer.wording.language import find_language

EN = find_language("en")


def unpack(picture):
    with zipfile.ZipFile(io.BytesIO(write_csv_tables(picture, EN))) as packed:
        assert packed.namelist() == ["nodes.csv", "links.csv", "rows.csv"]
        return {name.removesuffix(".csv"): packed.read(name) for name in packed.namelist()}


def tables(picture):
    files = unpack(picture)
    assert all(data.startswith(b"\xef\xbb\xbf") for data in files.values())
    return {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        for name, data in files.items()
    }


def test_nodes_links_and_rows_are_read_back():
    picture = make_picture()
    found = tables(picture)
    assert [(row["id"], row["type"], row["caption"], int(row["x"]), int(row["y"])) for row in found["nodes"]] == [
        (node.id, node.type, node.caption, node.x, node.y) for node in picture.nodes
    ]
    for row, link in zip(found["links"], picture.links, strict=True):
        assert (row["id"], row["from"], row["to"], int(row["count"])) == (link.id, link.tail, link.head, link.count)
        assert row["share"] == ("" if link.share is None else str(link.share))
        if link.amount is not None:
            exact = row["sum"].removeprefix("'")
            assert parse_amount(exact, row["currency"], decimal_mark=".") == link.amount.minor
    names = {file.digest: file.name for file in picture.files}
    assert [(row["part"], row["file"], row["sha256"], row["place"]) for row in found["rows"]] == [
        (part.id, names[row.source], row.source, row.locator) for part in picture.parts for row in part.rows
    ]


def test_a_line_ends_as_the_standard_says_and_the_bytes_name_no_time():
    data = unpack(make_picture())["nodes"]
    assert data.count(b"\r\n") == len(make_picture().nodes) + 1
    with zipfile.ZipFile(io.BytesIO(write_csv_tables(make_picture(), EN))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in packed.infolist()} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_runs_as_a_formula(text):
    for rows in tables(spoil(text)).values():
        for row in rows:
            for name, cell in row.items():
                assert name in ("x", "y") or cell[:1] not in ("=", "+", "-", "@", "\t", "\r"), (name, cell[:20])


@settings(max_examples=25)
@given(text=any_text)
def test_any_caption_is_read_back(text):
    shown = plain_text(text)
    assert {row["caption"].removeprefix("'") for row in tables(spoil(text))["nodes"]} == {shown.removeprefix("'")}

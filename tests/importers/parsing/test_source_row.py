"""The row behind a figure: every place an importer names is found again, every other is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import NotFound, TracerError
from importers.contract import Batch
from importers.declaration import read_declaration
from importers.mapping import ColumnMapping, read_mapping
from importers.parsing.source_row import read_source_row
from importers.registry import read_source
from importers.source import SourceFile, from_bytes, open_source, with_declaration

HERE = Path(__file__).parents[1]
SAMPLES = sorted(
    path
    for path in HERE.glob("**/samples/**/*")
    if path.is_file() and not path.name.endswith((".golden.json", ".mapping.json", ".declaration.json"))
)


def sample_file(path: Path) -> SourceFile:
    stated = path.with_suffix(".declaration.json")
    declared = read_declaration(json.loads(stated.read_text(encoding="utf-8"))) if stated.exists() else None
    return with_declaration(open_source(path), declared)


def mappings_of(path: Path) -> tuple[ColumnMapping, ...]:
    saved = path.with_suffix(".mapping.json")
    return (read_mapping(saved.read_text(encoding="utf-8"), saved.name),) if saved.exists() else ()


def places_of(batch: Batch) -> list[str]:
    records = (*batch.nodes, *batch.links, *batch.events, *batch.rejections)
    return sorted({record.locator for record in records} | set(batch.entries.column("locator").to_pylist()))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_place_an_importer_names_is_found_and_says_something(path: Path) -> None:
    file, mappings = sample_file(path), mappings_of(path)
    places = places_of(read_source(file, mappings))

    assert places
    found = {place: read_source_row(file, place, mappings) for place in places}
    assert all(excerpt.text.strip() for excerpt in found.values())
    assert len({excerpt.text for excerpt in found.values()}) > len(places) // 2


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix in (".csv", ".xlsx")], ids=lambda path: path.name)
def test_a_row_of_a_table_holds_what_its_record_was_read_from(path: Path) -> None:
    file, mappings = sample_file(path), mappings_of(path)
    batch = read_source(file, mappings)

    for entry in batch.entries.to_pylist()[:20]:
        cells = read_source_row(file, entry["locator"], mappings).cells
        digits = "".join(sign for _, cell in cells for sign in cell if sign.isdigit())
        assert str(entry[f"{entry['side']}_minor"]).rstrip("0") in digits
    for node in batch.nodes[:20]:
        excerpt = read_source_row(file, node.locator, mappings)
        assert excerpt.cells
        assert all(isinstance(title, str) and title for title, cell in excerpt.cells if cell)


HOSTILE = (
    "path:/../../etc/passwd",
    "path:/etc/passwd",
    "path:",
    "path:/",
    "path://",
    "path:/Document[0]",
    "path:/-1",
    "path:/0/" + "9" * 5000,
    "path:/" + "9" * 5000,
    "row:" + "9" * 5000,
    "row:²",
    "row:-1",
    "row:0",
    "row:999999",
    "row:1.0",
    "row:",
    "",
    "row",
    "sheet:Nope/row:2",
    "statement:7",
    "path:/DataSet[last()]/Body",
    "path:/*",
    "path:/DataSet/*",
    "path:/a[b",
    "path:/]",
    "path:/" + "a/" * 3000,
    "file:///etc/passwd",
    "row:1/../../x",
    "row:2\n",
    "ROW:2",
    "row: 2",
)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("place", HOSTILE, ids=lambda place: place[:20] or "empty")
def test_a_place_the_file_does_not_have_is_refused(path: Path, place: str) -> None:
    with pytest.raises(NotFound):
        read_source_row(open_source(path), place, mappings_of(path))


@given(place=st.text(max_size=40) | st.from_regex(r"(path:|row:|sheet:)[/\[\]0-9A-Za-z.*@-]{0,30}", fullmatch=True))
def test_whatever_the_place_the_answer_is_a_row_or_a_reason(place: str) -> None:
    for path in SAMPLES[:: max(1, len(SAMPLES) // 6)]:
        with suppress(TracerError):
            assert read_source_row(open_source(path), place, mappings_of(path)).text is not None


def file_of(name: str, text: str) -> SourceFile:
    return from_bytes(name, text.encode())


XML = '<?xml version="1.0"?><A xmlns="urn:x"><B k="7">one</B><B k="x">two<C/></B><B k="1">three</B></A>'


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ("path:/A/B", "one"),
        ("path:/A/B[1]", "one"),
        ("path:/A/B[2]", "two"),
        ("path:/A/B[3]", "three"),
        ("path:/A/B[x]", "two"),
        ("path:/A/B[7]", "one"),
        ("path:/A/B[x]/C", "C"),
        ("path:/A", "three"),
    ],
)
def test_an_element_is_found_by_its_place_or_by_an_attribute(place: str, inside: str) -> None:
    assert inside in read_source_row(file_of("x.xml", XML), place, ()).text


@pytest.mark.parametrize(
    "place", ["path:/B", "path:/Z/B[1]", "path:/A/B[0]", "path:/A/B[4]", "path:/A/B[y]", "path:/A/C"]
)
def test_an_element_elsewhere_is_not_taken_for_it(place: str) -> None:
    with pytest.raises(NotFound):
        read_source_row(file_of("x.xml", XML), place, ())


def test_json_by_path_by_line_and_a_single_record() -> None:
    lines = '\ufeff{"a": {"b": [1, "doi"]}}\r\n{"a": 2}\n'
    one = json.dumps({"a": {"0": "zero", "b": ["x", {"c": 1.50}]}})

    assert read_source_row(file_of("x.jsonl", lines), "row:1", ()).text == '{"a": {"b": [1, "doi"]}}'
    assert read_source_row(file_of("x.jsonl", lines), "row:1/a/b/1", ()).text == '"doi"'
    assert read_source_row(file_of("x.jsonl", lines), "row:2/a", ()).text == "2"
    assert read_source_row(file_of("x.json", one), "path:/a/0", ()).text == '"zero"'
    assert read_source_row(file_of("x.json", one), "path:/0/a/b/1/c", ()).text == '"1.5"'
    for place in ("path:/a/b/0/0", "path:/a/b/2", "path:/a/0/0", "path:/0/0/a"):
        with pytest.raises(NotFound):
            read_source_row(file_of("x.json", one), place, ())


def test_xml_with_entities_is_not_opened_for_an_excerpt_either() -> None:
    bomb = '<!DOCTYPE A [<!ENTITY x SYSTEM "file:///etc/passwd">]><A>&x;</A>'
    with pytest.raises(TracerError, match="document type"):
        read_source_row(file_of("x.xml", bomb), "path:/A", ())


@pytest.mark.parametrize(
    ("name", "places", "words"),
    [
        ("month.xml", ["row:99", "row:1", "path:/Document/Nothing", "path:/Other"], ["XML", "path:/Document"]),
        ("parc-exemplu.json", ["path:/999", "row:9999"], ["path:/0", "row:2"]),
    ],
)
def test_a_wrong_place_is_told_with_the_form_of_a_right_one(name: str, places: list[str], words: list[str]) -> None:
    path = next(found for found in SAMPLES if found.name == name)
    for place in places:
        with pytest.raises(NotFound) as refused:
            read_source_row(sample_file(path), place, mappings_of(path))
        assert place in str(refused.value)
        assert any(word in str(refused.value) for word in words), refused.value


def test_a_wrong_row_of_a_table_is_told_with_the_form_of_a_right_one() -> None:
    path = next(found for found in SAMPLES if found.suffix == ".csv")
    for place in ("row:99999", "path:/0", "sheet:x/row:2"):
        with pytest.raises(NotFound, match="such as row:2"):
            read_source_row(sample_file(path), place, mappings_of(path))


@pytest.mark.parametrize(
    ("data", "place", "form"),
    [
        (b'{"events": [1]}\n', "row:2", "path:/0"),
        (b'{"events": [1]}\n', "row:3", "path:/0"),
        (b'{"a": 1}\n\n{"a": 2}\n', "row:2", "path:/0"),
        (b"a;b\n1;2\n", "row:3", "row:2"),
        (b"a;b\n  \n1;2\n", "row:2", "row:2"),
    ],
)
def test_a_line_without_a_sign_is_no_row(data: bytes, place: str, form: str) -> None:
    with pytest.raises(NotFound) as refused:
        read_source_row(from_bytes("inventat.json", data), place, ())
    assert place in str(refused.value) and form in str(refused.value)

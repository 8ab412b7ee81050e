"""The schema and the page of mappings are those of the program: every key, every field of every format."""

from __future__ import annotations

import json
import os
import re
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from importers.bank.ledger.row import OPTIONAL, REQUIRED
from importers.mapping import ColumnMapping, plain_mapping, read_mapping
from importers.mapping_parts.field_notes import CELL_NOTES, JOINED_NOTES, NOTES
from importers.mapping_parts.records import FileCell, JoinedColumns
from importers.mapping_schema import describe_mapping
from importers.registry import IMPORTERS
from tests.importers.test_mapping import MAPPING, RICH

DOCS = Path(__file__).parents[2] / "docs"
FORMATS = {"bank-ledger": (*REQUIRED, *OPTIONAL)} | {
    importer.format: (*importer.required, *importer.optional, "extract_date")
    for importer in IMPORTERS
    if hasattr(importer, "required")
}


def test_the_schema_that_is_kept_is_current() -> None:
    kept = DOCS / "mapping.schema.json"
    text = json.dumps(describe_mapping(), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("TRACER_NEW_SCHEMAS") == "1":
        kept.write_text(text, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("mapping", [MAPPING, RICH], ids=["first version", "every key"])
def test_mappings_keep_to_the_schema(mapping: ColumnMapping) -> None:
    schema = Draft202012Validator(describe_mapping())
    schema.validate(plain_mapping(mapping))
    assert not schema.is_valid(plain_mapping(mapping) | {"decimals": ","})
    assert not schema.is_valid(plain_mapping(mapping) | {"joined": {"kind": {"by": " "}}})


def test_every_key_has_a_note_and_no_other() -> None:
    assert set(NOTES) == {item.name for item in fields(ColumnMapping)}
    assert set(JOINED_NOTES) == {item.name for item in fields(JoinedColumns)}
    assert set(CELL_NOTES) == {item.name for item in fields(FileCell)}


def test_the_page_lists_every_key_with_its_note_and_every_field_of_every_format() -> None:
    page = (DOCS / "mapping.md").read_text(encoding="utf-8")
    for notes in (NOTES, JOINED_NOTES, CELL_NOTES):
        assert [key for key, note in notes.items() if f"\n| `{key}` | {note} |\n" not in page] == []
    for name, known in FORMATS.items():
        part = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == list(dict.fromkeys(known))


def test_the_example_of_the_page_is_a_mapping() -> None:
    page = (DOCS / "mapping.md").read_text(encoding="utf-8")
    mapping = read_mapping(page.partition("```yaml\n")[2].partition("```")[0], "example")
    assert mapping.joined["description"].by == " / "

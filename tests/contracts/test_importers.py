"""What every importer owes, over every sample: rows add up, the same bytes the same batch, nothing but TracerError.

Samples lie in folders ``samples`` below ``tests/importers``; the golden, the saved mapping and the declaration of a sample stand
beside it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import TracerError
from graph_schema.records.events import check_event
from graph_schema.records.links import check_link
from graph_schema.records.nodes import check_node
from graph_schema.records.provenance import Locator
from graph_schema.records.rules import check_ends
from graph_schema.records.transfers import check_entries
from importers.contract import Batch, Importer
from importers.declaration import Declaration, read_declaration
from importers.mapping import ColumnMapping, read_mapping
from importers.registry import IMPORTERS, read_source, recognise
from importers.source import SourceFile, from_bytes, open_source, with_declaration
from tracer.wording.terms import FORM_WORDS

FAMILIES = Path(__file__).parents[1] / "importers"
PATHS = sorted(
    path
    for path in FAMILIES.glob("**/samples/**/*")
    if path.is_file() and not path.name.endswith((".golden.json", ".mapping.json", ".declaration.json"))
)


def mappings_of(path: Path) -> tuple[ColumnMapping, ...]:
    saved = path.with_suffix(".mapping.json")
    return (read_mapping(saved.read_text(encoding="utf-8"), saved.name),) if saved.exists() else ()


def declared_for(path: Path) -> Declaration | None:
    stated = path.with_suffix(".declaration.json")
    return read_declaration(json.loads(stated.read_text(encoding="utf-8"))) if stated.exists() else None


def sample_file(path: Path) -> SourceFile:
    return with_declaration(open_source(path), declared_for(path))


def importer_of(path: Path) -> Importer:
    """The importer whose name the golden beside the sample states."""
    told = json.loads(path.with_suffix(".golden.json").read_text(encoding="utf-8"))["source"]["importer"]
    return next(importer for importer in IMPORTERS if importer.name == told)


def name_of(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.name}"


def check_batch(batch: Batch) -> None:
    """Every rule that holds for what any importer hands over."""
    assert batch.source.rows == batch.source.kept + batch.source.rejected
    assert batch.source.rejected == len(batch.rejections)
    check_entries(batch.entries)
    types = {}
    for node in batch.nodes:
        check_node(node)
        assert types.setdefault(node.id, node.type) == node.type
    for link in batch.links:
        check_link(link)
        if link.tail in types and link.head in types:
            check_ends(link, types[link.tail], types[link.head])
    for event in batch.events:
        check_event(event)
    for record in (*batch.nodes, *batch.links, *batch.events, *batch.rejections, *batch.flags):
        Locator(record.locator)
    for rejection in batch.rejections:
        assert rejection.reason
    for flag in batch.flags:
        assert "{" not in flag.template.format(**flag.params)
    places = [
        (row[f"{row['side']}_account"], row[f"{row['side']}_currency"], row["seq"]) for row in batch.entries.to_pylist()
    ]
    assert len(set(places)) == len(places)
    assert len({node.id for node in batch.nodes}) == len(batch.nodes)


def test_every_importer_has_a_sample() -> None:
    assert {importer_of(path).name for path in PATHS} == {importer.name for importer in IMPORTERS}


@pytest.mark.parametrize("path", PATHS, ids=name_of)
class TestSample:
    def test_one_importer_claims_it_whatever_mappings_are_saved(self, path: Path) -> None:
        saved = tuple(mapping for other in PATHS for mapping in mappings_of(other))
        assert recognise(sample_file(path), saved) is importer_of(path)

    def test_the_rules_hold(self, path: Path) -> None:
        check_batch(read_source(sample_file(path), mappings_of(path)))

    def test_same_bytes_same_batch(self, path: Path) -> None:
        first = read_source(sample_file(path), mappings_of(path))
        second = read_source(
            with_declaration(from_bytes(path.name, path.read_bytes()), declared_for(path)), mappings_of(path)
        )
        assert first == second
        assert first.source.digest == hashlib.sha256(path.read_bytes()).hexdigest()

    @settings(max_examples=60)
    @given(data=st.data())
    def test_a_damaged_file_gives_records_or_a_reason(self, path: Path, data: st.DataObject) -> None:
        content = path.read_bytes()
        if data.draw(st.booleans(), label="cut"):
            damaged = content[: data.draw(st.integers(1, len(content)))]
        else:
            place = data.draw(st.integers(0, len(content) - 1))
            damaged = content[:place] + bytes([data.draw(st.integers(0, 255))]) + content[place + 1 :]
        file, mappings = with_declaration(from_bytes(path.name, damaged), declared_for(path)), mappings_of(path)
        importer = importer_of(path)
        importer.recognise(file, mappings)
        try:
            batch = importer.read(file, mappings)
        except TracerError as error:
            assert str(error)
        else:
            check_batch(batch)


def test_every_importer_has_words_for_what_it_reads() -> None:
    assert set(FORM_WORDS) == {importer.name for importer in IMPORTERS}

"""The samples of all registers speak of one invented case: their records meet by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.contract import Batch
from importers.mapping import ColumnMapping, read_mapping
from importers.registry import read_source, recognise
from importers.source import open_source

FOLDER = Path(__file__).parents[1]
SAMPLES = {
    "ownership/bods/samples/parc-exemplu.json": "bods",
    "ownership/bods/samples/linii-exemplu.jsonl": "bods",
    "property/samples/carte-funciara-exemplu.csv": "land-register",
    "property/samples/auto-exemplu.csv": "vehicle-register",
    "registers/samples/persoane-exemplu.csv": "persons-register",
    "registers/samples/conturi-exemplu.csv": "accounts-register",
    "registers/samples/inventar-exemplu.csv": "inventory-register",
    "registers/samples/masuri-exemplu.csv": "measures-register",
    "registers/samples/curs-exemplu.xml": "bnr-rates",
    "registers/samples/hotarare-exemplu.json": "decision",
}


@pytest.fixture(scope="module")
def mappings() -> tuple[ColumnMapping, ...]:
    saved = [(FOLDER / name).with_suffix(".mapping.json") for name in SAMPLES]
    return tuple(read_mapping(path.read_text(encoding="utf-8"), path.name) for path in saved if path.exists())


@pytest.mark.parametrize(("name", "importer"), SAMPLES.items())
def test_exactly_one_importer_claims_each_sample(name: str, importer: str, mappings: tuple[ColumnMapping, ...]) -> None:
    assert recognise(open_source(FOLDER / name), mappings).name == importer


def test_every_end_of_every_link_is_told_by_some_register(mappings: tuple[ColumnMapping, ...]) -> None:
    batches: list[Batch] = [read_source(open_source(FOLDER / name), mappings) for name in SAMPLES]
    told = {node.id for batch in batches for node in batch.nodes}
    ends = {end for batch in batches for link in batch.links for end in (link.tail, link.head)}
    subjects = {event.subject for batch in batches for event in batch.events if event.type != "Rate"}
    assert len(ends) > 20
    assert ends | subjects <= told

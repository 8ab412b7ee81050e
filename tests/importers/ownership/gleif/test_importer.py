"""GLEIF: entities with their numbers, parents as control without a share, exceptions as unknown parents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.contract import Batch, UnreadableFile
from importers.ownership.gleif.importer import IMPORTER
from importers.parsing.source_row import read_source_row
from importers.registry import read_source
from importers.source import from_bytes, open_source
from tests.importers.mutations import check_mutated

ONE, TWO = "254900AAAAAAAAAAAA01", "254900BBBBBBBBBBBB02"


def entity(lei: str = ONE, **more: Any) -> dict[str, Any]:
    stated = {
        "LegalName": "Exemplu Inventat SRL",
        "LegalAddress": {"FirstAddressLine": "Strada Nimeni 1", "City": "Cluj-Napoca", "Country": "RO"},
        "LegalJurisdiction": "RO",
        "EntityStatus": "ACTIVE",
    }
    return {"LEI": lei, "Entity": stated | more, "Registration": {"LastUpdateDate": "2024-05-13T00:00:00Z"}}


def relationship(kind: str = "IS_DIRECTLY_CONSOLIDATED_BY", status: str = "ACTIVE") -> dict[str, Any]:
    return {
        "Relationship": {
            "StartNode": {"NodeID": ONE, "NodeIDType": "LEI"},
            "EndNode": {"NodeID": TWO, "NodeIDType": "LEI"},
            "RelationshipType": kind,
            "RelationshipStatus": status,
        },
        "Registration": {"LastUpdateDate": "2024-05-13T00:00:00Z"},
    }


def read(*records: dict[str, Any]) -> Batch:
    return read_source(from_bytes("gleif.json", json.dumps(list(records)).encode()), ())


def test_an_entity_keeps_its_number_and_what_no_field_holds() -> None:
    batch = read(entity())
    [company] = batch.nodes
    assert company.props["name"] == "Exemplu Inventat SRL"
    assert company.props["address"] == "Strada Nimeni 1, Cluj-Napoca, RO"
    assert ONE in str(company.props["other_identifiers"])
    assert "EntityStatus: ACTIVE" in str(company.props["note"])
    assert batch.source.as_of == "2024-05-13"


def test_consolidated_by_is_an_interest_without_a_share() -> None:
    batch = read(relationship())
    [link] = batch.links
    assert link.type == "Shareholding"
    assert not {"share_lower", "share_upper"} & link.props.keys()
    ends = {node.id: str(node.props["other_identifiers"]) for node in batch.nodes}
    assert TWO in ends[link.tail]
    assert ONE in ends[link.head]


def test_a_place_opens_its_record() -> None:
    file = from_bytes("gleif.json", json.dumps([entity(), entity(TWO)]).encode())
    places = {node.locator for node in read_source(file, ()).nodes}
    assert len(places) == 2
    assert all("LegalName" in read_source_row(file, place, ()).text for place in places)


def test_a_record_without_a_name_is_rejected_and_a_file_without_a_date_refused() -> None:
    batch = read(entity(), entity(TWO, LegalName=""))
    assert (batch.source.rows, batch.source.kept, batch.source.rejected) == (2, 1, 1)
    bare = entity()
    del bare["Registration"]
    with pytest.raises(UnreadableFile, match="contains no date"):
        read(bare)


def test_files_of_the_register_are_read_whole(shared_data: Path) -> None:
    rows = {}
    for name in ("lei-data.json", "lei-data.xml", "repex-data.json", "rr-data.json", "rr-data.xml"):
        batch = read_source(open_source(shared_data / "ownership" / "gleif" / name), ())
        assert batch.source.importer == "gleif"
        assert batch.rejections == ()
        rows[name] = batch.source.kept
    assert rows == {
        "lei-data.json": 13,
        "lei-data.xml": 13,
        "repex-data.json": 10,
        "rr-data.json": 10,
        "rr-data.xml": 10,
    }


@given(st.data())
def test_changed_bytes_give_records_or_a_clear_error(data: st.DataObject) -> None:
    check_mutated(IMPORTER, json.dumps([entity(), relationship()]).encode(), data)

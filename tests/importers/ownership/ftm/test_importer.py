"""FollowTheMoney: parties by id or number, interests with their share, and nothing lost of what no field holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.records.identity import company_id, person_id, registered_company_id
from importers.contract import Batch
from importers.ownership.ftm.importer import IMPORTER
from importers.source import from_bytes, open_source
from tests.importers.mutations import check_mutated

CNP = "1900101400012"


def entity(number: str, schema: str, **values: Any) -> dict[str, Any]:
    listed = {key: value if isinstance(value, list) else [value] for key, value in values.items()}
    return {"id": number, "schema": schema, "properties": listed, "last_seen": "2024-06-01T10:57:03"}


COMPANY = entity("c1", "Company", name="Parc Exemplu SRL", jurisdiction="ro", registrationNumber="90000014")
PERSON = entity("p1", "Person", name="Ion Exemplu", birthDate="1970-01")


def owning(**values: Any) -> dict[str, Any]:
    return entity("o1", "Ownership", owner="p1", asset="c1") | {
        "properties": {"owner": ["p1"], "asset": ["c1"], **{key: [value] for key, value in values.items()}}
    }


def lines(*entities: object) -> bytes:
    return "\n".join(json.dumps(item) for item in entities).encode() + b"\n"


def read(*entities: object) -> Batch:
    return IMPORTER.read(from_bytes("x.ftm.json", lines(*entities)), ())


def test_parties_are_identified_by_number_else_by_their_id() -> None:
    batch = read(
        COMPANY,
        PERSON,
        entity("c2", "Company", name="X", leiCode="example0000000000002"),
        entity("p2", "Person", name="Ion Exemplu", nationality="ro", idNumber=[CNP, "RX 123456"]),
    )
    assert [item.id for item in batch.nodes] == [
        company_id(cui="90000014", source="", local=""),
        person_id(cnp=None, source="ftm", local="p1"),
        registered_company_id("XI-LEI", "EXAMPLE0000000000002"),
        person_id(cnp=CNP, source="", local=""),
    ]
    assert batch.nodes[3].props["note"] == f"idNumber: {CNP}, RX 123456"
    assert batch.nodes[0].props["other_identifiers"] == "registrationNumber 90000014"


@pytest.mark.parametrize(
    ("percentage", "bounds"),
    [
        ("33.3", ("333/1000", "333/1000", None)),
        ("25-50", ("1/4", "1/2", None)),
        ("> 75 %", ("3/4", "1/1", True)),
        ("about half", (None, None, None)),
        ("101", (None, None, None)),
    ],
)
def test_a_percentage_is_exact_or_a_range_or_a_remark(percentage: str, bounds: tuple[object, ...]) -> None:
    batch = read(owning(percentage=percentage), COMPANY, PERSON)
    (link,) = batch.links
    assert tuple(link.props.get(name) for name in ("share_lower", "share_upper", "share_lower_open")) == bounds
    if bounds[0] is None:
        assert link.props["note"] == f"percentage: {percentage}"
        assert any("is not a share" in item.template for item in batch.flags)


def test_an_ended_interest_is_over_and_the_longest_period_counts() -> None:
    ended = owning(role="Shareholder", startDate="2012-03")
    ended["properties"]["endDate"] = ["2019", "2019-05-06"]
    (link,) = read(COMPANY, PERSON, ended).links
    assert (link.props["from_date"], link.props["to_date"]) == ("2012-03", "2019-05-06")
    assert link.props["interest"] == "shareholding"
    assert link.props["note"] == "role: Shareholder; endDate: 2019, 2019-05-06"


def test_other_roles_are_no_capital() -> None:
    (link,) = read(COMPANY, PERSON, owning(role="beneficial owner")).links
    assert link.props["interest"] == "beneficial owner"


def test_directors_and_relatives() -> None:
    director = entity("d1", "Directorship", director="p1", organization="c1", role="administrator")
    family = entity("f1", "Family", person="p1", relative="p2", relationship="fiu")
    batch = read(COMPANY, PERSON, entity("p2", "Person", name="Ana"), director, family)
    assert [(item.type, item.props.get("capacity", item.props.get("relation"))) for item in batch.links] == [
        ("Represents", "administrator"),
        ("RelatedTo", "fiu"),
    ]


def test_several_owners_of_one_interest_are_several_links() -> None:
    joint = owning()
    joint["properties"]["owner"] = ["p1", "p2"]
    assert len(read(COMPANY, PERSON, entity("p2", "Person", name="Ana"), joint).links) == 2


def test_an_end_that_is_missing_or_no_party_is_refused() -> None:
    car = entity("v1", "Vehicle", name="masina", registrationNumber="B 01 ABC")
    owned = owning()
    owned["properties"]["asset"] = ["v1"]
    batch = read(PERSON, car, owned, owning())
    assert [item.locator for item in batch.rejections] == ["row:2", "row:3", "row:4"]
    assert "B 01 ABC" in batch.rejections[0].reason
    assert "asset is a Vehicle" in batch.rejections[1].reason
    assert "no readable statement" in batch.rejections[2].reason


def test_an_address_is_kept_with_its_party_and_rejected_alone() -> None:
    named = entity("c1", "Company", name="X", addressEntity="a1")
    batch = read(named, entity("a1", "Address", full="Str. Unu 1"), entity("a2", "Address", full="Str. Doi 2"))
    assert batch.nodes[0].props["address"] == "Str. Unu 1"
    assert [item.locator for item in batch.rejections] == ["row:3"]


def test_a_legal_entity_is_flagged() -> None:
    batch = read(entity("l1", "LegalEntity", name="Cineva"))
    assert batch.nodes[0].type == "Company" and "does not say" in batch.flags[0].template


def test_every_value_is_found_again() -> None:
    full = entity("p1", "Person", name=["A", "B"], country=["ro", "md"], birthDate=["1970", "1971"], topics="sanction")
    (node,) = read(full | {"referents": ["x-1"]}).nodes
    assert node.props["note"] == "also B; country: ro, md; birthDate: 1970, 1971; topics: sanction; referents: x-1"


@given(st.data())
def test_changed_bytes(data: st.DataObject) -> None:
    check_mutated(IMPORTER, lines(COMPANY, PERSON, owning(percentage="50"), entity("a", "Address", full="x")), data)


def test_other_peoples_entities(shared_data: Path) -> None:
    name = "ownership/ftm/t1.ftm.jsonl"
    expected = json.loads((shared_data / "expected" / "ftm.json").read_text(encoding="utf-8"))[name]
    batch = IMPORTER.read(open_source(shared_data / name), ())
    types = [item.type for item in batch.nodes]
    assert batch.source.rows == expected["entities"]
    assert types.count("Person") == expected["schemata"]["Person"]
    assert types.count("Company") == expected["schemata"]["Organization"]
    assert len(batch.rejections) == expected["schemata"]["Address"]  # No party of the file names the address.
    names = sum(1 + str(item.props["note"]).count("also ") for item in batch.nodes)
    assert names == expected["names"]

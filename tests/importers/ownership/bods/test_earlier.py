"""BODS before 0.4: replaced statements, codes with hyphens, marked bounds, and what no field holds."""

from __future__ import annotations

import json

import pytest

from graph_schema.records.identity import registered_company_id
from importers.contract import Batch
from importers.ownership.bods.earlier import camel
from importers.ownership.bods.importer import IMPORTER
from importers.parsing.source_row import read_source_row
from importers.source import from_bytes

COMPANY = registered_company_id("GB-COH", "00999999")


def statement(kind: str, number: str, day: str = "2018-01-05", **members: object) -> dict[str, object]:
    published = {"publicationDate": "2018-11-18", "bodsVersion": "0.2", "publisher": {"name": "Registrul Exemplu"}}
    frame = {"statementID": number, "statementType": f"{kind}Statement", "isComponent": False, "statementDate": day}
    return frame | {"publicationDetails": published} | members


def entity(number: str = "e1", **members: object) -> dict[str, object]:
    identifiers = [{"scheme": "GB-COH", "id": "00999999"}]
    return (
        statement("entity", number, entityType="registeredEntity", name="Exemplu Ltd", identifiers=identifiers)
        | members
    )


def person(number: str = "p1", **members: object) -> dict[str, object]:
    names = [{"type": "alternative", "fullName": "Ionel"}, {"type": "individual", "fullName": "Ion Exemplu"}]
    return statement("person", number, personType="knownPerson", names=names) | members


def interest(number: str = "r1", *, of: str = "e1", by: str = "p1", **members: object) -> dict[str, object]:
    parties = {
        "subject": {"describedByEntityStatement": of},
        "interestedParty": {"describedByPersonStatement": by},
    }
    stake = {"type": "shareholding", "interestLevel": "direct", "share": {"exact": 100}}
    return statement("ownershipOrControl", number, interests=[stake]) | parties | members


def read(*statements: object) -> Batch:
    return IMPORTER.read(from_bytes("vechi.json", json.dumps(statements).encode()), ())


def test_lines_and_array_give_the_same_records() -> None:
    statements = [entity(), person(), interest()]
    lines = "\n".join(map(json.dumps, statements)).encode()
    assert [item.id for item in IMPORTER.read(from_bytes("x", lines), ()).links] == [
        item.id for item in read(*statements).links
    ]


def test_the_principal_name_counts_and_the_other_is_noted() -> None:
    (found,) = read(person()).nodes
    assert (found.props["name"], found.props["note"]) == ("Ion Exemplu", "also Ionel")


def test_a_replaced_statement_names_its_successor_and_its_references_follow() -> None:
    later = entity("e2", name="Exemplu Nou Ltd", replacesStatements=["e1"])
    batch = read(entity(), person(), interest(), later)
    (refused,) = batch.rejections
    assert (refused.locator, refused.reason) == (
        "path:/0",
        "A later statement at path:/3 replaces this one; the later one is used.",
    )
    (link,) = batch.links
    assert link.head == COMPANY
    assert [item.props["name"] for item in batch.nodes if item.id == COMPANY] == ["Exemplu Nou Ltd"]


def test_statements_that_replace_each_other_are_all_kept() -> None:
    batch = read(entity("e2", replacesStatements=["e3"]), entity("e3", replacesStatements=["e2"]))
    assert (batch.source.rows, batch.source.kept, len(batch.nodes)) == (2, 2, 1)
    assert any(item.template.startswith("Several records") for item in batch.flags)


def test_one_statement_may_be_replaced_by_a_known_and_an_unknown_holder() -> None:
    unknown = {"unspecified": {"reason": "unknown", "description": "nu a raspuns"}}
    batch = read(
        entity(),
        person(),
        interest(),
        interest("r2", replacesStatements=["r1"], interests=[{"type": "shareholding", "share": {"exact": 50}}]),
        interest("r3", replacesStatements=["r1"], interestedParty=unknown),
    )
    (link,) = batch.links
    assert link.props["share_lower"] == "1/2"
    assert [item.locator for item in batch.rejections] == ["path:/2", "path:/4"]
    assert "unknown, nu a raspuns" in batch.rejections[1].reason
    (flag,) = [item for item in batch.flags if "rest" in item.params]
    assert flag.params["rest"] == "1/2"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ({"minimum": 25, "maximum": 50}, ("1/4", "1/2", None, None)),
        ({"minimum": 25, "maximum": 50, "exclusiveMinimum": True}, ("1/4", "1/2", True, None)),
        (
            {"minimum": 25, "maximum": 50, "exclusiveMinimum": False, "exclusiveMaximum": True},
            ("1/4", "1/2", None, True),
        ),
        ({"exact": 33.3, "minimum": 33.3, "exclusiveMinimum": True}, ("333/1000", "333/1000", None, None)),
    ],
)
def test_a_marked_bound_is_open(share: dict[str, object], expected: tuple[object, ...]) -> None:
    (link,) = read(entity(), person(), interest(interests=[{"type": "shareholding", "share": share}])).links
    names = ("share_lower", "share_upper", "share_lower_open", "share_upper_open")
    assert tuple(link.props.get(name) for name in names) == expected


def test_codes_with_hyphens_are_those_of_later_versions() -> None:
    stakes = [{"type": "voting-rights", "endDate": "2018-02-01"}, {"type": "board-member"}]
    links = read(entity(), person(), interest(interests=stakes)).links
    assert [item.props.get("interest", item.props.get("capacity")) for item in links] == ["votingRights", "boardMember"]
    assert [item.props.get("to_date") for item in links] == ["2018-02-01", None]
    assert camel("rights-to-surplus-assets-on-dissolution") == "rightsToSurplusAssetsOnDissolution"


def test_what_no_field_holds_is_readable() -> None:
    batch = read(entity(politicalExposure={"status": "isPep"}), person(taxResidencies=[{"code": "MD"}]), interest(x=1))
    notes = [item.props["note"] for item in (*batch.nodes, *batch.links)]
    assert notes == ["politicalExposure/status: isPep", "also Ionel; taxResidencies/1/code: MD", "x: 1"]


def test_a_party_described_twice_is_refused() -> None:
    both = {"describedByEntityStatement": "e1", "describedByPersonStatement": "p1"}
    (refused,) = read(entity(), person(), interest(interestedParty=both)).rejections
    assert "two statements" in refused.reason


def test_a_place_opens_its_interest() -> None:
    statements = [entity(), person(), interest()]
    file = from_bytes("vechi.json", json.dumps(statements).encode())
    (link,) = IMPORTER.read(file, ()).links
    assert link.locator == "path:/2/interests/0"
    assert '"interestLevel": "direct"' in read_source_row(file, link.locator, ()).text


def test_an_unknown_version_is_refused_by_row() -> None:
    wrong = entity("e9") | {"publicationDetails": {"bodsVersion": "0.4", "publicationDate": "2024-01-01"}}
    (refused,) = read(entity(), wrong).rejections
    assert "BODS 0.4" in refused.reason

"""PSC: ranges with their open ends, ended control, records that name nobody, no person by name alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.records.identity import registered_company_id
from importers.contract import Batch, UnreadableFile
from importers.ownership.psc.importer import IMPORTER
from importers.ownership.psc.natures import read_nature
from importers.ownership.psc.owners import company_number
from importers.parsing.source_row import read_source_row
from importers.source import from_bytes
from tests.importers.mutations import check_mutated

COMPANY = registered_company_id("GB-COH", "00999999")
LINK = "/company/00999999/persons-with-significant-control/individual/a"


def record(number: str = "999999", **data: Any) -> dict[str, Any]:
    person = {
        "kind": "individual-person-with-significant-control",
        "etag": "x",
        "name": "Ms Ana Exemplu",
        "notified_on": "2016-04-06",
        "natures_of_control": ["ownership-of-shares-25-to-50-percent", "right-to-appoint-and-remove-directors"],
        "links": {"self": LINK},
    }
    return {"company_number": number, "data": person | data}


def corporate(**data: Any) -> dict[str, Any]:
    identification = {"country_registered": "England & Wales", "registration_number": "7", "legal_form": "Ltd"}
    return record(
        kind="corporate-entity-person-with-significant-control",
        name="Mama Ltd",
        links={"self": "b"},
        **({"identification": identification} | data),
    )


def lines(*records: object) -> bytes:
    return "\n".join(json.dumps(item) for item in records).encode() + b"\n"


def read(*records: object) -> Batch:
    return IMPORTER.read(from_bytes("psc.txt", lines(*records, {"company_number": "1"})), ())


def test_a_range_keeps_its_open_ends_and_the_nature_as_written() -> None:
    shares, appoint = read(record()).links
    assert shares.head == appoint.head == COMPANY
    assert shares.props == {
        "interest": "shareholding",
        "ground": "ownership-of-shares-25-to-50-percent",
        "share_lower": "1/4",
        "share_upper": "1/2",
        "share_lower_open": True,
        "from_date": "2016-04-06",
    }
    assert appoint.props["interest"] == "right-to-appoint-and-remove-directors" and "share_lower" not in appoint.props


@pytest.mark.parametrize(
    ("nature", "interest", "bounds"),
    [
        ("voting-rights-50-to-75-percent", "votingRights", ("1/2", "3/4", True, True)),
        ("ownership-of-shares-75-to-100-percent", "shareholding", ("3/4", "1/1", None, None)),
        (
            "ownership-of-shares-more-than-25-percent-registered-overseas-entity",
            "shareholding",
            ("1/4", "1/1", True, None),
        ),
        ("ownership-of-shares-25-to-50-percent-as-trust", "shareholding as-trust", ("1/4", "1/2", True, None)),
        ("significant-influence-or-control", "significant-influence-or-control", (None,) * 4),
        ("voting-rights-1-to-2-percent", "voting-rights-1-to-2-percent", (None,) * 4),
    ],
)
def test_natures(nature: str, interest: str, bounds: tuple[object, ...]) -> None:
    props = read_nature(nature)
    names = ("share_lower", "share_upper", "share_lower_open", "share_upper_open")
    assert (props["interest"], tuple(props.get(name) for name in names)) == (interest, bounds)


def test_ended_control_is_over() -> None:
    (first, _) = read(record(ceased_on="2019-01-02")).links
    assert first.props["to_date"] == "2019-01-02"
    (refused, _) = read(record(ceased=True)).rejections
    assert "is over, and the day is not stated" in refused.reason


def test_one_name_at_two_companies_is_two_persons() -> None:
    batch = read(record(), record("888888", links={"self": "c"}))
    persons = [item for item in batch.nodes if item.type == "Person"]
    assert len({item.id for item in persons}) == 2
    assert {item.props["name"] for item in persons} == {"Ms Ana Exemplu"}


def test_a_british_holder_is_the_company_of_its_number_and_names_it() -> None:
    batch = read(corporate(), record("7"))
    mother = registered_company_id("GB-COH", "00000007")
    assert [item.tail for item in batch.links[:1]] == [mother]
    found = {item.id: item.props for item in batch.nodes}
    assert found[mother]["name"] == "Mama Ltd" and found[mother]["legal_form"] == "Ltd"
    assert found[COMPANY]["name"] == "GB-COH 00999999"
    assert not batch.rejections[:-1]


@pytest.mark.parametrize("country", ["West Yorkshire", "France", None])
def test_a_number_of_no_british_register_is_no_id(country: str | None) -> None:
    batch = read(corporate(identification={"country_registered": country, "registration_number": "7"}))
    assert registered_company_id("GB-COH", "00000007") not in {item.id for item in batch.nodes}
    assert "registration_number: 7" in str(batch.nodes[1].props["note"])


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "super-secure-person-with-significant-control", "description": "protejat"},
        {"kind": "persons-with-significant-control-statement", "statement": "protejat"},
        {"kind": "exemptions", "exemptions": {"a": {"items": [{"exempt_from": "protejat"}]}}},
        {"kind": "unknown-kind", "b": "protejat"},
    ],
)
def test_a_record_that_names_nobody_is_rejected_with_its_content(data: dict[str, Any]) -> None:
    batch = read(record(), {"company_number": "7", "data": data})
    refused = batch.rejections[0]
    assert refused.locator == "row:2" and "protejat" in refused.reason and "protejat" in refused.row
    assert batch.source.rows == 3


def test_a_partial_date_of_birth_stays_partial() -> None:
    batch = read(record(date_of_birth={"month": 4, "year": 1964}, country_of_residence="Wales"))
    person = next(item for item in batch.nodes if item.type == "Person")
    assert person.props["born"] == "1964-04"
    assert person.props["note"] == f"links/self: {LINK}; country_of_residence: Wales"


def test_the_place_opens_its_line() -> None:
    file = from_bytes("psc.txt", lines(record(), record("7")))
    batch = IMPORTER.read(file, ())
    assert read_source_row(file, batch.links[-1].locator, ()).text == json.dumps(record("7"))


@pytest.mark.parametrize(("text", "number"), [("7", "00000007"), (" sc123456 ", "SC123456"), ("07444723", "07444723")])
def test_numbers_have_eight_characters(text: str, number: str) -> None:
    assert company_number(text) == number


def test_a_file_without_a_date_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no date"):
        IMPORTER.read(from_bytes("psc.txt", lines(record(notified_on=None))), ())


@given(st.data())
def test_changed_bytes(data: st.DataObject) -> None:
    check_mutated(IMPORTER, lines(record(), corporate(ceased_on="2020-01-01"), record("8", kind="exemptions")), data)


def test_other_peoples_records_are_read_as_one_snapshot(shared_data: Path) -> None:
    paths = sorted((shared_data / "ownership" / "psc").glob("*.json"))
    records = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    batch = IMPORTER.read(from_bytes("snapshot.txt", lines(*records)), ())
    kept = {paths[int(item.locator.removeprefix("row:")) - 1].stem for item in batch.links}
    assert kept == {"psc_ceased_on", "psc_corporate", "psc_individual", "psc_legal"} | {
        f"psc_{name}" for name in ("no_country", "not_found")
    }
    # psc_no_match repeats the link of psc_no_country with another content: two descriptions of one holder.
    refused = {paths[int(item.locator.removeprefix("row:")) - 1].stem for item in batch.rejections}
    assert refused == {path.stem for path in paths} - kept
    assert batch.source.as_of == "2016-10-11"
    assert [item.props.get("to_date") for item in batch.links[:2]] == ["2016-10-11", "2016-10-11"]

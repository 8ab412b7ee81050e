"""Persons of criminal files: roles, relations, people without a number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_schema.codes.roles import PROTECTED_ROLES
from graph_schema.records.identity import case_id, company_id, person_id
from importers.contract import Batch, Importer
from importers.mapping import ColumnMapping
from importers.registers.persons import IMPORTER
from importers.source import from_bytes

SAMPLE = Path(__file__).with_name("samples") / "persoane-exemplu.csv"
CASE = case_id("12/D/P/2023")
ION = person_id(cnp="1900101400012", source="", local="")
ANA = person_id(cnp="2850202400023", source="", local="")


@pytest.fixture(scope="module")
def batch(read_sample: Callable[[Importer, Path], Batch]) -> Batch:
    return read_sample(IMPORTER, SAMPLE)


def test_golden(batch: Batch, check_golden: Callable[[Batch, Path], None]) -> None:
    check_golden(batch, SAMPLE)


def test_every_row_is_kept_or_rejected(batch: Batch) -> None:
    assert (batch.source.rows, batch.source.kept) == (12, 8)
    assert {item.locator for item in batch.rejections} == {"row:10", "row:11", "row:12", "row:13"}


def test_one_person_may_have_several_roles_in_one_file(batch: Batch) -> None:
    roles = {item.props["role"] for item in batch.links if item.type == "RoleIn" and item.tail == ION}
    assert roles == {"suspect", "accused"}
    assert {item.head for item in batch.links if item.tail == ION} == {CASE}


def test_a_victim_without_a_number_is_one_person_within_the_file(batch: Batch) -> None:
    protected = [item.tail for item in batch.links if item.props.get("role") in PROTECTED_ROLES and item.tail != ANA]
    assert len(protected) == 2 and len(set(protected)) == 1


def test_a_file_described_differently_keeps_the_rows_and_is_flagged(batch: Batch) -> None:
    """The rows are about persons; the title of their file is beside the point."""
    names = ["case_number", "name", "cnp", "role", "case_title", "extract_date"]
    rows = [["12/D/P/2023", "Ion Exemplu", "1900101400012", "suspect", "un titlu", "2024-01-10"],
            ["12/D/P/2023", "Ana Exemplu", "2850202400023", "victim", "alt titlu", "2024-01-10"]]  # fmt: skip
    mapping = ColumnMapping(
        name="probă", format="persons-register", version=1, encoding="utf-8", delimiter=";", header_row=1, decimal_mark=".",
        date_pattern="YYYY-MM-DD", columns={name: name for name in names},
    )  # fmt: skip
    table = "\n".join(";".join(row) for row in [names, *rows]) + "\n"
    found = IMPORTER.read(from_bytes("proba.csv", table.encode()), (mapping,))
    assert (found.source.kept, found.rejections) == (2, ())
    (title,) = (node.props["title"] for node in found.nodes if node.type == "Case")
    assert title == "un titlu"
    (flag,) = found.flags
    assert dict(flag.params) == {
        "field": "title",
        "type": "Case",
        "value": "alt titlu",
        "other": "un titlu",
        "first": "row:2",
    }


def test_a_relation_names_the_other_by_number(batch: Batch) -> None:
    assert [(item.tail, item.head, item.props["relation"]) for item in batch.links if item.type == "RelatedTo"] == [
        (ANA, ION, "soție")
    ]


def test_a_number_decides_against_the_kind_stated_for_all_rows(batch: Batch) -> None:
    company = company_id(cui="90000014", source="", local="")
    assert [item.props["role"] for item in batch.links if item.tail == company] == ["suspect"]


def test_invalid_cnp_is_kept_and_is_not_the_person_it_resembles(batch: Batch) -> None:
    liar = next(item for item in batch.nodes if item.props.get("name") == "Mincinos Exemplu")
    assert liar.props["cnp"] == "1900101400013" and "1900101400013" not in str(liar.props["invalid_identifiers"])
    assert liar.id not in (ION, person_id(cnp="1900101400013", source="", local=""))

"""Register of measures: one row a step, later rows held to the first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import TracerError
from graph_schema.records.identity import (
    account_id,
    asset_id,
    case_id,
    measure_id,
    person_id,
    property_id,
    vehicle_id,
)
from importers.contract import Batch, Importer
from importers.mapping import read_mapping
from importers.registers.measures import IMPORTER
from importers.source import from_bytes

SAMPLE = Path(__file__).with_name("samples") / "masuri-exemplu.csv"
MAPPING = read_mapping(SAMPLE.with_suffix(".mapping.json").read_text(encoding="utf-8"), "measures")
FIRST = measure_id("12/D/P/2023", "1")
FLAT = property_id("CLUJ NAPOCA", "200001-C1-U5")


@pytest.fixture(scope="module")
def batch(read_sample: Callable[[Importer, Path], Batch]) -> Batch:
    return read_sample(IMPORTER, SAMPLE)


def test_golden(batch: Batch, check_golden: Callable[[Batch, Path], None]) -> None:
    check_golden(batch, SAMPLE)


def test_every_row_is_kept_or_rejected(batch: Batch) -> None:
    assert (batch.source.rows, batch.source.kept) == (14, 6)
    reasons = {item.locator: item.reason for item in batch.rejections}
    assert set(reasons) == {"row:4", "row:5", *(f"row:{number}" for number in range(10, 16))}
    assert (
        "asset" in reasons["row:4"] and "share, person" in reasons["row:5"] and "above the whole" in reasons["row:10"]
    )


def test_assets_and_persons_are_referred_to_and_not_made(batch: Batch) -> None:
    assert {item.type for item in batch.nodes} == {"Case", "Measure"}
    covered = {item.tail: item.head for item in batch.links if item.type == "Covers"}
    assert [covered[measure_id("12/D/P/2023", str(number))] for number in (1, 2, 3, 4)] == [
        FLAT,
        vehicle_id(vin="EXMPLE00000000001", source="", local=""),
        asset_id("PV 7/2023", "1"),
        account_id("RO06EXMP0000000000000001"),
    ]
    assert {item.head for item in batch.links if item.type == "InCase"} == {case_id("12/D/P/2023")}
    against = {item.tail: item.head for item in batch.links if item.type == "Against"}
    assert against[FIRST] == person_id(cnp="1900101400012", source="", local="")


def test_the_first_row_tells_the_measure(batch: Batch) -> None:
    measure = next(item for item in batch.nodes if item.id == FIRST)
    assert dict(measure.props) == {
        "number": "1",
        "share": "1/2",
        "purposes": "special_confiscation,damage",
        "cap_minor": 6_000_000,
        "cap_currency": "EUR",
    }


def test_steps_carry_document_sum_and_both_dates(batch: Batch) -> None:
    steps = [item for item in batch.events if item.subject == FIRST]
    assert [(item.props["state"], item.effective, item.recorded) for item in steps] == [
        ("IDENTIFIED", date(2023, 3, 1), date(2023, 3, 2)),
        ("FROZEN", date(2023, 3, 10), date(2023, 3, 11)),
    ]
    assert steps[0].author == "measures register" and steps[1].author == "DIICOT Exemplu"
    paid = next(item for item in batch.events if item.props.get("state") == "DEPOSITED")
    assert (paid.props["amount_minor"], paid.props["currency"]) == (1_500_000, "EUR")


def test_value_of_the_asset_is_an_event_of_the_asset(batch: Batch) -> None:
    values = [item for item in batch.events if item.type == "Valuation"]
    assert [(item.subject, item.effective, item.props["amount_minor"], item.props["method"]) for item in values] == [
        (FLAT, date(2023, 3, 9), 7_000_000, "appraisal")
    ]


def test_effective_after_recorded_is_flagged_not_refused(batch: Batch) -> None:
    assert [(item.severity, item.locator) for item in batch.flags] == [("amber", "row:6")]


@given(st.data())
def test_mutated_bytes_never_escape_as_another_error(data: st.DataObject) -> None:
    raw = bytearray(SAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(250, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        batch = IMPORTER.read(from_bytes("schimbat.csv", bytes(raw)), (MAPPING,))
    except TracerError:
        return
    assert batch.source.rows == batch.source.kept + len(batch.rejections)

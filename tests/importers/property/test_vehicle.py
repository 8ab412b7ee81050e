"""Vehicle register: the VIN is the key, the plate is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_schema.records.identity import vehicle_id
from importers.contract import Batch, Importer
from importers.mapping import read_mapping
from importers.property.vehicle import IMPORTER
from importers.source import from_bytes

SAMPLE = Path(__file__).with_name("samples") / "auto-exemplu.csv"
MAPPING = read_mapping(SAMPLE.with_suffix(".mapping.json").read_text(encoding="utf-8"), "vehicle")


@pytest.fixture(scope="module")
def batch(read_sample: Callable[[Importer, Path], Batch]) -> Batch:
    return read_sample(IMPORTER, SAMPLE)


def test_golden(batch: Batch, check_golden: Callable[[Batch, Path], None]) -> None:
    check_golden(batch, SAMPLE)


def test_every_row_is_kept_or_rejected(batch: Batch) -> None:
    assert (batch.source.rows, batch.source.kept) == (7, 4)
    assert [item.locator for item in batch.rejections] == ["row:6", "row:7", "row:8"]


def test_vin_of_another_shape_is_kept_flagged_and_is_no_key(batch: Batch) -> None:
    vehicle = next(item for item in batch.nodes if item.props.get("vin") == "IQO123")
    assert vehicle.id == vehicle_id(vin=None, source=batch.source.digest, local="IQO123/CJ13EXE")
    assert "17 characters" in str(vehicle.props["invalid_identifiers"])
    assert [item.locator for item in batch.flags] == ["row:4"]


def test_one_plate_on_two_vehicles_stays_two_vehicles() -> None:
    rows = SAMPLE.read_text(encoding="utf-8").splitlines()
    text = "\n".join([rows[0], rows[1], rows[1].replace("EXMPLE00000000001", "EXMPLE00000000009")])
    batch = IMPORTER.read(from_bytes("auto.csv", text.encode()), (MAPPING,))
    assert sum(item.type == "Vehicle" for item in batch.nodes) == 2


def test_owners_that_follow_each_other_are_the_whole_each(batch: Batch) -> None:
    assert [item for item in batch.flags if "sum" in item.params] == []
    assert [(item.effective.isoformat(), item.props["amount_minor"], item.author) for item in batch.events] == [
        ("2022-05-04", 2_500_050, "Registrul auto inventat")
    ]

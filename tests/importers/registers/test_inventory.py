"""Minutes of a search: cash to the cent, crypto by address, possession that is not ownership."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_schema.records.identity import asset_id, company_id, wallet_id
from importers.contract import Batch, Importer
from importers.registers.inventory import IMPORTER

SAMPLE = Path(__file__).with_name("samples") / "inventar-exemplu.csv"


@pytest.fixture(scope="module")
def batch(read_sample: Callable[[Importer, Path], Batch]) -> Batch:
    return read_sample(IMPORTER, SAMPLE)


def test_golden(batch: Batch, check_golden: Callable[[Batch, Path], None]) -> None:
    check_golden(batch, SAMPLE)


def test_every_row_is_kept_or_rejected(batch: Batch) -> None:
    assert (batch.source.rows, batch.source.kept) == (10, 4)
    assert {item.locator for item in batch.rejections} == {f"row:{number}" for number in range(6, 12)}


def test_each_class_becomes_its_kind_under_its_own_key(batch: Batch) -> None:
    found = {item.type: item for item in batch.nodes}
    assert found["Cash"].id == asset_id("PV 7/2023", "1") and found["Cash"].props["amount_minor"] == 1_234_560
    assert found["CryptoWallet"].id == wallet_id("bitcoin", "bc1qexemplu0000")
    assert found["CompanyShare"].props["share"] == "1/2"
    assert [(item.tail, item.head) for item in batch.links if item.type == "ShareOf"] == [
        (found["CompanyShare"].id, company_id(cui="90000014", source="", local=""))
    ]


def test_found_with_somebody_is_not_owned_by_him(batch: Batch) -> None:
    assert {item.locator: item.type for item in batch.links if item.type in ("Uses", "Holds")} == {
        "row:2": "Uses",
        "row:3": "Holds",
        "row:5": "Holds",
    }

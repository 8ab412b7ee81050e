"""Bank-account register: holder, controller and beneficiary are three ties."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_schema.records.identity import account_id
from importers.contract import Batch, Importer
from importers.registers.accounts import IMPORTER

SAMPLE = Path(__file__).with_name("samples") / "conturi-exemplu.csv"


@pytest.fixture(scope="module")
def batch(read_sample: Callable[[Importer, Path], Batch]) -> Batch:
    return read_sample(IMPORTER, SAMPLE)


def test_golden(batch: Batch, check_golden: Callable[[Batch, Path], None]) -> None:
    check_golden(batch, SAMPLE)


def test_every_row_is_kept_or_rejected(batch: Batch) -> None:
    assert (batch.source.rows, batch.source.kept) == (8, 5)
    assert {item.locator for item in batch.rejections} == {"row:7", "row:8", "row:9"}


def test_three_ties_to_one_account(batch: Batch) -> None:
    account = account_id("RO06EXMP0000000000000001")
    assert [item.type for item in batch.links if item.head == account] == [
        "HoldsAccount",
        "ControlsAccount",
        "BenefitsFrom",
    ]


def test_wrong_iban_is_kept_and_flagged_and_a_banks_own_number_is_not(batch: Batch) -> None:
    assert [item.locator for item in batch.flags] == ["row:5"]
    assert {item.id for item in batch.nodes} >= {
        account_id("RO77EXMP0000000000000002"),
        account_id("Banca Veche Exemplu/12-345"),
    }

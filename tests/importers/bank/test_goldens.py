"""Every sample of a bank file gives exactly the records that stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from importers.bank.camt import camt053
from importers.bank.coda import importer as coda
from importers.bank.ledger import importer as ledger
from importers.bank.mt940 import importer as mt940
from importers.bank.ofx import importer as ofx
from importers.contract import Batch, Importer

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    ("importer", "name"),
    [
        (camt053.IMPORTER, "month.xml"),
        (camt053.IMPORTER, "pages_v01.xml"),
        (mt940.IMPORTER, "dialects.sta"),
        (ofx.IMPORTER, "card.qfx"),
        (coda.IMPORTER, "collective.cod"),
        (ledger.IMPORTER, "lei.csv"),
        (ledger.IMPORTER, "many.csv"),
        (ledger.IMPORTER, "sheet.xlsx"),
    ],
)
def test_a_sample_gives_its_golden(
    importer: Importer,
    name: str,
    read_sample: Callable[[Importer, Path], Batch],
    check_golden: Callable[[Batch, Path], None],
) -> None:
    check_golden(read_sample(importer, SAMPLES / name), SAMPLES / name)

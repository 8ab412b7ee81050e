"""Every sample of an ownership file beside BODS gives exactly the records that stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from importers.contract import Batch, Importer
from importers.ownership.ftm import importer as ftm
from importers.ownership.gleif import importer as gleif
from importers.ownership.psc import importer as psc

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    ("importer", "name"),
    [(psc.IMPORTER, "psc.jsonl"), (ftm.IMPORTER, "ftm.jsonl"), (gleif.IMPORTER, "gleif.json")],
)
def test_a_sample_gives_its_golden(
    importer: Importer,
    name: str,
    read_sample: Callable[[Importer, Path], Batch],
    check_golden: Callable[[Batch, Path], None],
) -> None:
    check_golden(read_sample(importer, SAMPLES / name), SAMPLES / name)

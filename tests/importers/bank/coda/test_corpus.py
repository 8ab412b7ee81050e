"""Other people's CODA files: as many movements and the same sums, or a reason; what does not tie is red."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from importers.registry import read_source
from importers.source import open_source


def test_every_file_has_the_expected_movements_and_sums(shared_data: Path) -> None:
    expected = json.loads((shared_data / "expected" / "coda.json").read_text(encoding="utf-8"))
    whole = 0
    for path, statements in expected.items():
        batch = read_source(open_source(shared_data / path), ())
        assert batch.source.rows == sum(item["movements"] for item in statements), path
        ties = all(item["ties"] for item in statements)
        assert ties is not any(flag.severity == "red" for flag in batch.flags), path
        if batch.rejections:
            # Amounts of three decimals, which the currency does not have.
            assert all("has more decimals" in str(row.reason) for row in batch.rejections), path
            continue
        rows = batch.entries.to_pylist()
        sums = [sum(row["credit_minor"] for row in rows if row["side"] == side) for side in ("credit", "debit")]
        wanted = [sum(Decimal(item[side]) for item in statements) * 100 for side in ("credits", "debits")]
        assert sums == wanted, path
        whole += 1
    assert whole >= 5

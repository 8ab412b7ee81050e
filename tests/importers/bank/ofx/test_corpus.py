"""Files of many banks: each is read with the expected sums, or what is not kept has a reason named here."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from graph_schema.errors import TracerError
from graph_schema.values.money import exponent
from importers.registry import read_source
from importers.source import open_source

REFUSED = ("without a statement", "contains an error of the bank")
REJECTED = ("states no currency", "is not a date", "is not an amount", "investment account")
ODD = {
    "unnamed-bank_amount-comma-decimal.ofx": (Decimal(0), Decimal(2000)),
    "unnamed-bank_amount-plus-sign-and-space.ofx": (Decimal("1006.60"), Decimal(0)),
}
"""Amounts that the expected figures leave out, because they are not plain: credits and debits."""


def test_every_file_is_read_with_its_sums_or_says_why_not(shared_data: Path) -> None:
    expected = json.loads((shared_data / "expected" / "ofx.json").read_text(encoding="utf-8"))
    read = 0
    for path, wanted in expected.items():
        name = Path(path).name
        try:
            batch = read_source(open_source(shared_data / path), ())
        except TracerError as error:
            assert wanted["transactions"] == 0, path
            assert any(reason in str(error) for reason in REFUSED), path
            continue
        assert batch.source.rows >= wanted["transactions"], path
        if batch.rejections:
            assert batch.source.kept == 0, path
            assert all(any(reason in str(row.reason) for reason in REJECTED) for row in batch.rejections), path
            continue
        sums = {"credit": Decimal(0), "debit": Decimal(0)}
        for row in batch.entries.to_pylist():
            side = row["side"]
            sums[side] += Decimal(row[f"{side}_minor"]).scaleb(-exponent(row[f"{side}_currency"]))
        plain = (Decimal(wanted["credits"]), Decimal(wanted["debits"]))
        assert (sums["credit"], sums["debit"]) == ODD.get(name, plain), path
        assert batch.source.rows == wanted["transactions"], path
        read += 1
    assert read >= 25

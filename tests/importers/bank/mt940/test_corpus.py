"""Files of 227 statements of many banks: each is read with the expected sums, or refused for a reason named here."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph_schema.errors import TracerError
from graph_schema.values.money import exponent
from importers.contract import Batch
from importers.registry import read_source
from importers.source import open_source

REFUSED = {
    "cmxl/mt940-iso8859-1.txt": "is not UTF-8",
    "cmxl/mt942.txt": "MT942",
    "mt940-rs/mt940/special-cases/invalid_statement.sta": "No importer can read",
    "mt940-rs/mt940/special-cases/invalid_utf8.sta": "is not UTF-8",
    "mt940-rs/mt942/full/cmxl/mt942_1.sta": "is empty",
    "mt940-rs/mt942/special-cases/mt942.sta": "MT942",
    "wolph/betterplace/currency_in_25.sta": "no statement with a balance or a row",
    "wolph/betterplace/empty_86.sta": "no statement with a balance or a row",
    "wolph/betterplace/empty_line.sta": "no statement with a balance or a row",
    "wolph/cmxl/account_identification_iban.sta": "no statement with a balance or a row",
    "wolph/cmxl/account_identification_legacy.sta": "no statement with a balance or a row",
    "wolph/cmxl/available_balance.sta": "no statement with a balance or a row",
    "wolph/cmxl/reference.sta": "no statement with a balance or a row",
    "wolph/cmxl/statement_number.sta": "no statement with a balance or a row",
    "wolph/mBank/mt942.sta": "MT942",
    "wolph/self-provided/empty_non_swift.sta": "no statement with a balance or a row",
}
REPEATS = {"cmxl/mt940.txt"}
"""The file contains a statement twice: its rows are kept once, and counted twice."""
INCOMPLETE = ("states no account", "states no balance")
"""Parts of statements: each row is rejected for one of these reasons."""
WRONG_DAY = {"cmxl/mt940-headers.txt"}
"""Its only row has the day 362268, which does not exist, and is rejected with it."""


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> dict[str, list[dict[str, Any]]]:
    return json.loads((shared_data / "expected" / "mt940.json").read_text(encoding="utf-8"))


def sums(batch: Batch) -> tuple[Decimal, Decimal]:
    total = {"credit": Decimal(0), "debit": Decimal(0)}
    for row in batch.entries.to_pylist():
        side = row["side"]
        total[side] += Decimal(row[f"{side}_minor"]).scaleb(-exponent(row[f"{side}_currency"]))
    return total["credit"], total["debit"]


def test_every_file_is_read_with_its_sums_or_refused_with_its_reason(
    shared_data: Path, expected: dict[str, list[dict[str, Any]]]
) -> None:
    read = refused = without = 0
    for path, statements in expected.items():
        name = path.removeprefix("bank/mt940/")
        try:
            batch = read_source(open_source(shared_data / path), ())
        except TracerError as error:
            assert REFUSED.get(name, "not listed") in str(error), path
            refused += 1
            continue
        assert name not in REFUSED, path
        assert batch.source.rows == sum(item["transactions"] for item in statements), path
        assert batch.source.rows == batch.source.kept + batch.source.rejected
        if batch.rejections:
            assert name in WRONG_DAY or all(
                any(part in str(row.reason) for part in INCOMPLETE) for row in batch.rejections
            ), path
            without += 1
        elif name not in REPEATS:
            wanted = tuple(
                sum((Decimal(item[side]) for item in statements), Decimal(0)) for side in ("credits", "debits")
            )
            assert sums(batch) == wanted, path
            read += 1
    assert refused == len(REFUSED)
    assert read >= 50
    assert without <= 12

"""638 accounts of a real bank (PKDD'99): every balance rebuilt, against figures computed apart."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from importers.bank.ledger.importer import IMPORTER
from importers.contract import Batch
from importers.mapping import ColumnMapping
from importers.source import open_source
from tests.made_mappings import BERKA

MAPPING = ColumnMapping(**BERKA)


@pytest.fixture(scope="module")
def batch(shared_data: Path) -> Batch:
    return IMPORTER.read(open_source(shared_data / "transfers" / "berka" / "trans.asc"), (MAPPING,))


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> dict[str, Any]:
    return json.loads((shared_data / "expected" / "berka.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(batch: Batch) -> list[dict[str, Any]]:
    numbers = {node.id: str(node.props["number"]) for node in batch.nodes if node.type == "Account"}
    found = []
    for row in batch.entries.to_pylist():
        own, other = ("debit", "credit") if row["side"] == "debit" else ("credit", "debit")
        signed = row["credit_minor"] if own == "credit" else -row["debit_minor"]
        counterparty = row[f"{other}_account"]
        found.append(
            {
                "account": numbers[row[f"{own}_account"]],
                "other": None if counterparty is None else numbers[counterparty],
                "signed": signed,
                "balance": row["balance_minor"],
                "day": row["booking_date"],
                "place": int(row["locator"].removeprefix("row:")),
            }
        )
    return found


def test_every_row_and_account_is_kept(batch: Batch, expected: dict[str, Any]) -> None:
    assert batch.rejections == ()
    assert batch.source.rows == expected["rows"]
    assert sum(node.type == "Statement" for node in batch.nodes) == expected["accounts"]
    assert batch.source.as_of == "1994-03-31"


def test_closing_balances(rows: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    closing = {row["account"]: row["balance"] for row in rows}
    lines = [f"{account};{minor // 100}.{minor % 100:02d}" for account, minor in closing.items()]
    text = "\n".join(sorted(lines, key=lambda line: int(line.partition(";")[0])))
    digests = {hashlib.sha256((text + end).encode()).hexdigest() for end in ("", "\n")}
    assert expected["closing_balance_by_account_sha256"] in digests
    assert str(sum(closing.values())) == expected["total_of_closing_balances"].replace(".", "")


def test_running_balances_and_breaks(rows: list[dict[str, Any]], batch: Batch, expected: dict[str, Any]) -> None:
    found: Counter[str] = Counter()
    breaks: Counter[str] = Counter()
    for _, of_account in groupby(rows, key=lambda row: row["account"]):
        running = 0
        for row in of_account:
            away = abs(row["balance"] - running - row["signed"])
            running = row["balance"]
            found["exact" if away == 0 else "within 0.10" if away <= 10 else "off"] += 1
            breaks[f"{row['day']:%y%m%d}"] += away > 10
    assert found == expected["running_balance"]
    assert {day: count for day, count in breaks.items() if count} == expected["breaks_by_date"]
    jumps = [flag for flag in batch.flags if flag.severity == "red" and "at this row" in flag.template]
    assert len(jumps) == expected["running_balance"]["off"]


def test_days_put_into_another_order(rows: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    days = [
        [row["place"] for row in of_day] for _, of_day in groupby(rows, key=lambda row: (row["account"], row["day"]))
    ]
    moved = sum(places != sorted(places) for places in days)
    assert moved == expected["account_days_where_file_order_is_not_balance_order"]


def test_counterparties(rows: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    # The bank prints 0 where it has no counterparty; a mapping cannot say so, and the account 0 remains.
    assert len({row["other"] for row in rows} - {None, "0"}) == expected["counterparties"]
    sums: Counter[str] = Counter()
    for row in rows:
        if row["other"] is not None:
            sums[row["other"]] += abs(row["signed"])
    for told in expected["top_counterparties"]:
        assert sums[told["key"].rstrip(">")] == int(told["amount"].replace(".", ""))

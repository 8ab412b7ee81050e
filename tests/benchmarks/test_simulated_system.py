"""A simulated system of 20,000 accounts through the commands: import, mark, trace; and whether each method finds the money.

Each payment stands in the statements of both accounts: 118,000 payments are 280,000 rows, printed with their balances.
Prints CPU seconds of each command, its children included; asserts the sums, and no time.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from tracer.access.roles import Actor
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

pytestmark = pytest.mark.benchmark
NAMES: Final = {Method.FIFO: "fifo", Method.LIFO: "lifo", Method.LIBR: "clean_first", Method.PRO_RATA: "pro_rata"}
SYSTEM: Final = "20K_cycle200"
MAPPING: Final = {
    "name": "simulated",
    "format": "bank-ledger",
    "version": 1,
    "encoding": "utf-8",
    "header_row": 1,
    "decimal_mark": ".",
    "date_pattern": "YYYY-MM-DD",
    "delimiter": ",",
    "columns": {
        "account": "account",
        "booking_date": "date",
        "amount": "amount",
        "counterparty_account": "counterparty",
        "balance": "balance",
        "reference": "reference",
        "opening_balance": "opening",
    },
    "constants": {"bank": "SIM", "counterparty_bank": "SIM", "currency": "USD"},
}


def number(node: str) -> str:
    return f"AS{int(node):08d}"


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def printed(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}" if minor >= 0 else f"-{printed(-minor)}"


def statements(folder: Path) -> Iterator[tuple[str, ...]]:
    """The rows of all statements, account by account; money from outside covers what a payer lacks."""
    with (folder / f"{SYSTEM}_nodes.csv").open(encoding="utf-8") as file:
        opening = {row["nodeid"]: cents(row["init_balance"]) for row in csv.DictReader(file)}
    balance, rows = dict(opening), defaultdict[str, list[tuple[str, ...]]](list)

    def book(account: str, day: date, minor: int, other: str, reference: str) -> None:
        balance[account] += minor
        start = printed(opening[account])
        row = (number(account), str(day), printed(minor), other, printed(balance[account]), reference, start)
        rows[account].append(row)

    with (folder / f"{SYSTEM}_transactions.csv").open(encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            payer, payee, minor = row["sourceNodeId"], row["targetNodeId"], cents(row["value"])
            day = date(2017, 1, 1) + timedelta(days=int(row["time"]))
            if minor > balance[payer]:
                book(payer, day, minor - balance[payer], "", f"IN{line}")
            book(payer, day, -minor, number(payee), f"P{line}")
            book(payee, day, minor, number(payer), f"P{line}")
    for account in opening:
        yield from rows[account]


def command(case: Path, *arguments: str) -> tuple[float, str]:
    """CPU seconds of the command and what it prints."""
    before = os.times()
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("tracer")), "--case", str(case), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TRACER_LANG": "en", "TRACER_ROLE": "owner"},
    )
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return spent, ran.stdout


@pytest.fixture(scope="module")
def seed(shared_data: Path) -> dict[str, Any]:
    expected = json.loads((shared_data / "expected" / "amlsim.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = expected[SYSTEM]["tracing"][0]
    return found


def test_a_stolen_payment_is_traced_by_command(shared_data: Path, seed: dict[str, Any], tmp_path: Path) -> None:
    bank, mapping, case = tmp_path / "bank.csv", tmp_path / "simulated.json", tmp_path / "case"
    header = ("account", "date", "amount", "counterparty", "balance", "reference", "opening")
    rows = [header, *statements(shared_data / "transfers" / "amlsim")]
    with bank.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")
    target, reference = number(seed["target"]), f"P{seed['seed_row']}"
    place = next(at for at, row in enumerate(rows, start=1) if row[0] == target and row[5] == reference)
    command(case, "init")
    steps = {
        f"import {len(rows) - 1:,} rows": ("import", str(bank), "--mapping", str(mapping)),
        "mark": ("mark", target, "--row", f"row:{place}", "--date", rows[place - 1][1], "--reason", "stolen"),
        "trace, all methods": ("trace", target, *(f"--method={method.value}" for method in Method)),
        "verify": ("verify",),
    }
    print("\n")
    for name, arguments in steps.items():
        begun = time.perf_counter()
        spent, _ = command(case, *arguments)
        print(f"{name:<28}{spent:>8.1f} CPU s{time.perf_counter() - begun:>8.1f} s")
    with open_session(Settings(case, Actor("Bench", "owner"), "en")) as session:
        numbers = {node.id: str(node.props["number"]) for node in session.graph().nodes_of_type("Account")}
        for method, name in NAMES.items():
            run, followed = session.tracing(method).interval.lower, session.tracing(method).case.statements
            held = {numbers[account].rpartition("AS")[2]: run.held_tainted((account, "USD")) for account, _ in followed}
            units, expected = run.units_per_minor, seed["methods"][name]
            assert sum(held.values()) == cents(expected["total"]) * units
            for account, amount in expected["top"].items():
                away = abs(held[f"{int(account):08d}"] - cents(amount) * units)
                assert away <= (units if units > 1 else 0)

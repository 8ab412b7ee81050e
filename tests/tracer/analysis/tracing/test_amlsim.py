"""A closed simulated system of 20,000 accounts, traced apart from this program."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import CLEAN
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry
from tracer.analysis.tracing.ledgers.ordering import order_entries
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.inputs import Origin

NAMES = {Method.FIFO: "fifo", Method.LIFO: "lifo", Method.LIBR: "clean_first", Method.PRO_RATA: "pro_rata"}
SEEDS_TRACED = 6 if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else 1  # two seconds a run, 48 runs


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


@dataclass(frozen=True)
class System:
    with_inflows: Ledger
    without_inflows: Ledger
    inflow_origins: dict[str, Origin]
    openings: dict[AccountKey, int]
    raised_openings: dict[AccountKey, int]
    seeds: list[dict[str, Any]]


@pytest.fixture(scope="module", params=["20K_cycle200", "20K_fanin200"])
def system(request: pytest.FixtureRequest, shared_data: Path) -> System:
    """Clean outside money covers what a payer lacks: just before the payment, or as part of the opening."""
    folder = shared_data / "transfers" / "amlsim"
    with (folder / f"{request.param}_nodes.csv").open(encoding="utf-8") as file:
        openings = {(row["nodeid"], "USD"): cents(row["init_balance"]) for row in csv.DictReader(file)}
    balances, raised = dict(openings), dict(openings)
    payments, inflows = [], []
    with (folder / f"{request.param}_transactions.csv").open(encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            payer, payee = (row["sourceNodeId"], "USD"), (row["targetNodeId"], "USD")
            value, day = cents(row["value"]), date(2017, 1, 1) + timedelta(days=int(row["time"]))
            missing = value - balances[payer]
            if missing > 0:
                inflows.append(LedgerEntry(f"inflow{line}", day, None, payer, missing, missing, credit_seq=2 * line))
                balances[payer] += missing
                raised[payer] += missing
            balances[payer] -= value
            balances[payee] += value
            payments.append(LedgerEntry(str(line), day, payer, payee, value, value, 2 * line + 1, 2 * line + 1))
    expected = json.loads((shared_data / "expected" / "amlsim.json").read_text(encoding="utf-8"))[request.param]
    assert sum(payment.debited for payment in payments) == cents(expected["total"])
    return System(
        with_inflows=order_entries([*payments, *inflows]),
        without_inflows=order_entries(payments),
        inflow_origins={entry.id: CLEAN for entry in inflows},
        openings=openings,
        raised_openings=raised,
        seeds=expected["tracing"],
    )


@pytest.mark.parametrize("method", list(NAMES))
def test_stolen_payment_is_found_where_it_went(system: System, method: Method) -> None:
    # Newest first reaches the opening last, so there the missing money is put into it.
    is_lifo = method is Method.LIFO
    ledger = system.without_inflows if is_lifo else system.with_inflows
    openings = system.raised_openings if is_lifo else system.openings
    for seed in system.seeds[:SEEDS_TRACED]:
        run = trace(
            ledger,
            method=method,
            statements=frozenset(openings),
            origins={**({} if is_lifo else system.inflow_origins), str(seed["seed_row"]): "STOLEN"},
            openings=openings,
            opening_labels=dict.fromkeys(openings, CLEAN),
        )
        expected = seed["methods"][NAMES[method]]
        units = run.units_per_minor
        holders = {account[0]: run.held_tainted(account) for account in openings}
        holders = {account: amount for account, amount in holders.items() if amount}
        assert sum(holders.values()) == cents(expected["total"]) * units
        assert run.sheet["STOLEN", "USD"].held == cents(seed["amount"]) * units
        for account, amount in expected["top"].items():
            assert abs(holders[account] - cents(amount) * units) <= (units if units > 1 else 0)
        if method is not Method.PRO_RATA:
            assert len(holders) == expected["accounts_holding"]

"""Decided cases restated as ledgers; the figures come from the public control data."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tracer.analysis.tracing.figures.substitution import claims_on_asset
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import CLEAN
from tracer.analysis.tracing.policies.libr_direct import libr_direct
from tracer.analysis.tracing.policies.methods import Method

ACC = ("ACC", "RON")
FOLLOWED = frozenset({ACC})


def test_roscoe_v_winder(court_cases: dict[str, Any], build_ledger: Any) -> None:
    case = court_cases["roscoe-v-winder-1915"]
    paid_in = case["ledger"][0]["claimant"]
    low, last = case["ledger"][1]["balance_after"], case["ledger"][2]["balance_after"]
    ledger = build_ledger(
        [("c", None, "ACC", paid_in), ("d", "ACC", None, paid_in - low), ("o", None, "ACC", last - low)]
    )
    run = trace(ledger, method=Method.LIBR, statements=FOLLOWED, origins={"c": "Roscoe", "o": CLEAN}, openings={})
    expected = case["expected"]
    assert run.holdings(ACC) == {
        "Roscoe": expected["lowest_intermediate_balance"],
        CLEAN: expected["not_traceable"],
    }
    assert libr_direct(0, [paid_in, low - paid_in, last - low], {0: paid_in})[-1] == low


@pytest.mark.parametrize(
    ("disputed", "share", "amount"),
    [
        (CLEAN, "share_if_1988_own", "amount_if_1988_own"),
        ("claimants", "share_if_1988_claimants", "amount_if_1988_claimants"),
    ],
)
def test_foskett_v_mckeown(
    court_cases: dict[str, Any], build_ledger: Any, disputed: str, share: str, amount: str
) -> None:
    case = court_cases["foskett-v-mckeown-2000"]
    label_of = {"own": CLEAN, "disputed": disputed, "claimants": "claimants"}
    rows, origins = [], {}
    for step in case["ledger"]:
        rows += [
            (f"in{step['n']}", None, "ACC", step["premium"]),
            (f"premium{step['n']}", "ACC", None, step["premium"]),
        ]
        origins[f"in{step['n']}"] = label_of[step["from"]]
    run = trace(build_ledger(rows), method=Method.FIFO, statements=FOLLOWED, origins=origins, openings={})
    price: dict[str, int] = {}
    for step in case["ledger"]:
        for label, paid in run.carried(f"premium{step['n']}").items():
            price[label] = price.get(label, 0) + paid
    claim = claims_on_asset(price, case["proceeds"])["claimants"]
    assert claim.share == Fraction(case["expected"][share])
    assert claim.share_of_value == case["expected"][amount]
    if disputed == CLEAN:
        assert claim.lien == case["expected"]["lien_if_1988_own"]


@pytest.mark.parametrize("method", [Method.FIFO, Method.PRO_RATA, Method.LIFO])
def test_two_funds_one_account(court_cases: dict[str, Any], build_ledger: Any, method: Method) -> None:
    case = court_cases["two-funds-one-account-fifo"]
    first, second, lost, shares = (step.get("in") or step.get("out") for step in case["ledger"])
    ledger = build_ledger(
        [
            ("w", None, "ACC", first),
            ("b", None, "ACC", second),
            ("lost", "ACC", None, lost),
            ("shares", "ACC", None, shares),
        ]
    )
    run = trace(ledger, method=method, statements=FOLLOWED, origins={"w": "W", "b": "B"}, openings={})
    expected = case["expected"][method.value]
    for entry_id in ("shares", "lost"):
        carried = {label: run.in_minor_units(run.carried(entry_id)).get(label, 0) for label in ("W", "B")}
        assert carried == expected[entry_id]


def test_purchase_with_two_funds(court_cases: dict[str, Any]) -> None:
    case = court_cases["purchase-with-two-funds"]
    price = {step["from"]: step["in"] for step in case["ledger"] if "in" in step}
    claims = claims_on_asset(price, case["ledger"][2]["worth_now"])
    assert {label: claim.share for label, claim in claims.items()} == {
        label: Fraction(share) for label, share in case["expected"]["share"].items()
    }
    assert {label: claim.share_of_value for label, claim in claims.items()} == case["expected"]["worth_now"]

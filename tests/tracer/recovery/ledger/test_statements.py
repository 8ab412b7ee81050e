"""Balances and flows."""

from __future__ import annotations

from tests.tracer.recovery.stories import cash, confiscate, on
from tracer.recovery.ledger.statements import ClassFlow, lot_balances, office_flows, trial_balance


def test_each_closing_is_the_next_opening_and_closings_sum_to_zero() -> None:
    story = cash(500)
    confiscate(story)
    story.post("2026-03-02", "interest", 7, "account_entry:bank")
    story.post("2026-03-03", "pay_budget", 300, "payment_order:anabi")
    first, second = (
        office_flows(story.facts, on(f"{year}-01-01"), on(f"{year}-12-31"))["Office A"] for year in (2025, 2026)
    )
    assert {name: row.closing for name, row in first.items() if row.closing} == {
        name: row.opening for name, row in second.items() if row.opening
    }
    assert sum(row.closing for row in second.values()) == 0
    assert second["UNIQUE_ACCOUNT", "RON"] == ClassFlow(500, 7, 300)


def test_balances_of_zero_are_left_out() -> None:
    facts = cash(500).facts
    assert lot_balances(facts) == {"A": {("FOUND", "RON"): -500, ("UNIQUE_ACCOUNT", "RON"): 500}}
    assert trial_balance(facts) == lot_balances(facts)["A"]
    assert lot_balances(facts, on("2025-01-31")) == {}


def test_a_later_entry_does_not_count() -> None:
    flows = office_flows(cash(500).facts, on("2025-01-01"), on("2025-12-31"), on("2025-02-03"))
    assert ("UNIQUE_ACCOUNT", "RON") not in flows["Office A"]


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    flows = office_flows(cash(500).facts, on("2025-02-04"), on("2025-02-04"))["Office A"]
    assert flows["UNIQUE_ACCOUNT", "RON"] == ClassFlow(0, 500, 0)
    assert flows["SEIZED_CASH", "RON"] == ClassFlow(500, 0, 500)

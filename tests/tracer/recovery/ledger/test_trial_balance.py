"""The trial balance by file."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import Story, cash, confiscate, on
from tracer.recovery.ledger.lots import case_of, lots_of_asset
from tracer.recovery.ledger.statements import ClassFlow, lot_balances
from tracer.recovery.ledger.trial_balance import balance_rows, lot_openings

LATER = on("2026-12-31")


def story_of(postings: list[tuple[str, int]]) -> Story:
    story = cash(50_000)
    confiscate(story)
    for number, (template, amount) in enumerate(postings, 1):
        source = {"interest": "account_entry:bank", "cost": "invoice:anabi", "pay_budget": "payment_order:anabi"}
        story.post(f"2026-03-{number:02}", template, amount, source[template])
    return story


POSTINGS = st.lists(st.tuples(st.sampled_from(["interest", "cost", "pay_budget"]), st.integers(1, 4_000)), max_size=8)


@given(postings=POSTINGS, first=st.integers(1, 28), length=st.integers(0, 20))
def test_opening_and_movement_give_the_closing_and_each_column_sums_to_zero(postings, first, length) -> None:
    story = story_of(postings)
    begin, end = on(f"2026-03-{first:02}"), on(f"2026-03-{min(first + length, 31):02}")
    rows = balance_rows(story.facts, begin, end)
    assert sum(row.flow.opening for row in rows) == 0
    assert sum(row.flow.came_in - row.flow.went_out for row in rows) == 0
    closing = {(row.ledger_class, row.currency): row.flow.closing for row in rows if row.flow.closing}
    assert closing == lot_balances(story.facts, end)["A"]
    opening = {(row.ledger_class, row.currency): row.flow.opening for row in rows if row.flow.opening}
    assert opening == lot_openings(story.facts, begin)["A"]


def test_a_row_states_the_office_and_the_file() -> None:
    rows = balance_rows(cash(500).facts, None, LATER)
    assert {(row.office, row.case) for row in rows} == {("Office A", "F")}
    assert {row.ledger_class: row.flow for row in rows} == {
        "FOUND": ClassFlow(0, 0, 500),
        "SEIZED_CASH": ClassFlow(0, 500, 500),
        "UNIQUE_ACCOUNT": ClassFlow(0, 500, 0),
    }


def test_a_reversal_counts_from_the_day_it_is_known() -> None:
    story = cash(500)
    story.post("2025-03-03", "interest", 7, "account_entry:bank")
    posting = f"a{story.number}"
    story.add("reverse", "2025-03-03", recorded="2025-05-05", posting=posting, reason="typed twice")
    before, after = (
        Counter(
            {
                row.ledger_class: row.flow.closing
                for row in balance_rows(story.case.facts(on(day)), None, on("2025-03-31"))
            }
        )
        for day in ("2025-05-04", "2025-05-05")
    )
    assert (before["UNIQUE_ACCOUNT"], after["UNIQUE_ACCOUNT"]) == (507, 500)
    assert after["INTEREST"] == 0


def test_only_the_lots_of_one_asset_are_asked_for() -> None:
    facts = cash(500).facts
    assert lots_of_asset(facts, "x") == {"A"}
    assert balance_rows(facts, None, LATER, lots=lots_of_asset(facts, "x")) == balance_rows(facts, None, LATER)
    assert lots_of_asset(facts, "none") == frozenset()
    assert balance_rows(facts, None, LATER, lots=frozenset()) == ()
    assert lot_openings(facts, LATER, lots=frozenset()) == {}


def test_a_lot_without_an_item_has_no_file() -> None:
    assert case_of(cash().facts, "none") == ""

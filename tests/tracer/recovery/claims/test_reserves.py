"""Reserves of files and free money of all lots agree with what is answered for one lot alone."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.claims.test_free_money import DAY, final
from tests.tracer.recovery.stories import on
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, PostAct
from tracer.recovery.claims.awards import claims_of_cases
from tracer.recovery.claims.free_money import final_holdings, free_money
from tracer.recovery.claims.reserves import FileReserve, LotHolding, file_reserves, lot_money
from tracer.recovery.ledger.classes import HOLDINGS
from tracer.recovery.ledger.lot_books import book_of, held_on

FIRST = date(2025, 1, 1)
CASES = {"A": "F", "B": "G", "C": "F"}


def when(day: int) -> dict[str, object]:
    return {"effective": FIRST + timedelta(days=day), "recorded": FIRST}


@st.composite
def money(draw: st.DrawFn) -> list[RecoveryAct]:
    """Items A and C of file F and B of file G, C on the lot of A or B; some final, with postings, claims and awards."""
    acts: list[RecoveryAct] = []
    for name, case in CASES.items():
        lot = draw(st.sampled_from([None, "A", "B"])) if name == "C" else None
        acts.append(
            ItemAct(
                id=f"item {name}", **when(0), item=name, case=case, against="ion", purposes=frozenset({"damage"}),
                asset=f"thing {name}", title_holder="ion", share=Fraction(1), attached_to=lot,
            )
        )  # fmt: skip
        for to in ("IDENTIFIED", draw(st.sampled_from(["FROZEN", "CONF_FINAL"]))):
            acts.append(StepAct(id=f"step {name} {to}", **when(draw(st.integers(0, 3))), item=name, to=to))
    for number in range(draw(st.integers(0, 5))):
        acts.append(
            PostAct(
                id=f"post {number}", **when(draw(st.integers(0, 5))), item=draw(st.sampled_from(sorted(CASES))),
                template=draw(st.sampled_from(["seize_cash", "deposit", "interest", "pay_budget"])),
                amount=draw(st.integers(1, 9)), currency=draw(st.sampled_from(["RON", "EUR"])),
            )
        )  # fmt: skip
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["damage", "restitution", "title"]))
        amount = draw(st.integers(1, 9)) if kind != "title" and draw(st.integers(0, 3)) else None
        claim = ClaimAct(
            id=f"claim {number}", **when(draw(st.integers(0, 5))), claim=f"{number}", case=draw(st.sampled_from("FG")),
            person="v", claim_kind=kind, amount=amount, currency=draw(st.sampled_from(["RON", "EUR"])),
            item=draw(st.sampled_from(sorted(CASES))),
        )  # fmt: skip
        acts.append(claim)
        outcome = draw(st.sampled_from([None, "awarded", "awarded_final", "rejected"]))
        if outcome:
            acts.append(
                ClaimDecisionAct(id=f"decision {number}", **when(5), claim=claim.claim, outcome=outcome, amount=3)
            )
    return acts


@given(money(), st.integers(0, 6))
def test_each_lot_has_free_what_it_has_alone(acts: list[RecoveryAct], day: int) -> None:
    facts, today = RecoveryFacts(acts), FIRST + timedelta(days=day)
    rows = lot_money(facts, today)
    assert [(row.lot, row.currency) for row in rows] == sorted({(row.lot, row.currency) for row in rows})
    for row in rows:
        assert row.free == free_money(facts, row.lot, row.currency, today)
        assert row.account == held_on(facts, row.lot, row.currency, today)
        assert row.held == sum(held_on(facts, row.lot, row.currency, today, name) for name in HOLDINGS)
    known = {(row.lot, row.currency) for row in rows}
    for lot in CASES:
        held = book_of(facts, lot).balances(today)
        assert {(lot, currency) for name, currency in held if name in HOLDINGS} <= known


@given(money(), st.integers(0, 6))
def test_the_reserves_of_a_file_are_the_sums_that_are_outstanding(acts: list[RecoveryAct], day: int) -> None:
    facts, today = RecoveryFacts(acts), FIRST + timedelta(days=day)
    rows = file_reserves(facts, today)
    for case in ("F", "G"):
        own = [row for row in rows if row.case == case]
        states = claims_of_cases(facts, frozenset({case}), today)
        assert bool(own) is bool(states)
        held = final_holdings(facts, frozenset({case}), today)
        assert all(row.held == held.get(row.currency, 0) for row in own)
        if any(state.outstanding is None for state in states):
            assert {row.reserved for row in own} <= {None}
        else:
            for row in own:
                due = [state.outstanding or 0 for state in states if state.claim.currency == row.currency]
                assert row.reserved == sum(due)


def test_a_claim_without_amount_reserves_without_limit_and_never_zero() -> None:
    facts = final(amount=None).facts
    assert file_reserves(facts, DAY) == [FileReserve("F", "RON", None, 10_000)]
    assert lot_money(facts, DAY) == [LotHolding("A", "RON", 10_000, 10_000, None, True, ())]


def test_a_claim_of_the_thing_reserves_no_sum_and_leaves_nothing_free() -> None:
    facts = final(amount=None, claim_kind="title", item="A").facts
    assert file_reserves(facts, DAY) == [FileReserve("F", "RON", 0, 10_000)]
    assert lot_money(facts, DAY) == [LotHolding("A", "RON", 10_000, 10_000, 0, True, ("C",))]


def test_before_the_decision_is_final_the_money_is_held_and_not_free() -> None:
    facts = final(amount=4000).facts
    assert lot_money(facts, on("2025-06-01")) == [LotHolding("A", "RON", 10_000, 10_000, 0, False, ())]
    assert file_reserves(facts, on("2025-02-28")) == []

"""Broken ledgers are found, with the posting or the lot; what was accepted has no fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from tests.tracer.recovery.ledger.test_lot_books import item, ledgers, post
from tests.tracer.recovery.plain_ledger import find_overdraft
from tests.tracer.recovery.stories import cash, on
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import PostAct
from tracer.recovery.ledger.entries import all_entries
from tracer.recovery.ledger.invariants import LedgerFault, find_ledger_faults
from tracer.recovery.ledger.lot_books import LotBooks, book_of
from tracer.recovery.ledger.templates import LedgerLine


def test_accepted_acts_have_no_fault_and_a_changed_amount_has_one() -> None:
    story = cash(500)
    assert find_ledger_faults(story.facts) == []
    changed = next(act for act in story.case.acts if isinstance(act, PostAct))
    acts = [replace(changed, amount=499) if act is changed else act for act in story.case.acts]
    assert find_ledger_faults(RecoveryFacts(acts)) == [LedgerFault("BELOW_ZERO", "A", "RON", on("2025-02-04"), -1)]


def test_a_posting_whose_lines_do_not_balance_is_named() -> None:
    facts = RecoveryFacts([item("A"), post(1, "A", "interest", 1, 7, "RON")])
    book = facts.index(LotBooks).books["A"]
    book._lines["p1"] = (LedgerLine("UNIQUE_ACCOUNT", "RON", 7), LedgerLine("INTEREST", "RON", -6))
    book.accounts["INTEREST", "RON"].add(date(2025, 1, 2), 1)
    day = date(2025, 1, 2)
    assert find_ledger_faults(facts) == [
        LedgerFault("UNBALANCED", "p1", "RON", day, 1),
        LedgerFault("NOT_CLOSED", "A", "RON", None, 1),
    ]
    assert book_of(facts, "A") is book


@given(ledgers())
def test_a_lot_is_below_zero_where_reading_all_entries_finds_it(acts: list[RecoveryAct]) -> None:
    facts = RecoveryFacts(acts)
    found = find_ledger_faults(facts)
    assert {fault.code for fault in found} <= {"BELOW_ZERO"}
    for lot in ("A", "B"):
        plain = find_overdraft(all_entries(facts), lot, date.min)
        days = [fault.on for fault in found if fault.record == lot and fault.on]
        assert min(days, default=None) == (plain[0] if plain else None)

"""Entries, reversals and holdings."""

from __future__ import annotations

from tests.tracer.recovery.plain_ledger import find_overdraft
from tests.tracer.recovery.stories import cash, frozen, on
from tracer.recovery.acts.money import PostAct
from tracer.recovery.ledger.entries import all_entries, balances, valid_posts
from tracer.recovery.ledger.lot_books import held_on


def test_a_holding_changes_on_the_day_of_the_posting() -> None:
    facts = cash(500).facts
    assert [held_on(facts, "A", "RON", on(day)) for day in ("2025-02-03", "2025-02-04")] == [0, 500]
    assert held_on(facts, "A", "RON", on("2025-02-03"), "SEIZED_CASH") == 500
    assert held_on(facts, "A", "EUR") == 0


def test_a_reversed_posting_leaves_nothing_on_its_own_day() -> None:
    story = cash(500)
    last = story.facts.of(PostAct)[-1].id
    story.add("reverse", "2025-02-04", recorded="2025-05-01", posting=last, reason="wrong lot")
    assert held_on(story.facts, "A", "RON", on("2025-02-04")) == 0
    assert held_on(story.facts, "A", "RON", None, "SEIZED_CASH") == 500
    assert [post.template for post in valid_posts(story.facts)] == ["seize_cash"]
    assert len(all_entries(story.facts)) == 3


def test_money_of_an_account_is_deposited_from_the_frozen_account() -> None:
    story = frozen("account")
    story.post("2025-02-05", "bank_freeze", 900, "bank_answer:bank")
    story.post("2025-02-06", "deposit", 400, "account_entry:bank")
    assert held_on(story.facts, "A", "RON", None, "BANK_FROZEN") == 500


def test_the_first_day_below_zero_is_found() -> None:
    story = cash(500)
    posts = story.facts.of(PostAct)
    entries = [entry for entry in all_entries(story.facts) if entry.post is not posts[0]]
    assert find_overdraft(entries, "A", on("2025-01-01")) == (on("2025-02-04"), "SEIZED_CASH")
    assert find_overdraft(entries, "B", on("2025-01-01")) is None
    assert balances(entries)["SEIZED_CASH", "RON"] == -500

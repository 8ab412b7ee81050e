"""Sums of postings by record agree with all postings that are not reversed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given

from tests.tracer.recovery.ledger.test_lot_books import FIRST, TEMPLATES, ledgers
from tests.tracer.recovery.stories import cash, on
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.ledger.entries import all_entries, valid_posts
from tracer.recovery.ledger.posted_sums import ITEM, PostedSums, posted_sum, posts_about


@given(ledgers())
def test_sums_and_postings_agree_with_all_postings_read_again(acts: list[RecoveryAct]) -> None:
    facts = RecoveryFacts()
    for act in acts:
        facts.add(act)
        facts.index(PostedSums)
    for until in (None, *(FIRST + timedelta(days=number) for number in range(10))):
        for template in TEMPLATES:
            rows = [row for row in valid_posts(facts, until) if row.template == template]
            assert posts_about(facts, [(ITEM, name, template) for name in "ABC"], until) == rows
            for currency in ("RON", "EUR"):
                expected = sum(row.amount for row in rows if (row.item, row.currency) == ("B", currency))
                assert posted_sum(facts, (ITEM, "B", template), currency, until) == expected


@given(ledgers())
def test_on_each_day_those_postings_count_whose_lines_the_ledger_holds(acts: list[RecoveryAct]) -> None:
    facts = RecoveryFacts(acts)
    for number in range(10):
        until = FIRST + timedelta(days=number)
        held: Counter[str] = Counter()
        for entry in all_entries(facts, until):
            held[entry.post.id] += entry.sign
        assert {name for name, times in held.items() if times} == {post.id for post in valid_posts(facts, until)}


def test_no_currency_and_an_unknown_record_have_no_sum() -> None:
    assert posted_sum(cash(500).facts, (ITEM, "A", "deposit"), None) == 0
    assert posted_sum(cash(500).facts, (ITEM, "Z", "deposit"), "RON") == 0
    assert posted_sum(cash(500).facts, (ITEM, "A", "deposit"), "RON", on("2025-02-04")) == 500

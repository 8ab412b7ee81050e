"""Sums of postings by record agree with all postings that are not reversed."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from tests.tracer.recovery.ledger.test_lot_books import FIRST, TEMPLATES, ledgers
from tests.tracer.recovery.stories import cash, on
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.ledger.entries import valid_posts
from tracer.recovery.ledger.posted_sums import ITEM, PostedSums, posted_sum, posts_about


@given(ledgers())
def test_sums_and_postings_agree_with_all_postings_read_again(acts: list[RecoveryAct]) -> None:
    facts = RecoveryFacts()
    for act in acts:
        facts.add(act)
        facts.index(PostedSums)
    until = FIRST + timedelta(days=3)
    for template in TEMPLATES:
        rows = [row for row in valid_posts(facts, until) if row.template == template]
        assert posts_about(facts, [(ITEM, name, template) for name in "ABC"], until) == rows
        for currency in ("RON", "EUR"):
            expected = sum(row.amount for row in rows if (row.item, row.currency) == ("B", currency))
            assert posted_sum(facts, (ITEM, "B", template), currency, until) == expected


def test_no_currency_and_an_unknown_record_have_no_sum() -> None:
    assert posted_sum(cash(500).facts, (ITEM, "A", "deposit"), None) == 0
    assert posted_sum(cash(500).facts, (ITEM, "Z", "deposit"), "RON") == 0
    assert posted_sum(cash(500).facts, (ITEM, "A", "deposit"), "RON", on("2025-02-04")) == 500

"""The journal."""

from __future__ import annotations

from tests.tracer.recovery.stories import cash, on
from tracer.recovery.ledger.journal import journal_entries

LATER = on("2026-12-31")


def test_each_entry_has_its_document_its_lot_and_lines_that_sum_to_zero() -> None:
    seize, deposit = journal_entries(cash(500).facts, None, LATER)
    assert (seize.template, deposit.template) == ("seize_cash", "deposit")
    assert (deposit.item, deposit.lot, deposit.asset, deposit.case, deposit.office) == ("A", "A", "x", "F", "Office A")
    assert deposit.document is not None
    assert deposit.document.kind == "account_entry"
    assert [(line.ledger_class, line.minor) for line in deposit.lines] == [
        ("UNIQUE_ACCOUNT", 500),
        ("SEIZED_CASH", -500),
    ]


def test_a_reversal_is_an_entry_of_its_own_on_the_day_of_the_posting() -> None:
    story = cash(500)
    story.post("2025-03-03", "interest", 7, "account_entry:bank")
    posting = f"a{story.number}"
    story.add("reverse", "2025-03-03", recorded="2025-05-05", posting=posting, reason="typed twice")
    *_, posted, reversed_ = journal_entries(story.facts, None, LATER)
    assert (posted.id, posted.reverses, posted.reason) == (posting, "", "")
    assert (reversed_.reverses, reversed_.on, reversed_.recorded) == (posting, on("2025-03-03"), on("2025-05-05"))
    assert reversed_.reason == "typed twice"
    assert [line.minor for line in reversed_.lines] == [-line.minor for line in posted.lines]
    assert posting in {entry.id for entry in journal_entries(story.case.facts(on("2025-05-04")), None, LATER)}
    assert len(journal_entries(story.case.facts(on("2025-05-04")), None, LATER)) == 3


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    facts = cash(500).facts
    assert [entry.template for entry in journal_entries(facts, on("2025-02-04"), LATER)] == ["deposit"]
    assert [entry.template for entry in journal_entries(facts, None, on("2025-02-03"))] == ["seize_cash"]
    assert journal_entries(facts, None, LATER, lots=frozenset()) == ()

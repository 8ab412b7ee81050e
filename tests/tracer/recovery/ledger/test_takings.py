"""Cash and valuables: from when, until when."""

from __future__ import annotations

from tests.tracer.recovery.stories import frozen, on, thing
from tracer.recovery.ledger.takings import deposit_term, taken_on, valuables_term


def test_the_earlier_of_freeze_and_seizure_counts() -> None:
    story = thing("cash")
    story.post("2025-01-15", "seize_cash", 5, "minutes:investigator")
    assert taken_on(story.facts, story.item(), "RON", None) == on("2025-01-15")
    assert taken_on(story.facts, story.item(), "EUR", None) is None
    assert taken_on(frozen("cash").facts, story.item(), "RON", None) == on("2025-02-03")


def test_lei_are_deposited_and_other_money_is_handed_over() -> None:
    story = frozen("cash")
    terms = [deposit_term(story.facts, story.item(), currency, None) for currency in ("RON", "EUR")]
    assert [term.rule.id for term in terms if term] == ["cash_deposit", "valuables_handover"]
    assert deposit_term(frozen().facts, story.item(), "RON", None) is None


def test_valuables_are_handed_over_within_two_days() -> None:
    story = frozen("jewellery")
    term = valuables_term(story.facts, story.item(), None)
    assert term is not None and term.due_day == on("2025-02-05")
    assert valuables_term(frozen().facts, story.item(), None) is None


def test_a_late_deposit_is_a_flag() -> None:
    story = frozen("cash")
    story.post("2025-02-03", "seize_cash", 500, "minutes:investigator")
    assert story.post("2025-02-07", "deposit", 100, "account_entry:bank") == ()
    assert story.post("2025-02-10", "deposit", 100, "account_entry:bank") == ("LATE_DEPOSIT",)

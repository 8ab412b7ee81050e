"""The table of terms: each row is complete."""

from __future__ import annotations

from tracer.recovery.deadlines.term_rules import TERM_RULES, TERM_RULES_BY_ID


def test_every_row_has_statute_start_and_reminder() -> None:
    assert [row.id for row in TERM_RULES if not (row.statute and row.starts_on and row.remind and row.length > 0)] == []
    assert len(TERM_RULES_BY_ID) == len(TERM_RULES)


def test_only_two_terms_end_a_measure() -> None:
    assert {row.id for row in TERM_RULES if row.lapses == "measure"} == {"civil_suit", "urgent_aro"}


def test_a_late_check_ends_no_freeze() -> None:
    assert {TERM_RULES_BY_ID[name].lapses for name in ("check_investigation", "check_trial")} == {"nothing"}

"""The table of terms: each row is complete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracer.recovery.deadlines import term_rules
from tracer.recovery.deadlines.term_rules import TERM_RULES, TERM_RULES_BY_ID, rule_on


def test_every_row_has_statute_start_and_reminder() -> None:
    assert [row.id for row in TERM_RULES if not (row.statute and row.starts_on and row.remind and row.length > 0)] == []
    assert len(TERM_RULES_BY_ID) == len(TERM_RULES)


def test_the_row_of_the_day_of_the_start_applies(monkeypatch) -> None:
    row = TERM_RULES_BY_ID["appeal"]
    old = replace(row, length=15, valid_to=date(2025, 12, 31))
    new = replace(row, valid_from=date(2026, 1, 1))
    monkeypatch.setattr(term_rules, "TERM_RULES", (old, new))
    assert [rule_on("appeal", date(year, 1, 1)).length for year in (2025, 2026)] == [15, 10]
    monkeypatch.setattr(term_rules, "TERM_RULES", (new,))
    with pytest.raises(KeyError):
        rule_on("appeal", date(2025, 12, 31))


def test_only_two_terms_end_a_measure() -> None:
    assert {row.id for row in TERM_RULES if row.lapses == "measure"} == {"civil_suit", "urgent_aro"}


def test_a_late_check_ends_no_freeze() -> None:
    assert {TERM_RULES_BY_ID[name].lapses for name in ("check_investigation", "check_trial")} == {"nothing"}

"""The last day of each term: the worked dates of the design, and laws of the calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.recovery_scenarios.reading import read_instant
from tracer.recovery.deadlines.calendar import is_working_day
from tracer.recovery.deadlines.term_rules import TERM_RULES
from tracer.recovery.deadlines.terms import compute_term, day_of, instant_of

WORKED = [
    ("challenge_prosecutor", "2026-04-06", "2026-04-14"),
    ("file_to_judge", "2026-03-06T10:00", "2026-03-07T10:00"),
    ("file_back", "2026-03-06T10:00", "2026-03-08T10:00"),
    ("challenge_court", "2026-04-09T14:30", "2026-04-11T14:30"),
    ("challenge_court_forward", "2026-03-05T09:00", "2026-03-07T09:00"),
    ("challenge_court_decision", "2026-05-26", "2026-06-02"),
    ("check_investigation", "2026-05-30", "2026-12-02"),
    ("check_trial", "2025-01-24", "2026-01-26"),
    ("cash_deposit", "2026-11-25", "2026-12-02"),
    ("valuables_handover", "2026-11-27T18:00", "2026-11-29T18:00"),
    ("sale_hearing_earliest", "2026-03-31", "2026-04-10"),
    ("sale_challenge", "2026-03-30", "2026-04-14"),
    ("sale_manner_challenge", "2026-12-10", "2026-12-28"),
    ("appeal", "2026-12-14", "2026-12-28"),
    ("civil_suit", "2026-10-30", "2026-12-02"),
    ("urgent_aro", "2026-11-25", "2026-12-08"),
    ("urgent_aro", "2026-12-23", "2027-01-05"),
    ("reg1805_freeze_decision", "2026-04-10T08:00", "2026-04-12T08:00"),
    ("reg1805_freeze_execution", "2026-04-12T08:00", "2026-04-14T08:00"),
    ("reg1805_confiscation_decision", "2026-04-17", "2026-06-02"),
    ("reg1805_limit_answer", "2026-04-20", "2026-06-02"),
    ("aro_answer_ordinary", "2026-12-24", "2026-12-31"),
    ("aro_answer_urgent", "2026-12-24T22:00", "2026-12-25T06:00"),
    ("return_money", "2026-12-01", "2026-12-06"),
    ("victim_notice", "2026-12-01", "2026-12-06"),
    ("enforcement_step", "2026-11-02", "2026-12-02"),
]


def moment(text: str) -> date:
    return read_instant(text) if "T" in text else date.fromisoformat(text)


@pytest.mark.parametrize(("rule", "start", "due"), WORKED)
def test_the_worked_dates(rule: str, start: str, due: str) -> None:
    assert compute_term(rule, "A", moment(start)).due == moment(due)


def test_every_rule_has_a_worked_date() -> None:
    assert {row.id for row in TERM_RULES} == {rule for rule, _, _ in WORKED}


def test_a_term_explains_its_date() -> None:
    term = compute_term("cash_deposit", "A", date(2026, 11, 25))
    assert term.reasons == (
        "2026-11-25 + 3 days, first and last day not counted: 2026-11-29",
        "2026-11-29 is no working day, or too few working days have passed: moved to 2026-12-02",
    )
    assert compute_term("check_investigation", "A", date(2026, 5, 30)).reasons[0].endswith("2026-11-30")


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
NOT_HOURS = st.sampled_from([row for row in TERM_RULES if row.unit != "hours"])


@given(DAYS, NOT_HOURS)
def test_only_a_hard_term_ends_on_a_day_off(start: date, rule) -> None:
    term = compute_term(rule.id, "A", start)
    assert term.due > start
    if rule.calendar != "hard" or rule.unit == "working_days":
        assert is_working_day(term.due_day)
    else:
        assert term.due == start + timedelta(days=rule.length)


@given(DAYS, st.sampled_from(TERM_RULES), st.integers(0, 30))
def test_a_later_start_never_ends_earlier(start: date, rule, later: int) -> None:
    assert compute_term(rule.id, "A", start).due <= compute_term(rule.id, "A", start + timedelta(days=later)).due


def test_a_day_begins_at_midnight() -> None:
    assert instant_of(date(2026, 1, 2)) == read_instant("2026-01-02T00:00Z")
    assert day_of(datetime(2026, 1, 2, 23, 59)) == date(2026, 1, 2)

"""A deadline says what it is for, under which text, and how near it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery_lists.deadlines import format_deadline, format_reason, is_overdue
from tracer.wording.language import find_language

EN, RO = find_language("en"), find_language("ro")


@pytest.fixture
def overdue(sample_case, session_of):
    with session_of(sample_case) as session:
        return next(line for line in list_measures(session, as_of=date(2026, 11, 30)).measures if line.number == "20")


def test_an_overdue_deadline_says_why(overdue):
    assert is_overdue(overdue)
    assert format_reason(overdue, EN) == "handing over of seized valuables (CPP 252(4)-(6))"
    assert format_deadline(overdue, EN) == (
        "Overdue by 745 days: handing over of seized valuables (CPP 252(4)-(6)), due on 15 Nov 2024."
    )
    assert format_deadline(overdue, RO).startswith("Termen depășit cu 745 de zile: ")


@pytest.mark.parametrize(
    ("left", "severity", "told"),
    [
        (-1, "overdue", "Overdue by 1 day: "),
        (0, "red", "Due today: "),
        (1, "red", "Due in 1 day: "),
        (30, "green", "Due in 30 days: "),
    ],
)
def test_a_deadline_ahead_is_no_overdue_one(overdue, left, severity, told):
    line = replace(overdue, days_left=left, severity=severity)
    assert is_overdue(line) is (left < 0)
    assert format_deadline(line, EN).startswith(told)


def test_no_deadline_says_nothing(overdue):
    line = replace(overdue, due=None, days_left=None, severity="", rule="")
    assert (is_overdue(line), format_deadline(line, EN), format_reason(line, EN)) == (False, "", "")


def test_the_command_line_says_why_a_measure_is_overdue(run, sample_case):
    ran = run("--case", sample_case, "measure", "list", "--as-of", "2026-11-30")
    assert "  ! Overdue by 745 days: handing over of seized valuables (CPP 252(4)-(6))" in ran.out

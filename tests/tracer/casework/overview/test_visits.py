"""The end of the visit before the present one."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracer.casework.overview.visits import PAUSE, find_last_visit

NOW = datetime(2026, 12, 1, 12, 0)
MINUTE = timedelta(minutes=1)


def ago(*minutes):
    return [NOW - minute * MINUTE for minute in minutes]


def test_who_never_came_has_no_visit_nor_has_who_is_at_the_first():
    assert find_last_visit([], NOW) is None
    assert find_last_visit(ago(20, 10, 1), NOW) is None


def test_the_last_entry_before_a_pause_ends_the_visit():
    yesterday, hour = 1440, PAUSE / MINUTE
    assert find_last_visit(ago(yesterday + 5, yesterday), NOW) == NOW - yesterday * MINUTE
    assert find_last_visit(ago(yesterday, 5, 1), NOW) == NOW - yesterday * MINUTE
    assert find_last_visit(ago(hour), NOW) == NOW - PAUSE
    assert find_last_visit(ago(hour - 1), NOW) is None


def test_of_several_visits_the_last_one_counts():
    assert find_last_visit(ago(5000, 3000, 100, 99, 2), NOW) == NOW - 99 * MINUTE

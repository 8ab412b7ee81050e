from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracer.recovery.counting import counted_events, events_by_subject

DAY = date(2024, 6, 3)


def test_late_and_future_events_do_not_count(step):
    known = step("IDENTIFIED", "2024-06-03", recorded="2024-06-03")
    late = step("TRACED", "2024-06-03", recorded="2024-06-04")
    future = step("TRACED", "2024-06-04", recorded="2024-06-03")
    assert counted_events([future, late, known], as_of=DAY, known_on=DAY) == (known,)
    assert counted_events([future, late, known]) == (known, late, future)


def test_the_same_event_counts_once(step):
    event = step("IDENTIFIED", "2024-06-03")
    assert counted_events([event, event]) == (event,)


def test_a_revoked_revocation_restores_the_event(step, revoke):
    event = step("IDENTIFIED", "2024-06-03")
    first = revoke(event, "2024-06-04")
    second = revoke(first, "2024-06-05")
    third = revoke(second, "2024-06-06")
    assert counted_events([event, first]) == ()
    assert counted_events([third, event, second, first][1:]) == (event,)
    assert counted_events([third, event, second, first]) == ()


def test_events_of_each_subject(step):
    one, two = (
        step("IDENTIFIED", "2024-06-03", measure="mea-1"),
        step("IDENTIFIED", "2024-06-03", measure="mea-2"),
    )
    assert events_by_subject([two, one]) == {"mea-1": (one,), "mea-2": (two,)}


def test_of_one_day_of_effect_what_came_on_record_later_comes_later(step):
    rows = [
        step(state, "2024-06-03", recorded=f"2024-06-{day:02}")
        for state, day in (("TRACED", 9), ("REQUESTED", 5), ("URGENT", 7), ("FROZEN", 6))
    ]
    assert [event.recorded.day for event in counted_events(rows)] == [5, 6, 7, 9]
    placed = [replace(rows[0], on_record=(DAY, 2)), replace(rows[1], on_record=(DAY, 1))]
    assert counted_events(placed) == (rows[1], rows[0])

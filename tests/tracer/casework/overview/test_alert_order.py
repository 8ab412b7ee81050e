"""What waits for an act: consequence first, then age."""

from __future__ import annotations

from tracer.casework.overview.alert_order import ALERT_KINDS, Alert, order_alerts


def test_consequence_goes_before_age_and_age_before_the_rule():
    old = Alert("identifiers", 3, (), age=900)
    late, later = Alert("overdue", 1, (), age=2, rule="b"), Alert("overdue", 5, (), age=9, rule="c")
    same = Alert("overdue", 1, (), age=2, rule="a")
    assert order_alerts([old, late, later, same]) == (later, same, late, old)


def test_a_near_deadline_goes_before_a_far_one():
    near, far = Alert("soon", 1, (), age=-2), Alert("soon", 1, (), age=-30)
    assert order_alerts([far, near]) == (near, far)


def test_an_alert_about_nothing_is_left_out():
    assert order_alerts(Alert(kind, 0, ()) for kind in ALERT_KINDS) == ()

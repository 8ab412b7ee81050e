from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracer.recovery.measures.history import replay
from tracer.recovery.time_limits.deadline_rules import DEADLINE_RULES
from tracer.recovery.time_limits.deadlines import find_deadlines, next_deadline

BEFORE = "IDENTIFIED TRACED REQUESTED"


def frozen(life, step, on="2024-01-10"):
    return [*life(BEFORE, "2024-01-01"), step("FROZEN", on)]


def due(events, today, **given):
    found = next_deadline(events, today=date.fromisoformat(today), **given)
    return found and (found.rule.id, found.due.isoformat(), found.days_left, found.severity)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2024-02-01", ("recheck_investigation", "2024-07-10", 160, "green")),
        ("2024-05-26", ("recheck_investigation", "2024-07-10", 45, "amber")),
        ("2024-06-25", ("recheck_investigation", "2024-07-10", 15, "red")),
        ("2024-07-10", ("recheck_investigation", "2024-07-10", 0, "red")),
        ("2024-07-11", ("recheck_investigation", "2024-07-10", -1, "overdue")),
    ],
)
def test_a_freeze_of_10_january_is_checked_by_10_july(life, step, today, expected):
    assert due(frozen(life, step), today) == expected


def test_at_trial_the_check_is_due_a_year_after_the_last_one(life, step):
    events = [*frozen(life, step), step("FROZEN", "2024-06-03")]
    assert due(events, "2024-07-01") == ("recheck_investigation", "2024-12-03", 155, "green")
    assert due(events, "2024-07-01", phase="trial") == ("recheck_trial", "2025-06-03", 337, "green")


def test_once_a_court_has_ruled_on_confiscation_the_check_is_that_of_a_trial(life, step):
    ruled = [*frozen(life, step), step("CONF_NONFINAL", "2024-06-03")]
    assert due(ruled, "2024-07-11")[:2] == ("recheck_trial", "2025-01-10")
    again = [*ruled, step("FROZEN", "2024-09-02")]
    assert due(again, "2024-09-03")[:2] == ("recheck_trial", "2025-09-02")


def test_an_overdue_check_changes_no_state(life, step):
    events = frozen(life, step)
    assert due(events, "2030-01-01")[3] == "overdue"
    state = replay(events, as_of=date(2030, 1, 1), known_on=date(2030, 1, 1))
    assert (state.state, state.live) == ("FROZEN", True)


def test_neither_custody_nor_a_challenge_starts_the_check_anew(life, step):
    events = [
        *frozen(life, step),
        step("CHALLENGED", "2024-03-04"),
        step("FROZEN", "2024-03-06"),
        step("MANAGED", "2024-04-08"),
    ]
    assert due(events, "2024-05-01")[:2] == ("recheck_investigation", "2024-07-10")
    assert due([*events, step("MANAGED", "2024-06-03")], "2024-06-04")[:2] == (
        "recheck_investigation",
        "2024-12-03",
    )


def test_a_release_ends_the_term(life, step):
    assert due([*frozen(life, step), step("RELEASED", "2024-03-04")], "2024-05-01") is None
    assert due(life(BEFORE, "2024-01-01"), "2024-05-01") is None


def test_a_challenge_ending_on_sunday_rolls_to_monday_and_is_gone_after(life, step):
    events = frozen(life, step, "2024-06-12")
    assert due(events, "2024-06-13") == ("challenge", "2024-06-17", 4, "amber")
    assert due(events, "2024-06-17") == ("challenge", "2024-06-17", 0, "red")
    assert due(events, "2024-06-18")[0] == "recheck_investigation"


def test_cash_and_valuables_have_their_own_terms(life, step):
    events = frozen(life, step, "2024-06-10")
    assert due(events, "2024-06-11", asset_class="cash")[:2] == ("cash_deposit", "2024-06-14")
    assert due(events, "2024-06-11", asset_class="gold")[:3] == ("valuables_handover", "2024-06-12", 1)
    assert due(events, "2024-06-20", asset_class="cash") == ("cash_deposit", "2024-06-14", -6, "overdue")
    paid = [*events, step("DEPOSITED", "2024-06-13", amount_minor=5, currency="EUR")]
    assert due(paid, "2024-06-20", asset_class="cash")[0] == "recheck_investigation"
    assert due([*events, step("MANAGED", "2024-06-12")], "2024-06-20", asset_class="gold")[0] == "recheck_investigation"


def test_an_urgent_freeze_expires_and_is_red_when_three_quarters_are_gone(life, step):
    events = [*life("IDENTIFIED TRACED", "2024-06-03"), step("URGENT", "2024-06-06")]
    assert due(events, "2024-06-10") == ("urgent_expiry", "2024-06-13", 3, "amber")
    assert due(events, "2024-06-12") == ("urgent_expiry", "2024-06-13", 1, "red")
    assert due([*events, step("FROZEN", "2024-06-11")], "2024-06-12", asset_class=None)[0] == "challenge"


def test_a_rule_changed_in_2026_leaves_the_terms_of_2025_alone(life, step):
    old = replace(DEADLINE_RULES[0], valid_to=date(2026, 1, 1))
    new = replace(DEADLINE_RULES[0], id="recheck_2026", length=3, valid_from=date(2026, 1, 1))
    rules = (old, new)
    assert due(frozen(life, step, "2025-12-15"), "2026-01-15", rules=rules)[:2] == (
        "recheck_investigation",
        "2026-06-15",
    )
    assert due(frozen(life, step, "2026-01-15"), "2026-01-15", rules=rules)[:2] == (
        "recheck_2026",
        "2026-04-15",
    )


@pytest.mark.parametrize(("day", "applies"), [("2025-12-31", (True, False)), ("2026-01-01", (False, True))])
def test_a_rule_ends_on_the_day_before_its_successor_begins(life, step, day, applies):
    change = date(2026, 1, 1)
    for rule, expected in zip(
        (replace(DEADLINE_RULES[0], valid_to=change), replace(DEADLINE_RULES[0], valid_from=change)),
        applies,
        strict=True,
    ):
        assert (due(frozen(life, step, day), "2026-01-15", rules=(rule,)) is not None) is expected


def test_what_was_recorded_later_starts_no_term_today(life, step):
    events = [*life(BEFORE, "2024-01-01"), step("FROZEN", "2024-01-10", recorded="2024-02-05")]
    assert due(events, "2024-02-04") is None
    assert due(events, "2024-02-05")[0] == "recheck_investigation"


def test_all_terms_by_last_day(life, step):
    found = find_deadlines(frozen(life, step, "2024-06-12"), today=date(2024, 6, 13), asset_class="watch")
    assert [row.rule.id for row in found] == ["valuables_handover", "challenge", "recheck_investigation"]


def test_rules_are_told_apart_by_id():
    assert len({rule.id for rule in DEADLINE_RULES}) == len(DEADLINE_RULES)

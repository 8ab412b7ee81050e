"""The most money in the sample: the payments listed are the proof of the sum."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.actions.money.most_money import show_most_money
from tracer.sample.world.people import PEOPLE


@pytest.fixture
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


def test_the_limits_add_up_to_the_sum_and_the_chain_goes_forward_in_time(session):
    report = show_most_money(session, PEOPLE["victor"].id, PEOPLE["elena"].id)
    assert report.lines
    for line in report.lines:
        assert line.limit_count == len(line.limits)
        assert sum(paid.minor for paid in line.limits) == line.most_minor
        assert line.chain_minor == min(paid.minor for paid in line.chain) <= line.most_minor
        days = [paid.day for paid in line.chain]
        assert days == sorted(days)
        assert all(paid.evidence for paid in (*line.limits, *line.chain))


def test_no_money_comes_back_before_it_went(session):
    report = show_most_money(session, PEOPLE["victor"].id, PEOPLE["elena"].id, to_date=date(2020, 1, 1))
    assert report.lines == ()


def test_wrong_questions_are_refused(session, known_names):
    victor, elena = PEOPLE["victor"].id, PEOPLE["elena"].id
    for wrong in ("per-0", known_names["assets"]["villa"]["id"]):
        with pytest.raises(NotFound):
            show_most_money(session, victor, wrong)
    with pytest.raises(WrongUse):
        show_most_money(session, victor, victor)
    with pytest.raises(WrongUse):
        show_most_money(session, victor, elena, from_date=date(2022, 2, 1), to_date=date(2022, 1, 1))


def test_the_reading_is_on_record(session):
    victor, elena = PEOPLE["victor"].id, PEOPLE["elena"].id
    show_most_money(session, victor, elena)
    acts = [entry.audit_event for entry in session.store.access_log()]
    (read,) = [act.subject for act in acts if act.action == "most_money"][-1:]
    assert set(read.split()) == {victor, elena}

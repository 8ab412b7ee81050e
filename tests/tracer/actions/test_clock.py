"""A clock set back: the log says so, and nothing that was done later comes earlier for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from tracer.actions.case_graph.explore import find
from tracer.actions.decisions import choose_method
from tracer.actions.files.check import verify_case
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.orders import Document, NewMeasure, open_measure, record_step
from tracer.casework.tracing.chosen_methods import chosen_methods

# Later than the entries that the case was made with, whatever day this is.
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=2)
PAPER = Document("ordonanță", "77/2026", date(2026, 12, 1), "Parchetul Exemplu")


@pytest.fixture
def session(little_case, session_of):
    with session_of(little_case) as opened:
        yield opened


def at(session, **back):
    return replace(session, now=lambda: NOON - timedelta(**back))


def clock(session):
    return [check for check in verify_case(session).checks if check.name == "clock"]


def test_verify_names_the_entries_of_the_log_that_are_dated_before_the_one_before(session, known_names):
    villa = known_names["assets"]["villa"]["id"]
    (line,) = clock(at(session))
    assert line.result == "holds" and not line.params
    choose_method(at(session), villa, "fifo", "probă")
    choose_method(at(session, hours=30), villa, "libr", "probă")
    choose_method(at(session, hours=2), villa, "libr", "încă o probă")
    entries = list(session.store.log())
    checks = clock(at(session))
    told = [line for line in checks if line.params["log"] == "log"]
    assert [(line.result, line.params["count"]) for line in told] == [("look", "1")]
    assert told[0].params["entries"] == f"{entries[-2].seq} ({NOON - timedelta(hours=30):%Y-%m-%dT%H:%M:%SZ})"
    assert "Red flag" in told[0].template
    assert verify_case(at(session)).result == "look"


def test_the_log_of_readings_is_looked_at_too(session):
    find(at(session), "vila")
    find(at(session, seconds=59), "vila")
    assert [line.params for line in clock(at(session))] == [{}]
    find(at(session, days=400), "vila")
    (line,) = [line for line in clock(at(session)) if line.params]
    assert (line.params["log"], line.params["count"]) == ("access log", "1")


@pytest.mark.parametrize("back", [{"days": 3}, {"hours": 1}, {"seconds": 0}])
def test_the_method_chosen_last_stands(session, known_names, back):
    villa = known_names["assets"]["villa"]["id"]
    for first, second in (("fifo", "libr"), ("libr", "fifo")):
        choose_method(at(session), villa, first, f"{first}, apoi {second}")
        choose_method(at(session, **back), villa, second, f"{second} după {first}")
        chosen = chosen_methods(session.graph().events, NOON.date())[villa]
        assert chosen.event.props["method"] == second


def test_a_step_put_on_record_with_the_clock_set_back_follows_the_one_before(session, known_names):
    villa, victor = known_names["assets"]["villa"]["id"], known_names["persons"]["victor"]["id"]
    new = NewMeasure("9-ceas", "900002/D/P/2024", villa, victor, Fraction(1), ("special_confiscation",))
    day = date(2026, 12, 1)
    assert open_measure(at(session), new, reason="probă", document=PAPER, effective=day).status == "imported"
    line = next(line for line in list_measures(at(session)).measures if line.number == "9-ceas")
    for state in ("TRACED", "REQUESTED", "FROZEN"):
        report = record_step(at(session, days=4), line.id, state, effective=day, document=PAPER, reason="probă")
        assert (report.status, report.rejections) == ("imported", ())
    line = next(line for line in list_measures(at(session)).measures if line.number == "9-ceas")
    assert [step.state for step in line.steps] == ["IDENTIFIED", "TRACED", "REQUESTED", "FROZEN"]
    assert line.state == "FROZEN"

"""Pages and routes of one process share one session a case."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboards import open_cases
from dashboards.open_cases import forget_cases, open_case
from graph_schema.errors import NotFound, WrongUse


@pytest.fixture(autouse=True)
def settings(sample_case, monkeypatch):
    for name, value in (("STORE", str(sample_case)), ("ROLE", "owner"), ("LANG", "en"), ("USER", "Ana Proba")):
        monkeypatch.setenv(f"TRACER_{name}", value)


def test_a_case_asked_for_by_many_at_once_is_opened_once(monkeypatch):
    opened, meeting = [], threading.Barrier(8, timeout=60)
    open_session = open_cases.open_session
    monkeypatch.setattr(open_cases, "open_session", lambda found: opened.append(found) or open_session(found))

    def ask(_):
        meeting.wait()
        return open_case("")

    with ThreadPoolExecutor(8) as pool:
        sessions = list(pool.map(ask, range(8)))
    assert len(opened) == 1
    assert all(session is sessions[0] for session in sessions)


def test_a_case_that_opens_slowly_keeps_no_other_waiting(sample_case, monkeypatch):
    monkeypatch.setenv("TRACER_CASES", str(sample_case.parent))
    goes_on, begun = threading.Event(), threading.Event()

    def opening(settings):
        if settings == "slow":
            begun.set()
            assert goes_on.wait(60)
        return settings

    monkeypatch.setattr(open_cases, "find_case", lambda settings, folder, name: name)
    monkeypatch.setattr(open_cases, "open_session", opening)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(open_case, "slow")
        assert begun.wait(60)
        assert open_case("quick") == "quick"
        goes_on.set()
        assert slow.result() == "slow"


def test_another_person_or_case_has_a_session_of_its_own(sample_case, monkeypatch):
    first = open_case("")
    monkeypatch.setenv("TRACER_ROLE", "supervisor")
    assert open_case("").actor.role == "supervisor"
    assert open_case("") is not first
    monkeypatch.setenv("TRACER_CASES", str(sample_case.parent))
    assert open_case(sample_case.name).folder == sample_case
    with pytest.raises(NotFound):
        open_case("none")


def test_a_case_is_opened_anew_after_it_was_forgotten():
    first = open_case("")
    assert open_case("") is first
    forget_cases()
    assert open_case("") is not first


def test_without_a_guard_no_case_is_opened(monkeypatch):
    monkeypatch.setattr(open_cases, "is_guarded", lambda: False)
    with pytest.raises(WrongUse, match="guard"):
        open_case("")

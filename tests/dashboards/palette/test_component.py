"""What the browser may ask the palette to open, and what the palette is told."""

from __future__ import annotations

import pytest
import streamlit as st

from dashboards.palette import component
from tracer.access.roles import Actor
from tracer.wording.language import find_language

PAGES = {"start": "Overview", "graph": "Graph", "assets": "Assets"}


@pytest.fixture
def opened(monkeypatch):
    """The pages that were opened, with their addresses; opening one ends the run, as in Streamlit."""
    found = []

    class Left(Exception):
        pass

    def go_to(page, **address):
        found.append((page, address))
        raise Left

    monkeypatch.setattr(component, "go_to", go_to)
    monkeypatch.setattr(component, "open_anew", lambda: None)

    def choose(**chosen):
        try:
            component.open_choice(chosen, PAGES)
        except Left:
            return found.pop()
        return None

    return choose


@pytest.mark.parametrize(
    ("chosen", "page"),
    [
        ({"page": "start"}, ("start", {})),
        ({"page": "graph", "node": "per-1"}, ("graph", {"node": "per-1"})),
        (
            {"page": "graph", "node": "per-1", "end": "acc-2"},
            ("graph", {"node": "per-1", "path_from": "per-1", "path_to": "acc-2"}),
        ),
        ({"page": "asset", "node": "lan-1"}, ("asset", {"asset": "lan-1"})),
        ({"page": "assets"}, ("assets", {})),
        ({"page": "totals"}, None),
        ({"page": "elsewhere"}, None),
        ({"page": ["graph"], "node": "per-1"}, None),
        ({"page": "graph", "node": {"id": "per-1"}}, ("graph", {})),
        ({}, None),
    ],
)
def test_a_choice_opens_a_page_of_this_reader_and_no_other(opened, chosen, page):
    assert opened(**chosen) == page


def test_the_schedule_opens_with_its_person(opened, monkeypatch):
    state = {}
    monkeypatch.setattr(component, "is_subject", lambda node: node == "per-1")
    monkeypatch.setattr(st, "session_state", state)
    assert opened(page="assets", node="per-1") == ("assets", {})
    assert state == {"export_suspect": "per-1"}
    state.clear()
    assert opened(page="assets", node="acc-1") == ("assets", {})
    assert state == {}


@pytest.mark.parametrize(
    ("role", "search", "schedule"), [("owner", True, True), ("investigator", True, None), ("supervisor", False, None)]
)
def test_who_may_not_read_is_offered_pages_alone(monkeypatch, role, search, schedule):
    told = {}
    mounted = lambda *_, **__: lambda **given: told.update(given["data"]) or {}  # noqa: E731
    monkeypatch.setattr(component, "mount_component", mounted)
    monkeypatch.setattr(component, "chosen_case", lambda: "Grupul Exemplu")
    component._palette.__wrapped__(dict(PAGES), Actor("Ana Proba", role), find_language("ro"))
    assert (told["search"], told["case"], told["language"]) == (search, "Grupul Exemplu", "ro")
    assert told["pages"] == [{"page": name, "title": title} for name, title in PAGES.items()]
    if schedule is not None:
        assert told["schedule"] == schedule

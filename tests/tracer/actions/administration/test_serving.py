"""The screens run as the same person on the same case; a password goes only by the environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracer.access.roles import Actor
from tracer.actions.administration.serving import start_dashboard
from tracer.settings import Settings, read_settings

ADDRESS = "neo4j://ana@server.example/dosar"


@pytest.fixture
def started(monkeypatch):
    """The command and the environment of the process that this one becomes."""
    seen = []
    monkeypatch.setattr(os, "execve", lambda program, command, env: seen.append((command, env)))
    return seen


@pytest.mark.parametrize("store", [None, ADDRESS])
def test_the_screens_read_the_same_settings(started, tmp_path, monkeypatch, store):
    monkeypatch.chdir(tmp_path)
    settings = Settings(Path("dosar"), Actor("Ana Proba", "supervisor"), "ro", store)
    start_dashboard(settings, 8765)
    ((_, environment),) = started
    told = read_settings(environment)
    assert (told.case, told.store) == (tmp_path / "dosar", store)
    assert (told.actor, told.language) == (settings.actor, "ro")


def test_the_password_is_inherited_and_never_an_argument(started, monkeypatch):
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", "parola1234")
    start_dashboard(Settings(Path("dosar"), Actor("Ana Proba", "owner"), "en", ADDRESS), 8765)
    ((command, environment),) = started
    assert environment["TRACER_NEO4J_PASSWORD"] == "parola1234"
    assert "parola1234" not in " ".join(command)


def test_one_case_stays_one_case_and_all_cases_are_all(started, tmp_path, monkeypatch):
    monkeypatch.setenv("TRACER_CASES", "elsewhere")
    settings = Settings(tmp_path / "dosar", Actor("Ana Proba", "owner"), "en")
    start_dashboard(settings, 8765)
    start_dashboard(settings, 8765, tmp_path / "cases")
    assert [environment.get("TRACER_CASES") for _, environment in started] == [None, str(tmp_path / "cases")]

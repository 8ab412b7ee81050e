"""The cases of one folder: listed, made, opened, and never outside of it."""

from __future__ import annotations

import os

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.administration import cases
from tracer.actions.administration.cases import SAMPLE_NAME, find_case, list_cases, make_case, make_sample_case
from tracer.actions.files.check import verify_case
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "elsewhere", Actor("Ana Proba", "owner"), "en")


def names(folder):
    return [line.name for line in list_cases(folder)]


def test_a_case_is_made_found_and_listed_the_one_changed_last_first(settings, tmp_path):
    folder = tmp_path / "cases"
    assert list_cases(folder) == ()
    first = make_case(settings, folder, "  Salonul   Inventat ")
    make_case(settings, folder, "Ferma Fictivă (2)")
    (folder / "no case").mkdir()
    (folder / "notes.txt").write_text("x")
    os.utime(first.case / "case.sqlite", (2e9, 2e9))
    assert names(folder) == ["Salonul Inventat", "Ferma Fictivă (2)"]
    assert find_case(settings, folder, "Salonul Inventat") == first
    with open_session(first) as session:
        assert [entry.audit_event.action for entry in session.store.log()] == ["init"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../x", "x" * 81, ".hidden", "con\x00", "a\\b", "x.", "-x"])
def test_no_name_leaves_the_folder(settings, tmp_path, name):
    folder = tmp_path / "cases"
    (tmp_path / "x").mkdir()
    with pytest.raises(WrongUse, match="cannot be called"):
        make_case(settings, folder, name)
    assert list_cases(folder) == ()
    with pytest.raises(NotFound):
        find_case(settings, folder, name)


def test_a_name_that_is_taken_is_refused_however_it_is_written(settings, tmp_path):
    make_case(settings, tmp_path, "Salon")
    (tmp_path / "Registru").mkdir()
    for name in ("salon", "SALON", "registru"):
        with pytest.raises(WrongUse, match="already"):
            make_case(settings, tmp_path, name)


def test_a_role_that_imports_nothing_makes_no_case(settings, tmp_path):
    prosecutor = Settings(settings.case, Actor("Ana Proba", "supervisor"), "en")
    for make in (
        lambda: make_case(prosecutor, tmp_path / "cases", "Salon"),
        lambda: make_sample_case(prosecutor, tmp_path),
    ):
        with pytest.raises(NotAllowed):
            make()
    assert list_cases(tmp_path) == list_cases(tmp_path / "cases") == ()


def test_the_sample_case_is_made_once_and_completed_if_its_making_broke_off(settings, tmp_path, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(cases, "import_files", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            make_sample_case(settings, tmp_path)
    made = make_sample_case(settings, tmp_path)
    assert made.case.name == SAMPLE_NAME
    with open_session(made) as session:
        version = session.store.data_version()
        assert len(session.store.sources()) > 60
        assert verify_case(session).result != "broken"
    assert make_sample_case(settings, tmp_path) == made
    with open_session(made) as session:
        assert session.store.data_version() == version

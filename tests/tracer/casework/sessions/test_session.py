"""A case opened where the settings say: in its folder, or on a server with its files in a folder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_schema.errors import EnvironmentFailure, NotFound, WrongUse
from tracer.access.roles import Actor
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files
from tracer.actions.files.sources import open_row
from tracer.casework.sessions.case import SOURCES_FOLDER, STORE_FILE
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

ADDRESS = "neo4j://ana@server.example/dosar"


@pytest.fixture
def settings(tmp_path, stand_in, monkeypatch):
    """A case on a server, its files in the folder ``files``."""
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", "parola1234")
    monkeypatch.delenv("TRACER_NEO4J_PASSWORD_FILE", raising=False)
    return Settings(tmp_path / "files", Actor("Ana Proba", "owner"), "en", ADDRESS)


def test_a_case_on_a_server_has_its_files_in_the_folder_and_no_store_there(settings, stand_in, sample, tmp_path):
    with open_session(settings, create=True) as session:
        files = [path for path in sample.files if path.name in ("persoane.csv", "decizie.json")]
        report = import_files(session, files, mappings=sample.mappings)
        assert {file.status for file in report.files} == {"imported"}
        person = next(file for file in report.files if file.file == "persoane.csv")
        assert open_row(session, person.digest, "row:2").intact
        assert verify_case(session).result != "broken"
    assert {path.name for path in (tmp_path / "files" / SOURCES_FOLDER).iterdir()} == {
        file.digest for file in report.files
    }
    assert not list((tmp_path / "files").rglob(f"{STORE_FILE}*"))
    ((address, login),) = stand_in.asked
    assert (address, login.user, login.password) == ("neo4j://server.example:7687/dosar", "ana", "parola1234")


def test_a_case_absent_on_the_server_is_the_store_s_own_answer_and_makes_nothing(settings, tmp_path):
    with pytest.raises(NotFound):
        open_session(settings)
    assert not (tmp_path / "files").exists()


def test_a_look_at_a_case_on_a_server_makes_no_folder(settings, tmp_path):
    open_session(settings, create=True).store.close()
    elsewhere = replace(settings, case=tmp_path / "elsewhere")
    with open_session(elsewhere) as session:
        assert session.store.sources() == ()
    assert not (tmp_path / "elsewhere").exists()


def test_without_a_password_nothing_is_asked_and_nothing_made(settings, stand_in, tmp_path, monkeypatch):
    monkeypatch.delenv("TRACER_NEO4J_PASSWORD")
    with pytest.raises(WrongUse, match="No password for the user ana"):
        open_session(settings, create=True)
    assert stand_in.asked == []
    assert not (tmp_path / "files").exists()


def test_a_folder_that_cannot_be_made_is_told(settings, tmp_path):
    (tmp_path / "files").write_text("in the way")
    with pytest.raises(EnvironmentFailure, match="files"):
        open_session(settings, create=True)


def test_opened_for_reading_only_it_refuses_a_write(settings):
    open_session(settings, create=True).store.close()
    with open_session(settings, read_only=True) as session:
        writing = session.store.transaction()
        with pytest.raises(WrongUse, match="reading only"):
            writing.__enter__()

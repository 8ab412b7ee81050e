"""Part of the sample case goes through files to a real server: init, verify and a copy that has nothing left to do."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.audit_log import find_break
from graph_schema.errors import WrongUse
from tests.neo4j_server.server import RELEASES
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.administration.copying import copy_case
from tracer.actions.administration.import_files import write_import_files
from tracer.actions.files.check import verify_case
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings


@pytest.fixture
def settings(little_case):
    return Settings(little_case, Actor("Ana Proba", "owner"), "en")


@pytest.fixture
def imported(settings, new_neo4j, neo4j_release, tmp_path, monkeypatch):
    """The case on a server that took it from files, and what was written for it."""
    server = new_neo4j(neo4j_release)
    folder = server.import_folder / "case"
    files = write_import_files(settings, str(settings.case), folder)
    server.stop()
    server.admin(*(re.sub(r"=(?=[A-Za-z_-]+\.csv$)", f"={folder}/", word) for word in files.command[1:]))
    server.start()
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD_FILE", str(server.password_file))
    return replace(settings, store=server.address), files


@pytest.mark.one_release(RELEASES[1])
@pytest.mark.neo4j
def test_through_files_the_case_on_the_server_is_the_same(imported, settings, digest_of):
    there, files = imported
    with open_session(there) as session:
        assert [check.name for check in session.store.verify() if not check.holds] == ["engine"]
    with open_session(there, create=True) as session, open_session(settings) as old:
        store = session.store
        assert verify_case(session).result != "broken"
        assert store.digest() == digest_of(settings.case) == files.digest
        log = list(store.log())
        assert log[:-1] == list(old.store.log()) and log[-1].audit_event.action == "copy"
        readings = list(store.access_log())
        assert readings[: files.readings] == list(old.store.access_log())[: files.readings]
        assert readings[files.readings - 1].audit_event.action == "copy"
        assert find_break(store.log()) is None and find_break(store.access_log()) is None
        assert store.sources() == old.store.sources()
        assert store.links() == old.store.links()
        assert store.events() == old.store.events()
        assert store.search("vila") == old.store.search("vila")
        assert store.export_transfers().equals(old.store.export_transfers())
        assert (files.sources, files.transfers) == (len(store.sources()), store.export_transfers().num_rows)
    report = copy_case(settings, str(settings.case), there.store)
    assert (report.digest, report.sources, report.log, report.known) == (files.digest, 0, 0, files.sources)


def test_the_command_is_what_stands_beside_the_files(settings, tmp_path):
    files = write_import_files(settings, str(settings.case), tmp_path / "files")
    text = (tmp_path / "files" / "COMMAND.txt").read_text()
    command = re.search(r"^neo4j-admin(?: .*\\\n| *\\\n)*.*$", text, re.MULTILINE)[0].replace("\\\n", " ")
    assert tuple(shlex.split(command)) == files.command
    assert files.digest in text
    named = {word.rpartition("=")[2] for word in files.command if word.endswith(".csv")}
    assert named | {"COMMAND.txt"} == {path.name for path in (tmp_path / "files").iterdir()}


def test_the_files_are_the_same_every_time_but_for_the_log(settings, tmp_path):
    written = []
    for name in ("one", "two"):
        write_import_files(settings, str(settings.case), tmp_path / name)
        paths = [*sorted((tmp_path / name).glob("[!k]*.csv")), tmp_path / name / "kept-Source.csv"]
        written.append({path.name: path.read_bytes() for path in paths})
    assert len(written[0]) > 10
    assert written[0] == written[1]


def test_writing_files_needs_the_right_and_an_empty_folder(settings, tmp_path):
    investigator = replace(settings, actor=Actor("Ana Proba", "investigator"))
    with pytest.raises(NotAllowed):
        write_import_files(investigator, str(settings.case), tmp_path / "files")
    assert not (tmp_path / "files").exists()
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "notes.txt").write_text("of somebody")
    with pytest.raises(WrongUse, match="is not empty"):
        write_import_files(settings, str(settings.case), tmp_path / "held")
    assert [path.name for path in Path(tmp_path / "held").iterdir()] == ["notes.txt"]

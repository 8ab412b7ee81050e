"""Every way of docs/backup.md, walked to its end: the restored case has the fingerprint, the log and the checks of the old."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from neo4j import GraphDatabase

from tests.neo4j_server.server import RELEASES
from tracer.access.roles import Actor
from tracer.actions.administration.copying import copy_case
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings


@pytest.fixture(scope="session")
def sample(made_once, made_sample):
    """Persons and the rows of one account of the sample case."""
    files = made_sample.files
    some = [path for path in files.files if path.name in ("persoane.csv", "banca-fictiva-salon-2021-01.csv")]

    def make(folder):
        with open_session(Settings(folder / "case", Actor("Ana Proba", "owner"), "en"), create=True) as session:
            report = import_files(session, some, mappings=files.mappings)
        assert [file.status for file in report.files] == ["imported", "imported"]
        return folder / "case"

    return made_once("persons-and-bank", make)


@pytest.fixture
def here(sample, tmp_path):
    """Settings of a case of one's own in a folder."""
    folder = shutil.copytree(sample, tmp_path / "case")
    return Settings(folder, Actor("Ana Proba", "owner"), "en")


@pytest.fixture
def backed_up(project_root):
    def run(case, target):
        command = ["sh", project_root / "deploy" / "backup.sh", case, target]
        return subprocess.run(
            command, env={"PYTHON": sys.executable, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
        )

    return run


def stands(settings):
    """What must be the same after a restore; no check may be broken."""
    with open_session(settings) as session:
        report = verify_case(session)
        assert [line.name for line in report.checks if line.result == "broken"] == []
        return report.digest, report.log_head, list(session.store.log()), session.store.sources()


def access_log(settings):
    with open_session(settings, read_only=True) as session:
        return list(session.store.access_log())


# --- a case in a folder ----------------------------------------------------------------------------------------------


def test_a_folder_backed_up_while_somebody_writes_is_one_whole_state(here, backed_up, tmp_path):
    before = stands(here)
    looked = access_log(here)
    with open_session(here) as session, session.store.transaction() as writer:
        session.log(writer, "import", "not committed yet")
        ran = backed_up(here.case, tmp_path / "backup")
        assert ran.returncode == 0, ran.stderr
    copy = replace(here, case=tmp_path / "backup")
    assert access_log(copy) == looked
    assert stands(copy) == before
    assert len(stands(here)[2]) == len(before[2]) + 1
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o700


def test_a_folder_restored_goes_on(here, backed_up, tmp_path):
    before = stands(here)
    assert backed_up(here.case, tmp_path / "backup").returncode == 0
    shutil.rmtree(here.case)
    shutil.copytree(tmp_path / "backup", here.case)
    assert stands(here) == before
    with open_session(here) as session, session.store.transaction() as writer:
        session.log(writer, "note")
    assert stands(here)[2][:-1] == before[2]


def test_a_backup_never_writes_over_another_and_names_what_is_missing(here, backed_up, tmp_path):
    assert backed_up(here.case, tmp_path / "backup").returncode == 0
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "backup").iterdir()}
    again = backed_up(here.case, tmp_path / "backup")
    assert (again.returncode, "there already" in again.stderr) == (2, True)
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "backup").iterdir()} == kept
    nothing = backed_up(tmp_path / "nowhere", tmp_path / "other")
    assert (nothing.returncode, "no case" in nothing.stderr) == (2, True)
    assert not (tmp_path / "other").exists()


def test_a_damaged_backup_is_told_by_verify(here, backed_up, tmp_path):
    assert backed_up(here.case, tmp_path / "backup").returncode == 0
    kept = next(path for path in sorted((tmp_path / "backup" / "sources").iterdir()) if path.stat().st_size)
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1])
    with open_session(replace(here, case=tmp_path / "backup")) as session:
        assert verify_case(session).result == "broken"


# --- a case on a server ----------------------------------------------------------------------------------------------


@pytest.fixture
def on_server(here, new_neo4j, neo4j_release, monkeypatch):
    """The case on a server of its own."""
    server = new_neo4j(neo4j_release)
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD_FILE", str(server.password_file))
    copy_case(here, str(here.case), server.address)
    return server, replace(here, store=server.address)


def empty(server):
    with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0


@pytest.mark.one_release(RELEASES[0])
@pytest.mark.neo4j
def test_a_server_dumped_and_loaded_into_an_empty_one_holds_the_same_case(on_server):
    server, there = on_server
    before, looked = stands(there), access_log(there)
    server.stop()
    (server.import_folder / "backup").mkdir()
    server.admin("database", "dump", "neo4j", f"--to-path={server.import_folder / 'backup'}")
    assert [path.name for path in (server.import_folder / "backup").iterdir()] == ["neo4j.dump"]
    server.remove_data()
    server.admin(
        "database", "load", "neo4j", f"--from-path={server.import_folder / 'backup'}", "--overwrite-destination=true"
    )
    server.start()
    assert access_log(there) == looked
    assert stands(there) == before
    with open_session(there) as session:
        with session.store.transaction() as writer:
            session.log(writer, "note")
        assert list(session.store.log())[:-1] == before[2]


@pytest.mark.one_release(RELEASES[0])
@pytest.mark.neo4j
def test_a_running_server_is_backed_up_by_a_copy_and_restored_from_it(on_server, here, tmp_path):
    server, there = on_server
    digest, _, log, sources = stands(there)
    down = copy_case(there, server.address, str(tmp_path / "backup"), files=here.case)
    copy = replace(here, case=tmp_path / "backup")
    assert (down.digest, down.missing_files) == (digest, ())
    assert stands(copy)[2][: len(log)] == log
    empty(server)
    up = copy_case(copy, str(tmp_path / "backup"), server.address)
    restored = stands(there)
    assert (up.digest, restored[0], restored[3]) == (digest, digest, sources)
    assert restored[2][: len(log)] == log
    assert [entry.audit_event.action for entry in restored[2][len(log) :]] == ["copy", "copy"]

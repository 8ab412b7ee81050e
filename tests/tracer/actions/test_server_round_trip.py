"""Part of the sample case on a real server and back: the same fingerprint, the same log, the same readings."""

from __future__ import annotations

import signal
import sqlite3
import time
from dataclasses import replace

import pytest
from neo4j import GraphDatabase

from tests.neo4j_server.server import RELEASES
from tracer.access.roles import Actor
from tracer.actions.administration.copying import copy_case
from tracer.actions.administration.rebuilding import rebuild_case
from tracer.actions.files.check import verify_case
from tracer.casework.sessions.case import STORE_FILE
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings


@pytest.fixture
def login(neo4j_server, monkeypatch, tmp_path):
    """An empty server, and what a command needs to be let in: its password lies in a file."""
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    file = tmp_path / "password"
    file.write_text(neo4j_server.password + "\n")
    file.chmod(0o600)
    named = {"TRACER_NEO4J_PASSWORD_FILE": str(file), "TRACER_NEO4J_USER": neo4j_server.user}
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    return named


@pytest.fixture
def on_server(little_case, neo4j_server, login):
    """Settings of the case in its folder, and the address of an empty server."""
    return Settings(little_case, Actor("Ana Proba", "owner"), "en"), neo4j_server.address


@pytest.mark.one_release(RELEASES[0])
def test_copied_to_a_server_and_back_the_case_is_the_same(on_server, tmp_path, digest_of):
    here, address = on_server
    case = here.case
    up = copy_case(here, str(case), address)
    with open_session(replace(here, store=address)) as session:
        assert verify_case(session).result != "broken"
        assert session.store.digest() == digest_of(case) == up.digest
    assert copy_case(here, str(case), address).sources == 0
    down = copy_case(here, address, str(tmp_path / "back"), files=case)
    assert (down.digest, down.sources, down.missing_files) == (up.digest, up.sources, ())
    with open_session(here) as old, open_session(replace(here, case=tmp_path / "back")) as new:
        log, back = list(old.store.log()), list(new.store.log())
        assert back[: len(log)] == log
        assert [entry.audit_event.action for entry in back[len(log) :]] == ["copy", "copy"]
        assert new.store.sources() == old.store.sources()
        assert verify_case(new).result != "broken"


@pytest.mark.one_release(RELEASES[1])
def test_built_anew_on_a_server_the_case_is_the_same(on_server):
    here, address = on_server
    report = rebuild_case(here, address)
    assert (report.faults, report.digest) == ((), report.expected)


def wait_for(count, running, sources):
    """Wait until the case that a command makes has so many sources."""
    deadline = time.monotonic() + 300
    while count() < sources and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)
    assert running.returncode == -signal.SIGKILL
    assert count() >= sources


def refused(ran, *command):
    assert (ran.code, ran.out) == (3, "")
    assert " ".join(map(str, ("tracer", *command))) in ran.err


@pytest.mark.one_release(RELEASES[0])
def test_a_copy_killed_on_its_way_to_a_server_is_no_case_until_it_is_completed(
    start, run, login, neo4j_server, little_case, digest_of
):
    address = neo4j_server.address
    with GraphDatabase.driver(address, auth=(neo4j_server.user, neo4j_server.password)) as driver:

        def count():
            return driver.execute_query("MATCH (s:Source) RETURN count(s) AS n").records[0]["n"]

        wait_for(count, start("copy", little_case, address, **login), 2)
    for command in (("verify",), ("find", "Vila"), ("init",), ("query", "RETURN 1")):
        refused(run("--store", address, "--case", little_case, *command, **login), "copy", little_case, address)
    assert run("copy", little_case, address, **login).code == 0
    verified = run("--store", address, "--case", little_case, "verify", **login)
    assert (verified.code, digest_of(little_case) in verified.out) == (0, True)


@pytest.mark.one_release(RELEASES[0])
def test_a_copy_killed_on_its_way_from_a_server_is_no_case_until_it_is_completed(
    start, run, login, neo4j_server, little_case, tmp_path, digest_of
):
    address, target = neo4j_server.address, tmp_path / "back"

    def count():
        try:
            with sqlite3.connect(f"file:{target / STORE_FILE}?mode=ro", uri=True) as connection:
                return connection.execute("SELECT count(*) FROM source").fetchone()[0]
        except sqlite3.Error:
            return 0

    assert run("copy", little_case, address, **login).code == 0
    command = ("copy", address, target, "--files", little_case)
    wait_for(count, start(*command, **login), 2)
    refused(run("--case", target, "verify"), *command)
    assert run(*command, **login).code == 0
    assert run("--case", target, "verify").code == 0
    assert digest_of(target) == digest_of(little_case)

"""The sample case on a real server and back: the same fingerprint, the same log, the same readings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from neo4j import GraphDatabase

from tracer.access.roles import Actor
from tracer.actions.check import verify_case
from tracer.actions.copying import copy_case
from tracer.actions.rebuilding import rebuild_case
from tracer.actions.session import open_session
from tracer.settings import Settings


@pytest.fixture
def on_server(case, neo4j_server, monkeypatch, tmp_path):
    """Settings of the case in its folder, and the address of an empty server, its password in a file."""
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    file = tmp_path / "password"
    file.write_text(neo4j_server.password + "\n")
    file.chmod(0o600)
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD_FILE", str(file))
    monkeypatch.setenv("TRACER_NEO4J_USER", neo4j_server.user)
    return Settings(case, Actor("Ana Proba", "owner"), "en"), neo4j_server.address


def test_copied_to_a_server_and_back_the_case_is_the_same(on_server, case, tmp_path, digest_of):
    here, address = on_server
    up = copy_case(here, str(case), address)
    with open_session(replace(here, store=address)) as session:
        assert verify_case(session).holds
        assert session.store.digest() == digest_of(case) == up.digest
    assert copy_case(here, str(case), address).sources == 0
    down = copy_case(here, address, str(tmp_path / "back"), files=case)
    assert (down.digest, down.sources, down.missing_files) == (up.digest, up.sources, ())
    with open_session(here) as old, open_session(replace(here, case=tmp_path / "back")) as new:
        log, back = list(old.store.log()), list(new.store.log())
        assert back[: len(log)] == log
        assert [entry.deed.action for entry in back[len(log) :]] == ["copy", "copy"]
        assert new.store.sources() == old.store.sources()
        assert verify_case(new).holds


def test_built_anew_on_a_server_the_case_is_the_same(on_server):
    here, address = on_server
    report = rebuild_case(here, address)
    assert (report.faults, report.digest) == ((), report.expected)

"""Kept files whose store is gone: nothing is begun beside them, and the case is built anew from them alone."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from graph_schema.errors import WrongUse
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.administration.rebuilding import rebuild_case
from tracer.actions.files.check import verify_case
from tracer.casework.sessions.case import SOURCES_FOLDER, STORE_FILE
from tracer.settings import Settings
from tracer.store.sqlite.store import open_sqlite_store

SERVER = "neo4j://server.example/dosar"
SECRET = {"TRACER_NEO4J_PASSWORD": "parola1234"}


def lose(case, how):
    for path in case.glob(f"{STORE_FILE}-*"):
        path.unlink()
    (case / STORE_FILE).unlink()
    if how == "emptied":
        (case / STORE_FILE).touch(mode=0o600)
    elif how == "another, new":
        (case / f"{STORE_FILE}.readings").unlink(missing_ok=True)
        open_sqlite_store(case / STORE_FILE, create=True).close()


@pytest.mark.parametrize("how", ["missing", "emptied", "another, new"])
@pytest.mark.parametrize("lang", ["en", "ro"])
def test_no_case_is_begun_beside_the_files_of_another(run, little_case, how, lang):
    lose(little_case, how)
    before = {path: path.read_bytes() for path in little_case.iterdir() if path.is_file()}
    for command in [("init",)] + [("verify",), ("find", "Vila")] * (how != "another, new"):
        ran = run("--lang", lang, "--case", little_case, *command)
        assert (ran.code, ran.out) == (2, ""), command
        assert "rebuild" in ran.err and str(little_case) in ran.err
    assert {path: path.read_bytes() for path in little_case.iterdir() if path.is_file()} == before


def test_a_new_store_put_beside_the_files_of_another_case_does_not_hold(run, little_case):
    lose(little_case, "another, new")
    assert "orphans" in run("--case", little_case, "verify").out


def test_a_folder_with_nothing_kept_in_it_gets_its_case(run, tmp_path):
    (tmp_path / "case" / SOURCES_FOLDER).mkdir(parents=True)
    (tmp_path / "case" / SOURCES_FOLDER / ".x.partial").touch()
    assert run("--case", tmp_path / "case", "init").code == 0


def test_on_a_server_nothing_is_begun_beside_the_files_of_another_case(run, stand_in, little_case, tmp_path):
    named = {"TRACER_FILES": str(little_case), **SECRET}
    for _ in range(2):
        ran = run("init", "--store", SERVER, **named)
        assert (ran.code, ran.out) == (2, "")
        assert "TRACER_FILES" in ran.err and "rebuild" in ran.err
    assert list(stand_in.folder.iterdir()) == []
    assert run("copy", little_case, SERVER, **named).code == 0
    # Of a case that has begun, init brings the indexes up to date.
    assert run("init", "--store", SERVER, **named).code == 0


def test_from_the_kept_files_alone_the_same_is_told(little_case, tmp_path, session_of):
    settings = Settings(little_case, Actor("Ana Proba", "owner"), "en")
    with session_of(little_case) as session:
        store = session.store
        before = [store.export_nodes(), store.export_links(), store.export_transfers()]
        told = {kept.source.digest: store.source_records(kept.source.digest) for kept in store.sources()}
        events = {kept.event.id for kept in store.events()}
    lose(little_case, "missing")
    report = rebuild_case(settings, str(tmp_path / "new"))
    assert (report.faults, report.expected, report.holds) == ((), "", True)
    with session_of(tmp_path / "new") as session:
        store = session.store
        assert [store.export_nodes(), store.export_links(), store.export_transfers()] == before
        assert {kept.source.digest: store.source_records(kept.source.digest) for kept in store.sources()} == told
        assert {kept.event.id for kept in store.events()} == events
        assert verify_case(session).result != "broken"
        assert report.digest == store.digest()
    again = rebuild_case(settings, str(tmp_path / "new"))
    assert (again.sources, again.known, again.digest) == (0, len(told), report.digest)


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_what_is_lost_with_the_store_is_said(run, little_case, tmp_path, lang):
    lose(little_case, "emptied")
    changed = sorted((little_case / SOURCES_FOLDER).iterdir())[0]
    changed.chmod(0o600)
    changed.write_bytes(b"altceva")
    ran = run("--lang", lang, "--case", little_case, "rebuild", tmp_path / "new")
    assert ran.code == 1
    assert changed.name[:16] in ran.out and "{" not in ran.out
    assert ("are lost" in ran.out) is (lang == "en")


def test_only_who_manages_the_case_builds_it_from_its_files_and_no_other_case_is_written_into(
    part_case, case, tmp_path
):
    part = tmp_path / "part"
    shutil.copytree(part_case, part)
    settings = Settings(part, Actor("Ana Proba", "owner"), "en")
    lose(part, "missing")
    with pytest.raises(NotAllowed):
        rebuild_case(replace(settings, actor=Actor("Dan Proba", "investigator")), str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
    with pytest.raises(WrongUse, match="another case"):
        rebuild_case(settings, str(case))
    (part / SOURCES_FOLDER).rename(tmp_path / "away")
    with pytest.raises(WrongUse, match="There is no case"):
        rebuild_case(settings, str(tmp_path / "other"))

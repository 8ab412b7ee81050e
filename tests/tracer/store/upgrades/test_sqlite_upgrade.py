"""A case in a file, written by the code of form 1, is upgraded for real; what is broken off is completed or put back."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from graph_schema.audit_log import AuditEvent
from graph_schema.rendering.sql import SCHEMA_VERSION
from tests.tracer.store.upgrades.answers import lost_of
from tracer.results.json_form import describe_json
from tracer.store.errors import NotACase, StoreBusy, StoreTooNew, StoreTooOld
from tracer.store.opening import open_store
from tracer.store.ports.view_log import FieldChange, ViewBatch
from tracer.store.sqlite.file.writer_lock import sole_writer
from tracer.store.sqlite.logs.access_log_file import READINGS_FORM, READINGS_ID
from tracer.store.sqlite.store import open_sqlite_store
from tracer.store.sqlite.upgrades import STEPS
from tracer.store.sqlite.upgrades import upgrade as module
from tracer.store.sqlite.upgrades.upgrade import SqliteUpgrade
from tracer.store.upgrades.step import Step

ROOT = Path(__file__).parents[4]
DEED = AuditEvent("2026-12-01T10:00:00Z", "Ana Proba", "owner", "upgrade")
VIEW = ViewBatch("b1", "v1", "Ana Proba", DEED.at, [FieldChange("hidden", "per-1", "true")])
COPY = "case.sqlite.before-2"


def read(path, query):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def form_of(folder):
    return read(folder / "case.sqlite", "PRAGMA user_version")[0][0]


def all_rows(path):
    """Every row of every table, as text; the log of SQLite is read with it."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def left_beside(folder):
    return sorted(path.name for path in folder.iterdir() if "before" in path.name)


def test_the_steps_follow_one_another_up_to_the_form_of_today():
    assert [step.form for step in STEPS] == list(range(1, SCHEMA_VERSION))


def test_every_command_tells_to_run_upgrade_and_changes_nothing(run, old_case):
    before = all_rows(old_case / "case.sqlite")
    for command in (("find", "Alfa"), ("init",), ("verify",), ("import", __file__), ("copy", old_case, old_case / "x")):
        ran = run("--case", old_case, *command)
        assert (ran.code, ran.out) == (3, ""), command
        assert f"has form 1, and this program works with form {SCHEMA_VERSION}. Run tracer upgrade" in ran.err
    assert all_rows(old_case / "case.sqlite") == before and not (old_case / "x").exists()


def test_the_case_of_form_1_is_upgraded_and_answers_as_it_did(run, old_case, old_answers, session_of, tmp_path):
    answers = old_answers["folder"]
    planned = run("--case", old_case, "upgrade", "--dry-run")
    assert planned.code == 0 and "would be upgraded" in planned.out
    assert form_of(old_case) == 1 and left_beside(old_case) == []
    ran = run("--case", old_case, "upgrade")
    digest = answers["verify"]["answer"]["digest"]
    assert (ran.code, ran.err) == (answers["verify"]["code"], "")
    assert digest in ran.out and COPY in ran.out and left_beside(old_case) == []
    for name, old in answers.items():
        now = run("--case", old_case, *old["command"], "--json")
        if name == "verify":
            assert now.json["log_head"] != old["answer"]["log_head"], "the upgrade stands in the log"
        assert now.code == old["code"], name
        assert lost_of(old["answer"], now.json) == [], name
    with session_of(old_case) as session:
        last = list(session.store.log())[-1]
        assert (last.audit_event.action, last.audit_event.actor, last.audit_event.subject) == (
            "upgrade",
            "Ana Proba",
            digest,
        )
        assert last.audit_event.detail == f"form={SCHEMA_VERSION}"
        assert [entry.audit_event.action for entry in session.store.access_log()].count("upgrade") == 2
    steps = read(old_case / "case.sqlite", "SELECT form, at FROM upgrade")
    assert [form for form, _ in steps] == list(range(2, SCHEMA_VERSION + 1)) and steps[-1][1] == last.audit_event.at
    again = run("--case", old_case, "upgrade")
    assert again.code == 0 and "Nothing was done" in again.out


def test_an_answer_that_lost_something_is_seen():
    old = {"checks": [{"name": "files", "result": "holds", "template": "a"}], "rows": [1, 2], "digest": "d"}
    worded = {"checks": [{"name": "files", "result": "holds", "template": "b"}, {"name": "new"}], "rows": [1, 2]}
    assert lost_of(old, worded | {"digest": "d", "more": 1}) == []
    assert lost_of(old, worded) == ["/digest: 'd' was, None is"]
    assert len(lost_of(old, {"checks": [], "rows": [1], "digest": "d"})) == 2
    steps = {"waterfall": [{"key": "received", "minor": 7}]}
    assert lost_of(steps, {"waterfall": [{"key": "new", "minor": 0}, {"key": "received", "minor": 7}]}) == []
    assert lost_of(steps, {"waterfall": [{"key": "received", "minor": 8}]}) == [
        "/waterfall/received/minor: 7 was, 8 is"
    ]


def test_an_upgraded_case_has_the_tables_of_a_new_one(run, old_case, tmp_path):
    run("--case", old_case, "upgrade")
    run("--case", tmp_path / "new", "init")
    for name in ("case.sqlite", "case.sqlite.readings"):
        tables = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
        assert read(old_case / name, tables) == read(tmp_path / "new" / name, tables)
        for mark in ("application_id", "user_version"):
            assert read(old_case / name, f"PRAGMA {mark}") == read(tmp_path / "new" / name, f"PRAGMA {mark}"), mark
    assert read(old_case / "case.sqlite.readings", "PRAGMA application_id") == [(READINGS_ID,)]


def test_an_upgraded_case_keeps_views(run, old_case, session_of):
    run("--case", old_case, "upgrade")
    with session_of(old_case) as session:
        assert session.store.view_log.changes() == ()
        assert session.store.view_log.append(VIEW) == 1
        assert [change.value for change in session.store.view_log.changes("v1")] == ["true"]


def test_the_copy_is_whole_and_for_its_owner_alone(old_case):
    upgrade = SqliteUpgrade(old_case / "case.sqlite")
    copy = Path(upgrade.keep_copy())
    assert copy == old_case / COPY and stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert all_rows(copy) == all_rows(old_case / "case.sqlite") and left_beside(old_case) == [COPY]
    upgrade.close()


def test_a_copy_of_long_ago_gives_way_and_that_of_an_upgrade_under_way_stays(old_case):
    upgrade = SqliteUpgrade(old_case / "case.sqlite")
    (old_case / COPY).write_bytes(b"old")
    copy = Path(upgrade.keep_copy())
    before = copy.read_bytes()
    assert len(before) > 1000
    upgrade.apply_next(DEED)
    assert Path(upgrade.keep_copy()).read_bytes() == before
    upgrade.close()


def test_a_case_is_not_opened_before_its_upgrade_has_ended(old_case):
    upgrade = SqliteUpgrade(old_case / "case.sqlite")
    upgrade.keep_copy()
    for _ in STEPS:
        upgrade.apply_next(DEED)
    with pytest.raises(StoreTooOld, match="not finished"):
        open_store(str(old_case / "case.sqlite"))
    upgrade.finish()
    assert left_beside(old_case) == []
    open_store(str(old_case / "case.sqlite")).close()
    upgrade.close()


def test_nobody_writes_meanwhile(run, old_case):
    with sole_writer(old_case / "case.sqlite"):
        ran = run("--case", old_case, "upgrade")
    assert ran.code == 3 and "is writing to the case" in ran.err and form_of(old_case) == 1


def test_a_store_that_is_open_notices_that_another_program_has_upgraded_it(case_path, fill):
    store = open_sqlite_store(case_path, create=True)
    fill(store)
    connection = sqlite3.connect(case_path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StoreTooNew):
        store.digest()
    with pytest.raises(StoreTooNew), store.transaction() as writer:
        writer.append_log(DEED)
    store.close()


def fail(connection, path):
    connection.execute("DELETE FROM event_record")
    raise ValueError("broken on purpose")


def lose(connection, path):
    connection.execute("DELETE FROM link_record")


def reseal(connection, path):
    connection.execute("UPDATE meta SET value = 'x' WHERE name = 'case_digest'")


@pytest.mark.parametrize(
    ("change", "reason"), [(fail, "ValueError"), (lose, "records"), (reseal, "fingerprint")], ids=["f", "l", "r"]
)
def test_where_a_step_fails_or_spoils_something_the_case_is_put_back(run, old_case, monkeypatch, change, reason):
    before = all_rows(old_case / "case.sqlite")
    monkeypatch.setattr(module, "STEPS", (*STEPS, Step(3, "x", change)))
    ran = run("--case", old_case, "upgrade")
    assert ran.code == 1 and reason in ran.err and "as it was before, of form 1" in ran.err
    assert all_rows(old_case / "case.sqlite") == before and form_of(old_case) == 1
    assert left_beside(old_case) == []
    monkeypatch.undo()
    assert run("--case", old_case, "upgrade").code == 0


def test_damage_of_before_does_not_stand_in_the_way(run, old_case):
    """A kept file is gone for good: the case is upgraded, and verify goes on saying so."""
    next((old_case / "sources").iterdir()).unlink()
    ran = run("--case", old_case, "upgrade")
    assert ran.code == 4 and form_of(old_case) == SCHEMA_VERSION and left_beside(old_case) == []
    assert run("--case", old_case, "verify").code == 4


DYING = """
import os, signal, sys
from tracer.cli import main
from tracer.store.sqlite.upgrades import upgrade as module
from tracer.store.upgrades.step import Step
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[1]
if where == "copy":
    module._sync = die
if where == "inside":
    module.write_entry = die
if where == "between":
    module.STEPS = (*module.STEPS, Step(3, "x", die))
if where == "verify":
    from tracer.actions.administration import upgrading
    upgrading._check_same = die
if where == "finish":
    module._remove = lambda path, remove=module._remove: die() if path.exists() else remove(path)
if where == "restore":
    def wrong(*_): raise ValueError
    from tracer.actions.administration import upgrading
    upgrading._check_same = wrong
    module._remove = lambda path, remove=module._remove: die() if path.exists() else remove(path)
main(["--case", sys.argv[2], "upgrade"])
"""


@pytest.mark.parametrize(
    ("where", "form", "copies"),
    [
        ("copy", 1, [COPY + ".partial"]),
        ("inside", 1, [COPY]),
        ("between", SCHEMA_VERSION, [COPY]),
        ("verify", SCHEMA_VERSION, [COPY]),
        ("finish", SCHEMA_VERSION, [COPY]),
        ("restore", 1, [COPY]),
    ],
)
def test_killed_anywhere_the_next_run_completes_it(run, old_case, old_answers, where, form, copies):
    before = all_rows(old_case / "case.sqlite")
    environment = {**os.environ, "TRACER_USER": "Ana Proba", "TRACER_LANG": "en"}
    command = [sys.executable, "-c", DYING, where, str(old_case)]
    died = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert (form_of(old_case), left_beside(old_case)) == (form, copies)
    if form == 1:
        assert all_rows(old_case / "case.sqlite") == before
    elif where != "finish":
        assert run("--case", old_case, "find", "Alfa").code == 3
    if where == "finish":
        # It had succeeded; the copy alone is left, and the next upgrade removes it.
        assert run("--case", old_case, "find", "Alfa").code == 0
        again = run("--case", old_case, "upgrade")
        assert again.code == 0 and "was removed" in again.out and left_beside(old_case) == []
        return
    ran = run("--case", old_case, "upgrade")
    assert ran.code == old_answers["folder"]["verify"]["code"], ran.err
    assert ("broken off" in ran.out) is (form > 1)
    assert form_of(old_case) == SCHEMA_VERSION and left_beside(old_case) == []
    digest = run("--case", old_case, "verify", "--json").json["digest"]
    assert digest == old_answers["folder"]["verify"]["answer"]["digest"]


def test_the_readings_of_a_later_form_and_what_is_no_readings_are_refused(run, old_case):
    run("--case", old_case, "upgrade")
    path = old_case / "case.sqlite.readings"
    for mark, error in ((f"user_version = {READINGS_FORM + 1}", StoreTooNew), ("application_id = 7", NotACase)):
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA {mark}")
        connection.close()
        store = open_store(str(old_case / "case.sqlite"))
        with pytest.raises(error):
            store.log_access(DEED)
        with pytest.raises(error):
            list(store.access_log())
        store.close()


def test_the_administrator_may_upgrade_and_an_investigator_may_not(run, old_case):
    refused = run("--case", old_case, "--role", "investigator", "upgrade")
    assert refused.code == 2 and form_of(old_case) == 1 and left_beside(old_case) == []
    rows = read(old_case / "case.sqlite.readings", "SELECT action, detail FROM log ORDER BY seq DESC LIMIT 1")
    assert rows == [("refused", "right=manage upgrade")]
    assert run("--case", old_case, "--role", "administrator", "upgrade").code == 0


def test_a_form_before_the_first_step_is_told(old_case):
    connection = sqlite3.connect(old_case / "case.sqlite")
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    upgrade = SqliteUpgrade(old_case / "case.sqlite")
    with pytest.raises(Exception, match="from form 1 on"):
        upgrade.summaries()
    upgrade.close()


def test_there_is_nothing_to_upgrade_where_no_case_is(run, tmp_path):
    ran = run("--case", tmp_path / "nothing", "upgrade")
    assert ran.code == 2 and "There is no case" in ran.err and not (tmp_path / "nothing").exists()


def test_the_result_says_what_was_done(run, old_case):
    planned = run("--case", old_case, "upgrade", "--dry-run", "--json").json
    assert (planned["status"], planned["form"], planned["reached"]) == ("would_upgrade", 1, 1)
    ran = run("--case", old_case, "upgrade", "--json")
    Draft202012Validator(describe_json("upgrade")).validate(json.loads(ran.out))
    done = ran.json
    assert (done["status"], done["form"], done["reached"]) == ("upgraded", 1, SCHEMA_VERSION)
    assert [step["form"] for step in done["steps"]] == list(range(2, SCHEMA_VERSION + 1))


def test_who_holds_the_lock_makes_an_upgrade_wait(old_case):
    upgrade = SqliteUpgrade(old_case / "case.sqlite")
    with upgrade.alone(), pytest.raises(StoreBusy), sole_writer(old_case / "case.sqlite", wait_seconds=0):
        raise AssertionError
    upgrade.close()

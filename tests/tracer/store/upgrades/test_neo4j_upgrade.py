"""A case on a server, written by the code of form 1, is upgraded for real; what is broken off is completed or put back."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph_schema.audit_log import AuditEvent
from graph_schema.errors import EnvironmentFailure
from graph_schema.rendering.cypher import SCHEMA_VERSION
from tests.neo4j_server.server import RELEASES
from tests.tracer.store.upgrades.answers import lost_of
from tracer.store.credentials import Credentials
from tracer.store.errors import StoreDamaged, StoreTooNew, StoreTooOld
from tracer.store.neo4j.upgrades import STEPS, graph_copy
from tracer.store.neo4j.upgrades import upgrade as module
from tracer.store.neo4j.upgrades.upgrade import Neo4jUpgrade
from tracer.store.opening import open_store
from tracer.store.ports.view_log import FieldChange, ViewBatch
from tracer.store.upgrades.step import Step

ROOT = Path(__file__).parents[4]
DEED = AuditEvent("2026-12-01T10:00:00Z", "Ana Proba", "owner", "upgrade")
VIEW = ViewBatch("b1", "v1", "Ana Proba", DEED.at, [FieldChange("hidden", "per-1", "true")])
COPY = "graph.before-2.jsonl.gz"
TABLE_READERS = {"ReadingEntry", "TracerReadings"}


@pytest.fixture
def ask(neo4j_server):
    """Ask the server itself."""
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        yield lambda query, **asked: [record.data() for record in driver.execute_query(query, **asked).records]


@pytest.fixture
def served(neo4j_server, ask, old_graph, old_files, tmp_path):
    """The case of form 1 on the server, with its indexes; ``folder`` holds its kept files."""
    clear(ask)
    by_label = "UNWIND $rows AS row CREATE (n:{}) SET n = row.properties, n.place = row.place"
    nodes = [
        {"labels": node["labels"], "place": place, "properties": given(node["properties"])}
        for place, node in enumerate(old_graph["nodes"])
    ]
    for labels in {":".join(node["labels"]) for node in nodes}:
        ask(by_label.format(labels), rows=[node for node in nodes if ":".join(node["labels"]) == labels])
    links = [link | {"properties": given(link["properties"])} for link in old_graph["links"]]
    ask("CREATE INDEX laying IF NOT EXISTS FOR (n:Laying) ON (n.place)")
    ask("MATCH (n) SET n:Laying")
    ask("CALL db.awaitIndexes(60)")
    for kind in {link["type"] for link in links}:
        ask(
            "UNWIND $rows AS row MATCH (t:Laying {place: row.tail}) MATCH (h:Laying {place: row.head}) "
            f"CREATE (t)-[r:{kind}]->(h) SET r = row.properties",
            rows=[link for link in links if link["type"] == kind],
        )
    ask("DROP INDEX laying")
    ask("MATCH (n) REMOVE n:Laying, n.place")
    # Making an index costs more than all the rest: those that another test left are as good.
    there = {row["name"] for row in ask("SHOW INDEXES YIELD name")}
    for statement in old_graph["schema"]:
        if statement.split("`")[1] not in there:
            ask(statement)
    ask("CALL db.awaitIndexes(60)")
    folder = tmp_path / "files"
    folder.mkdir()
    old_files(folder)
    yield neo4j_server
    clear(ask)


def clear(ask):
    ask("MATCH (n) DETACH DELETE n")


def given(properties):
    return {name: date.fromisoformat(v["day"]) if isinstance(v, dict) else v for name, v in properties.items()}


def stored_rows(ask):
    """All that lies in the database but the readings, as text in a fixed order."""
    nodes = ask("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
    nodes = [node for node in nodes if not TABLE_READERS & set(node["labels"])]
    for node in nodes:
        node["labels"].sort()
    links = ask(
        "MATCH (t)-[r]->(h) RETURN t.id AS tail, h.id AS head, properties(t) AS t, properties(h) AS h, type(r) AS type, "
        "properties(r) AS properties"
    )
    return [sorted(json.dumps(row, sort_keys=True, default=str) for row in rows) for rows in (nodes, links)]


@pytest.fixture
def call(run, served, tmp_path):
    """A command on the case of the server."""
    environment = {"TRACER_NEO4J_PASSWORD_FILE": str(served.password_file), "TRACER_FILES": str(tmp_path / "files")}
    return lambda *arguments: run("--store", served.address, *arguments, **environment)


@pytest.fixture
def upgrade(served, tmp_path):
    """The upgrade itself, with other steps."""
    made = []

    def begin(steps=STEPS):
        login = Credentials(password=served.password)
        made.append(Neo4jUpgrade(served.address, login, tmp_path / "files", steps=steps))
        return made[-1]

    yield begin
    for one in made:
        one.close()


def left(tmp_path):
    return sorted(path.name for path in (tmp_path / "files").iterdir() if "before" in path.name)


def form_of(ask):
    return ask("MATCH (c:TracerCase) RETURN c.form AS form")[0]["form"]


def test_the_steps_follow_one_another_up_to_the_form_of_today():
    assert [step.form for step in STEPS] == list(range(1, SCHEMA_VERSION))


def test_the_case_of_form_1_is_upgraded_answers_as_it_did_and_keeps_views(call, served, ask, old_answers, tmp_path):
    for command in (("find", "Alfa"), ("init",), ("verify",)):
        ran = call(*command)
        assert (ran.code, ran.out) == (3, ""), command
        assert f"has form 1, and this program works with form {SCHEMA_VERSION}. Run tracer upgrade" in ran.err
    assert form_of(ask) == 1
    answers = old_answers["server"]
    digest = answers["verify"]["answer"]["digest"]
    assert call("upgrade", "--dry-run").code == 0 and form_of(ask) == 1
    ran = call("upgrade")
    assert (ran.code, ran.err) == (answers["verify"]["code"], "")
    assert digest in ran.out and COPY in ran.out and left(tmp_path) == []
    for name, old in answers.items():
        now = call(*old["command"], "--json")
        if name == "verify":
            assert now.json["log_head"] != old["answer"]["log_head"], "the upgrade stands in the log"
        assert now.code == old["code"], name
        assert lost_of(old["answer"], now.json) == [], name
    (last,) = ask(
        "MATCH (e:LogEntry) RETURN e.action AS action, e.detail AS detail, e.at AS at ORDER BY e.seq DESC LIMIT 1"
    )
    assert (last["action"], last["detail"]) == ("upgrade", f"form={SCHEMA_VERSION}")
    (case,) = ask("MATCH (c:TracerCase) RETURN c.form AS form, c.upgrades AS upgrades, c.upgrading AS upgrading")
    assert (case["form"], case["upgrading"]) == (SCHEMA_VERSION, None)
    assert [text.split("|")[0] for text in case["upgrades"]] == [str(form) for form in range(2, SCHEMA_VERSION + 1)]
    assert case["upgrades"][-1].split("|")[1] == last["at"]
    assert "Nothing was done" in call("upgrade").out
    store = open_store(served.address, credentials=Credentials(password=served.password))
    assert store.view_log.changes() == ()
    assert store.view_log.append(VIEW) == 1
    assert [change.value for change in store.view_log.changes("v1")] == ["true"]
    assert all(check.holds for check in store.verify() if check.name in ("engine", "foreign"))
    store.close()


def test_a_step_that_the_server_aborts_leaves_the_case_as_it_was(upgrade, ask, tmp_path):
    def abort(transaction):
        transaction.run("MATCH (e:Event) DETACH DELETE e").consume()
        transaction.run("RETURN 1/0").consume()

    before = stored_rows(ask)
    one = upgrade([Step(1, "x", abort)])
    one.keep_copy()
    with pytest.raises(EnvironmentFailure):
        one.apply_next(DEED)
    assert one.begun() is None
    assert stored_rows(ask) == before


@pytest.mark.one_release(RELEASES[0])
def test_where_a_step_spoils_something_the_case_is_put_back_and_the_looks_stay(call, ask, monkeypatch, tmp_path):
    def lose(transaction):
        transaction.run("MATCH (e:Event) WITH e LIMIT 1 DETACH DELETE e").consume()

    before, looks = stored_rows(ask), ask("MATCH (e:ReadingEntry) RETURN count(e) AS n")[0]["n"]
    monkeypatch.setattr(module, "STEPS", (*STEPS, Step(3, "x", lose)))
    ran = call("upgrade")
    assert ran.code == 1 and "records" in ran.err and "as it was before, of form 1" in ran.err
    assert stored_rows(ask) == before and form_of(ask) == 1 and left(tmp_path) == []
    assert ask("MATCH (e:ReadingEntry) RETURN count(e) AS n")[0]["n"] > looks
    monkeypatch.undo()
    assert call("upgrade").code == 0


def test_the_copy_holds_all_and_is_for_its_owner_alone(upgrade, ask, tmp_path):
    one = upgrade()
    copy = Path(one.keep_copy())
    assert copy == tmp_path / "files" / COPY and stat.S_IMODE(copy.stat().st_mode) == 0o600
    before = stored_rows(ask)
    ask("MATCH (n) DETACH DELETE n")
    graph_copy.lay_graph(one._connection, copy)
    assert stored_rows(ask) == before
    assert ask("MATCH (e:ReadingEntry) RETURN count(e) AS n")[0]["n"] > 0


@pytest.mark.parametrize("cut", [lambda data: data[:-200], lambda data: b"", lambda data: b"x" + data])
@pytest.mark.one_release(RELEASES[1])
def test_a_copy_that_is_not_whole_puts_nothing_back(upgrade, ask, cut):
    one = upgrade()
    copy = Path(one.keep_copy())
    before = stored_rows(ask)
    copy.write_bytes(cut(copy.read_bytes()))
    with pytest.raises(StoreDamaged, match="not whole"):
        graph_copy.lay_graph(one._connection, copy)
    assert stored_rows(ask) == before


def test_who_writes_between_copy_and_step_makes_it_fail(upgrade, ask):
    one = upgrade()
    one.keep_copy()
    ask("MATCH (c:TracerCase) SET c.log_seq = c.log_seq + 1")
    with pytest.raises(EnvironmentFailure, match="changed while it was copied"):
        one.apply_next(DEED)
    assert form_of(ask) == 1


@pytest.mark.one_release(RELEASES[1])
def test_a_case_is_not_opened_before_its_upgrade_has_ended(upgrade, served, call):
    one = upgrade()
    one.keep_copy()
    for _ in STEPS:
        one.apply_next(DEED)
    with pytest.raises(StoreTooOld, match="not finished"):
        open_store(served.address, credentials=Credentials(password=served.password))
    assert call("upgrade").code in (0, 1)


def test_a_store_that_is_open_notices_that_another_program_has_upgraded_it(served, ask):
    clear(ask)
    store = open_store(served.address, create=True, credentials=Credentials(password=served.password))
    ask("MATCH (c:TracerCase) SET c.form = $form", form=SCHEMA_VERSION + 1)
    with pytest.raises(StoreTooNew):
        store.digest()
    with pytest.raises(StoreTooNew), store.transaction() as writer:
        writer.append_log(DEED)
    store.close()


DYING = """
import os, signal, sys
from tracer.cli import main
from tracer.actions.administration import upgrading
from tracer.store.neo4j.upgrades import graph_copy, upgrade as module
from tracer.store.upgrades.step import Step
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[1]
if where == "inside":
    module.chain_audit_event = die
if where == "between":
    module.STEPS = (*module.STEPS, Step(3, "x", die))
if where == "restore":
    def wrong(*_): raise ValueError
    upgrading._check_same = wrong
    graph_copy._link = die
main(["--store", sys.argv[2], "upgrade"])
"""


@pytest.mark.one_release(RELEASES[0])
@pytest.mark.parametrize(("where", "form"), [("inside", 1), ("between", SCHEMA_VERSION), ("restore", None)])
def test_killed_anywhere_the_next_run_completes_it(call, served, ask, old_answers, tmp_path, where, form):
    before = stored_rows(ask)
    environment = {
        **os.environ,
        "TRACER_USER": "Ana Proba",
        "TRACER_LANG": "en",
        "TRACER_FILES": str(tmp_path / "files"),
        "TRACER_NEO4J_PASSWORD_FILE": str(served.password_file),
    }
    command = [sys.executable, "-c", DYING, where, served.address]
    died = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert left(tmp_path) == [COPY]
    if form is None:
        assert ask("MATCH (c:TracerCase) RETURN c") == []
        ran = call("find", "Alfa")
        assert ran.code == 3 and "not finished" in ran.err
    else:
        assert form_of(ask) == form
    if form == 1:
        assert stored_rows(ask) == before
    ran = call("upgrade")
    assert ran.code == old_answers["server"]["verify"]["code"], ran.err
    assert form_of(ask) == SCHEMA_VERSION and left(tmp_path) == []
    # The upgrade itself compares the records with their seals, and the seals with this digest.
    assert ask("MATCH (g:TracerGate) RETURN g.digest AS digest") == [
        {"digest": old_answers["server"]["verify"]["answer"]["digest"]}
    ]

"""The console on real servers: it reads, with limits, and nothing that a query says makes it do anything else."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from contextlib import suppress

import neo4j
import pytest

from graph_schema.errors import EnvironmentFailure, WrongUse
from tests.neo4j_server.configuration import LITTLE_MEMORY
from tests.neo4j_server.server import RELEASES
from tracer.store.errors import AccessRefused, ServerUnreachable
from tracer.store.neo4j.console import query_console
from tracer.store.neo4j.console.cypher_text import FUNCTIONS, PROCEDURES
from tracer.store.neo4j.console.query_console import OPERATORS, run_console
from tracer.store.ports.console import ConsoleAnswer, QueryRefused, QueryStopped, QueryWrong

SECRET = "Inventat Secretescu"
SCHEMA = (
    "CREATE CONSTRAINT console_test_id IF NOT EXISTS FOR (n:ConsoleTest) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX console_test_name IF NOT EXISTS FOR (n:ConsoleTest) ON (n.name)",
    "CREATE INDEX console_test_amount IF NOT EXISTS FOR ()-[r:CONSOLE_TEST_PAYS]-() ON (r.amount)",
    "CREATE FULLTEXT INDEX console_test_full IF NOT EXISTS FOR (n:ConsoleTest) ON EACH [n.name]",
    "CALL db.awaitIndexes(60)",
)
DATA = (
    "UNWIND range(1, 20) AS i CREATE (n:ConsoleTest {id: 'c' + i, name: 'Inventat ' + i, day: date('2024-01-31')})",
    "UNWIND range(1, 19) AS i MATCH (a:ConsoleTest {id: 'c' + i}), (b:ConsoleTest {id: 'c' + (i + 1)}) "
    "CREATE (a)-[:CONSOLE_TEST_PAYS {id: 'p' + i, amount: i}]->(b)",
    f"CREATE (:ConsoleTestSecret {{name: '{SECRET}'}})",
)
GONE = (
    "MATCH (n) WHERE any(l IN labels(n) WHERE l STARTS WITH 'ConsoleTest') DETACH DELETE n",
    "DROP CONSTRAINT console_test_id IF EXISTS",
    "DROP INDEX console_test_name IF EXISTS",
    "DROP INDEX console_test_amount IF EXISTS",
    "DROP INDEX console_test_full IF EXISTS",
)


@pytest.fixture(scope="module")
def driver(neo4j_server):
    auth = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.address, auth=auth) as opened:
        for statement in (*GONE, *SCHEMA, *DATA):
            opened.execute_query(statement)
        yield opened
        for statement in GONE:
            opened.execute_query(statement)


@pytest.fixture
def ask(driver):
    def asked(query, seconds=20.0, rows=100, **params) -> ConsoleAnswer:
        return run_console(driver, "neo4j", query, params, seconds=seconds, rows=rows)

    return asked


@pytest.fixture
def unchanged(driver):
    """The test leaves database, schema and users as they were."""

    def look():
        counted = driver.execute_query(
            "MATCH (n) WHERE any(l IN labels(n) WHERE l STARTS WITH 'ConsoleTest') OPTIONAL MATCH (n)-[r]-() "
            "WITH n, r ORDER BY elementId(n), elementId(r) RETURN count(DISTINCT n), count(r), "
            "collect([labels(n), properties(n), properties(r)])"
        ).records[0]
        indexes = driver.execute_query(
            "SHOW INDEXES YIELD name WHERE name STARTS WITH 'console' RETURN collect(name)"
        ).records[0]
        users = driver.execute_query("SHOW USERS YIELD user RETURN collect(user)", database_="system").records[0]
        return counted.values(), sorted(indexes[0]), sorted(users[0])

    before = look()
    yield
    assert look() == before


# --- what it answers ------------------------------------------------------------------------------


def test_rows_come_as_plain_values(ask):
    answer = ask(
        "MATCH p = (a:ConsoleTest {id: $id})-[r:CONSOLE_TEST_PAYS]->(b) "
        "RETURN a, r, p, [a.day, 1, null, true] AS l, {x: 0.25, d: duration('P1D')} AS m, "
        "datetime('2024-01-31T10:00:00Z') AS t, point({x: 1, y: 2}) AS at",
        id="c1",
    )
    assert answer.columns == ("a", "r", "p", "l", "m", "t", "at")
    assert answer.complete
    ((a, r, p, listed, mapped, at, point),) = answer.rows
    start, end = a["element_id"], p["nodes"][1]["element_id"]
    properties = {"day": "2024-01-31", "id": "c1", "name": "Inventat 1"}
    assert a == {"element_id": start, "labels": ("ConsoleTest",), "properties": properties}
    assert {key: r[key] for key in ("type", "start", "end", "properties")} == {
        "type": "CONSOLE_TEST_PAYS",
        "start": start,
        "end": end,
        "properties": {"amount": 1, "id": "p1"},
    }
    assert p == {"nodes": (a, p["nodes"][1]), "relationships": (r,)}
    assert listed == ("2024-01-31", 1, None, True)
    assert mapped == {"d": "P1D", "x": "0.25"}
    assert at.startswith("2024-01-31T10:00:00")
    assert point == {"srid": 7203, "coordinates": ("1.0", "2.0")}
    assert json.loads(json.dumps(answer.rows))
    assert {"Expand", "Projection", "ProduceResults"} <= set(answer.operators)


def test_numbers_that_are_none_are_text(ask):
    assert ask("RETURN 0.0 / 0.0 AS a, 1.0 / 0.0 AS b").rows == (("nan", "inf"),)


@pytest.mark.parametrize(
    ("rows", "count", "complete"), [(19, 19, False), (20, 20, True), (21, 20, True), (1, 1, False)]
)
def test_more_rows_than_the_limit_are_cut_and_said_so(ask, rows, count, complete):
    answer = ask("MATCH (n:ConsoleTest) RETURN n.id ORDER BY n.id", rows=rows)
    assert (len(answer.rows), answer.complete) == (count, complete)
    assert answer.rows[0] == ("c1",)


def test_a_query_without_end_gives_its_first_rows_at_once(ask):
    began = time.monotonic()
    answer = ask("UNWIND range(1, 1000000000000) AS x RETURN x", rows=3)
    assert (answer.rows, answer.complete) == (((1,), (2,), (3,)), False)
    assert time.monotonic() - began < 10


def test_listed_procedures_answer(ask):
    assert ("ConsoleTest",) in ask("CALL db.labels() YIELD label RETURN label").rows
    assert ask("CALL db.labels", rows=1000).operators == ("ProcedureCall", "ProduceResults")
    assert ("CONSOLE_TEST_PAYS",) in ask("CALL db.relationshipTypes()").rows
    assert ("amount",) in ask("CALL db.propertyKeys()", rows=1000).rows
    found = ask("CALL db.index.fulltext.queryNodes('console_test_full', 'inventat AND 7') YIELD node RETURN node.id")
    assert found.rows == (("c7",),)


READING = """
MATCH (n:ConsoleTest) RETURN count(n)
RETURN COLLECT { MATCH (n:ConsoleTest) RETURN n.id ORDER BY n.id LIMIT 2 } AS ids
MATCH (n) RETURN n LIMIT 1
MATCH (n:ConsoleTest|ConsoleTestX) RETURN n.id
MATCH (n:ConsoleTest&!ConsoleTestX) RETURN n.id
MATCH (n:ConsoleTest&ConsoleTestX) RETURN n.id
MATCH (n:ConsoleTest) WHERE n.name IN ['x', 'y'] OR n.id = 'c1' RETURN n.id
MATCH (n:ConsoleTest) WHERE n.name STARTS WITH 'Inv' RETURN n.id
MATCH (n:ConsoleTest) WHERE n.name CONTAINS 'x' OR n.name ENDS WITH 'y' RETURN n.id
MATCH (n:ConsoleTest) WHERE n.name IS NOT NULL RETURN n.name ORDER BY n.name, n.day LIMIT 3
MATCH (n:ConsoleTest) WHERE n.name > '' RETURN DISTINCT n.name AS x ORDER BY x SKIP 3
MATCH (n) WHERE elementId(n) = '4:x:1' OR id(n) = 1 RETURN n.id
MATCH ()-[r]->() RETURN r LIMIT 1
MATCH ()-[r]-() WHERE elementId(r) = 'x' RETURN r
MATCH ()-[r:CONSOLE_TEST_PAYS]-() WHERE r.amount > 3 RETURN sum(r.amount), avg(r.amount), percentileCont(r.amount, 0.5)
MATCH ()-[r:CONSOLE_TEST_PAYS|CONSOLE_TEST_X]->() RETURN r.id
MATCH ()-[r:CONSOLE_TEST_PAYS]->() RETURN count(r)
MATCH (a:ConsoleTest)-[r:CONSOLE_TEST_PAYS]->(b) RETURN a.id, sum(r.amount) AS s ORDER BY s DESC LIMIT 3
MATCH (a:ConsoleTest {id: 'c1'})-[:CONSOLE_TEST_PAYS*1..4]->(b) RETURN DISTINCT b.id
MATCH p = (a:ConsoleTest {id: 'c1'})-[:CONSOLE_TEST_PAYS*1..4]->(b) RETURN length(p)
MATCH (a:ConsoleTest {id: 'c1'}), (b:ConsoleTest {id: 'c5'}) MATCH (a)-[:CONSOLE_TEST_PAYS*1..4]->(b) RETURN count(*)
MATCH p = shortestPath((a:ConsoleTest {id: 'c1'})-[:CONSOLE_TEST_PAYS*..9]->(b:ConsoleTest {id: 'c5'})) RETURN p
MATCH p = allShortestPaths((a:ConsoleTest {id: 'c1'})-[*..9]-(b:ConsoleTest {id: 'c5'})) RETURN p
MATCH p = SHORTEST 2 (a:ConsoleTest {id: 'c1'})-[:CONSOLE_TEST_PAYS]->+(b:ConsoleTest {id: 'c5'}) RETURN p
MATCH p = ANY SHORTEST (a:ConsoleTest {id: 'c1'})-[:CONSOLE_TEST_PAYS]->{1,9}(b:ConsoleTest) RETURN length(p)
MATCH p = (a:ConsoleTest {id: 'c1'})((x)-[r:CONSOLE_TEST_PAYS]->(y) WHERE r.amount > 0){1,3}(b) RETURN length(p)
MATCH (a:ConsoleTest {id: 'c1'}) OPTIONAL MATCH (a)-[:CONSOLE_TEST_PAYS]->(b) RETURN b.id
OPTIONAL MATCH (a:ConsoleTestX) RETURN a
MATCH (a:ConsoleTest), (b:ConsoleTest) WHERE a.day = b.day AND a.id < b.id RETURN count(*)
MATCH (a:ConsoleTest)-->(b:ConsoleTest)<--(c:ConsoleTest) USING JOIN ON b RETURN count(*)
MATCH (a:ConsoleTest)-->(b)-->(c) WHERE NOT (a)-->(c) RETURN count(*)
MATCH (a:ConsoleTest) WHERE EXISTS { (a)-->(:ConsoleTest {name: 'x'}) } OR a.name = 'q' RETURN a.id
MATCH (a:ConsoleTest) WHERE NOT EXISTS { (a)-->(:ConsoleTest {name: 'x'}) } RETURN a.id, EXISTS { (a)-->({name: 'y'}) }
MATCH (a:ConsoleTest) RETURN a.id, COUNT { (a)-->({day: a.day}) }, COLLECT { MATCH (a)-->(b) RETURN b.id }
MATCH (a:ConsoleTest) RETURN [(a)-->(b) | b.id] AS l
MATCH (a:ConsoleTest) CALL (a) { MATCH (a)-->(b) RETURN b LIMIT 1 } RETURN a.id, b.id
MATCH (a:ConsoleTest) CALL { WITH a MATCH (a)-->(b) RETURN b UNION WITH a MATCH (a)<--(b) RETURN b } RETURN count(*)
MATCH (a:ConsoleTest) RETURN a.id AS x UNION ALL MATCH (b:ConsoleTestX) RETURN b.id AS x
UNWIND [1, 2] AS x WITH x, collect(x) AS l RETURN reduce(s = 0, y IN l | s + y), all(y IN l WHERE y > 0)
MATCH (a:ConsoleTest) WITH a ORDER BY a.name WITH a.name AS x, a.day AS y RETURN x, count(y)
MATCH (a:$('ConsoleTest')) RETURN a.id
MATCH (a:ConsoleTest) FINISH
""".strip().splitlines()


@pytest.mark.parametrize("query", READING)
def test_what_an_investigator_writes_is_answered(ask, unchanged, query):
    answer = ask(query)
    assert set(answer.operators) <= OPERATORS


# --- what it refuses ------------------------------------------------------------------------------

WRITING = {
    "CREATE (n:ConsoleTestNew)": "begins with",
    "MATCH (n:ConsoleTest) CREATE (n)-[:CONSOLE_TEST_PAYS {id: 'new'}]->(n)": "would change",
    "RETURN 1 AS x UNION CREATE (n:ConsoleTestNew) RETURN 2 AS x": "would change",
    "WITH 1 AS x MERGE (n:ConsoleTestNew) RETURN n": "would change",
    "WITH 1 AS x INSERT (n:ConsoleTestNew) RETURN n": "would change",
    "MATCH (n:ConsoleTest) SET n.name = 'x'": "would change",
    "MATCH (n:ConsoleTest) SET n += {name: 'x'} RETURN n": "would change",
    "MATCH (n:ConsoleTest) SET n:ConsoleTestNew": "would change",
    "MATCH (n:ConsoleTest) SET n:$('ConsoleTestNew')": "would change",
    "MATCH (n:ConsoleTest) REMOVE n.name": "would change",
    "MATCH (n:ConsoleTest) REMOVE n:ConsoleTest": "would change",
    "MATCH ()-[r:CONSOLE_TEST_PAYS]->() DELETE r": "would change",
    "MATCH (n:ConsoleTest) DETACH DELETE n": "would change",
    "MATCH (n:ConsoleTest) FOREACH (x IN [1] | SET n.name = 'x')": "would change",
    "WITH [1] AS l FOREACH (x IN l | CREATE (:ConsoleTestNew))": "would change",
    "MATCH (n:ConsoleTest) CALL (n) { DETACH DELETE n }": "would change",
    "MATCH (n:ConsoleTest) CALL (n) { SET n.name = 'x' RETURN 1 AS y } RETURN y": "would change",
    "MATCH (n:ConsoleTest) CALL (n) { DETACH DELETE n } IN TRANSACTIONS": "would change",
    "MATCH (n:ConsoleTest) CALL (n) { DETACH DELETE n } IN 2 CONCURRENT TRANSACTIONS OF 5 ROWS": "would change",
    "MATCH (n:ConsoleTest) CALL (n) { RETURN 1 AS y } IN TRANSACTIONS RETURN y": "TransactionApply",
    "MATCH (n:ConsoleTest) CALL (n) { CALL (n) { REMOVE n.name } } RETURN n": "would change",
    "CREATE INDEX console_test_new FOR (n:ConsoleTest) ON (n.day)": "begins with",
    "CREATE CONSTRAINT console_test_new FOR (n:ConsoleTest) REQUIRE n.day IS UNIQUE": "begins with",
    "DROP INDEX console_test_name": "begins with",
    "CREATE USER consoletest SET PASSWORD 'consoletest'": "begins with",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'": "begins with",
    "CREATE DATABASE consoletest": "begins with",
    "STOP DATABASE neo4j": "begins with",
    "PROFILE CREATE (n:ConsoleTestNew)": "begins with",
    "CYPHER 5 PROFILE CREATE (n:ConsoleTestNew)": "begins with",
    "EXPLAIN CREATE (n:ConsoleTestNew)": "begins with",
    "MATCH (n:ConsoleTest) RETURN n; MATCH (n:ConsoleTest) DETACH DELETE n": "semicolon",
    "CALL db.createLabel('ConsoleTestNew')": "db.createLabel",
    "CALL db.createProperty": "db.createProperty",
    "CALL db.index.vector.createNodeIndex('console_test_new', 'ConsoleTest', 'v', 3, 'cosine')": "createNodeIndex",
}
SHOWING = {
    "SHOW USERS": "begins with",
    "SHOW TRANSACTIONS": "begins with",
    "SHOW SETTINGS": "begins with",
    "SHOW PROCEDURES": "begins with",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'": "begins with",
    "CALL dbms.listConfig()": "dbms.listConfig",
    "CALL dbms.listConfig": "dbms.listConfig",
    "CALL dbms.listConnections()": "dbms.listConnections",
    "CALL dbms.killConnection('bolt-1')": "dbms.killConnection",
    "CALL dbms.components()": "dbms.components",
    "CALL dbms.queryJmx('*:*')": "dbms.queryJmx",
    "CALL db.clearQueryCaches()": "db.clearQueryCaches",
    "CALL db.stats.retrieve('QUERIES')": "db.stats.retrieve",
    "CALL tx.setMetaData({x: 1})": "tx.setMetaData",
    "CALL { CALL dbms.components() YIELD name RETURN name } RETURN name": "dbms.components",
    "USE system MATCH (n) RETURN n": "begins with",
    "CALL { USE system MATCH (n) RETURN n } RETURN n": "USE",
    "RETURN file()": "file",
    "WITH 1 AS x LOAD CSV FROM 'file:///x.csv' AS l RETURN linenumber()": "LOAD CSV",
    "USE graph.byName('system') MATCH (n) RETURN n": "begins with",
}


@pytest.mark.parametrize("query", WRITING | SHOWING)
def test_what_is_not_reading_is_refused_and_leaves_no_trace(ask, unchanged, query):
    with pytest.raises(QueryRefused) as refused:
        ask(query)
    assert (WRITING | SHOWING)[query] in str(refused.value)


@pytest.fixture
def plan_alone(monkeypatch):
    """The text passes unread, as if the words could be written so that nobody recognises them."""
    monkeypatch.setattr(query_console, "check_text", lambda query, params: None)


READ_BY_THE_SERVER = (
    "CALL { USE system MATCH (n) RETURN n } RETURN n",
    "USE system MATCH (n) RETURN n",
    "RETURN file()",
)


@pytest.mark.parametrize("query", [query for query in WRITING | SHOWING if query not in READ_BY_THE_SERVER])
def test_the_plan_alone_refuses_it_too(ask, unchanged, plan_alone, query):
    """Or the server does not take it: of these, none is kept out by the words alone."""
    with pytest.raises((QueryRefused, QueryWrong, EnvironmentFailure)):
        ask(query)


@pytest.fixture
def reading_alone(plan_alone, monkeypatch):
    """Neither text nor plan is looked at: what is left is the reading transaction of the server."""
    monkeypatch.setattr(query_console, "_explain", lambda *_: ())


@pytest.mark.parametrize("query", [query for query in WRITING if not query.startswith("EXPLAIN")])
def test_even_unseen_a_write_is_refused_by_the_reading_transaction(ask, unchanged, reading_alone, query):
    with pytest.raises((WrongUse, EnvironmentFailure)):
        ask(query)


@pytest.fixture
def listener():
    """A place on this machine that counts who calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        calls = []

        def accept():
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    calls.append(connection)
                    connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], calls


CALLING = (
    "WITH 1 AS x LOAD CSV FROM {url} AS l RETURN l",
    "WITH 1 AS x LOAD /* x */\nCSV WITH HEADERS FROM {url} AS l RETURN l",
    "CALL {{ LOAD CSV FROM {url} AS l RETURN l }} RETURN l",
    "MATCH (n:ConsoleTest) WITH n LIMIT 1 CALL (n) {{ LOAD CSV FROM {url} AS l RETURN l }} RETURN l",
    "RETURN 1 AS l UNION LOAD CSV FROM {url} AS l RETURN l",
    "RETURN EXISTS {{ LOAD CSV FROM {url} AS l RETURN l }}",
    "RETURN apoc.load.json({url})",
    "RETURN `apoc`.`load`.`json`({url})",
    "CALL apoc.load.json({url}) YIELD value RETURN value",
)


@pytest.mark.parametrize("query", CALLING)
def test_the_server_is_never_made_to_call_out(ask, listener, monkeypatch, query):
    port, calls = listener
    asked = query.format(url=f"'http://127.0.0.1:{port}/x.csv'")
    with pytest.raises(QueryRefused):
        ask(asked)
    monkeypatch.setattr(query_console, "check_text", lambda query, params: None)
    with pytest.raises((QueryRefused, QueryWrong)) as refused:
        ask(asked)
    if "LOAD" in query and "EXISTS" not in query:
        assert "LoadCSV" in str(refused.value)
    assert calls == []


def test_without_the_console_the_server_would_have_called(driver, listener):
    """The trap is a real one: a reading session of the driver does make the server call out."""
    port, calls = listener
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session, suppress(neo4j.exceptions.Neo4jError):
        session.run(f"LOAD CSV FROM 'http://127.0.0.1:{port}/x.csv' AS l RETURN l").consume()
    assert calls


@pytest.mark.parametrize("file", ["file:///etc/passwd", "file:///console-test.csv"])
def test_no_file_of_the_server_is_read(ask, plan_alone, file):
    with pytest.raises(QueryRefused, match="LoadCSV"):
        ask("LOAD CSV FROM $file AS l RETURN l", file=file)


# --- limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "UNWIND range(1, 1000000000000) AS x RETURN count(x)",
        "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x, y WHERE x < 0 RETURN x",
        "MATCH (a:ConsoleTest), (b:ConsoleTest), (c:ConsoleTest), (d:ConsoleTest), (e:ConsoleTest), (f:ConsoleTest), "
        "(g:ConsoleTest), (h:ConsoleTest) WHERE a.id + b.id + c.id + d.id = h.id RETURN count(*)",
    ],
)
def test_a_query_without_end_is_stopped(ask, driver, query):
    began = time.monotonic()
    with pytest.raises(QueryStopped, match=r"did not end within 1\.0 seconds"):
        ask(query, seconds=1.0)
    assert time.monotonic() - began < 10
    time.sleep(0.5)
    running = driver.execute_query("SHOW TRANSACTIONS YIELD currentQuery RETURN collect(currentQuery) AS q").records[0][
        "q"
    ]
    assert not [text for text in running if query[:30] in text]


def test_a_plan_that_is_looked_for_too_long_is_stopped(ask):
    query = "MATCH " + "--".join(f"(a{place})" for place in range(70)) + " RETURN count(*)"
    with pytest.raises(QueryStopped):
        ask(query, seconds=0.5)


def test_what_the_server_does_not_stop_is_left_alone(ask, monkeypatch):
    """A list counted inside one expression is not stopped by the server's clock."""
    monkeypatch.setattr(query_console, "_GRACE_SECONDS", 0.2)
    with pytest.raises(QueryStopped, match="may still be running"):
        ask(
            "UNWIND range(1, 12000) AS x WITH collect(x) AS l "
            "RETURN reduce(s = 0, a IN l | s + size([b IN l WHERE b = a + s | b]))",
            seconds=0.8,  # enough to plan on a busy machine
        )


@pytest.mark.one_release(RELEASES[1])
def test_a_query_of_too_much_memory_is_stopped(new_neo4j, neo4j_release):
    server = new_neo4j(neo4j_release, settings=LITTLE_MEMORY)
    with (
        neo4j.GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver,
        pytest.raises(QueryStopped, match="memory"),
    ):
        query = "UNWIND range(1, 10000000) AS x RETURN collect(toString(x)) AS l"
        run_console(driver, None, query, {}, seconds=60, rows=1)


@pytest.mark.parametrize(("seconds", "rows"), [(0, 1), (-1, 1), (1, 0)])
def test_there_is_no_console_without_limits(driver, seconds, rows):
    with pytest.raises(ValueError, match="limit"):
        run_console(driver, None, "RETURN 1", {}, seconds=seconds, rows=rows)


# --- errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (n)\nRETRUN n", "line 2, column 1"),
        ("RETURN nope", "nope` not defined (line 1, column 8)"),
        ("MATCH (n:ConsoleTest RETURN n", "line 1, column 22"),
    ],
)
def test_a_wrong_query_is_told_with_its_place(ask, query, said):
    with pytest.raises(QueryWrong) as wrong:
        ask(query)
    assert said in str(wrong.value)
    assert "EXPLAIN" not in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:ConsoleTestSecret) RETURN date(n.name)",
        "MATCH (n:ConsoleTestSecret) RETURN n.name.x",
        "MATCH (n:ConsoleTestSecret) RETURN toInteger([n.name])",
        "MATCH (n:ConsoleTestSecret) RETURN duration(n.name)",
        "MATCH (n:ConsoleTestSecret) RETURN n.name / 2",
        "MATCH (n:ConsoleTestSecret) CALL db.index.fulltext.queryNodes(n.name, 'x') YIELD node RETURN node",
        "MATCH (n:ConsoleTestSecret) CALL db.index.fulltext.queryNodes('console_test_full', n.name + ' AND (') "
        "YIELD node RETURN node",
        "MATCH (n:ConsoleTestSecret) RETURN [1][n.name]",
    ],
)
def test_no_error_repeats_a_value_of_the_database(ask, query):
    with pytest.raises(WrongUse) as wrong:
        ask(query)
    assert not re.search("secretescu", repr([str(wrong.value), wrong.value.params]), re.IGNORECASE)
    assert wrong.value.__suppress_context__


def test_division_by_nothing_is_the_query_s_fault(ask):
    with pytest.raises(QueryWrong, match="ArithmeticError"):
        ask("UNWIND [0] AS x RETURN 1 / x")


def test_a_wrong_password_and_a_dead_server_are_told_apart(neo4j_server):
    with (
        neo4j.GraphDatabase.driver(neo4j_server.address, auth=("consoletest", "wrong-password")) as driver,
        pytest.raises(AccessRefused),
    ):
        run_console(driver, None, "RETURN 1", {}, seconds=5, rows=1)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with (
        neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", "x"), connection_timeout=2) as driver,
        pytest.raises(ServerUnreachable),
    ):
        run_console(driver, None, "RETURN 1", {}, seconds=5, rows=1)


def test_a_database_that_is_not_there(driver):
    with pytest.raises(EnvironmentFailure, match="DatabaseNotFound"):
        run_console(driver, "consoletest", "RETURN 1", {}, seconds=5, rows=1)


# --- the lists, against what the servers have -----------------------------------------------------


def test_functions_and_procedures_of_the_lists_exist_and_the_rest_is_known(driver):
    """A function that a new release brings is refused until somebody has looked at it."""
    names = driver.execute_query("SHOW FUNCTIONS YIELD name RETURN name").records
    found = {record["name"].lower() for record in names}
    outside = {"file", "linenumber"}
    namespaces = ("graph.", "vector.")
    assert {name for name in found - FUNCTIONS if not name.startswith(namespaces)} <= outside
    assert {name for name in FUNCTIONS - found if "." in name} == set()
    procedures = driver.execute_query("SHOW PROCEDURES YIELD name, mode RETURN name, mode").records
    modes = {record["name"]: record["mode"] for record in procedures}
    assert {modes[name] for name in PROCEDURES} == {"READ"}

"""How the server finds what a statement names by an id: through the index, also while its statistics are old."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from neo4j import GraphDatabase

from tracer.store.credentials import Credentials
from tracer.store.neo4j import queries
from tracer.store.neo4j.server.parameters import lists_in_a_map
from tracer.store.opening import open_store

# Each of these reads all of an index or all of a kind, for every row that comes in.
READS_ALL = re.compile(
    r"AllNodesScan|(?:Node|Relationship|Directed\w*|Undirected\w*)IndexScan|ThingByLabelScan|TypeScan"
)
HINT = re.compile(r"USING INDEX SEEK \w+:\w+\(\w+\)")
BY_ID = re.compile(r"MATCH [^\n]*\{id: ")


def statements() -> dict[str, str]:
    """Every statement that matches something by its id, by the name of its constant."""
    found = {}
    for module in pkgutil.iter_modules(queries.__path__):
        for name, value in vars(importlib.import_module(f"{queries.__name__}.{module.name}")).items():
            texts = value if isinstance(value, dict) else {"": value}
            if not name.startswith("_"):
                found |= {f"{module.name}.{name} {key}": text for key, text in texts.items() if isinstance(text, str)}
    return {name: text for name, text in found.items() if BY_ID.search(text)}


STATEMENTS = statements()


@pytest.fixture
def explain(new_neo4j, neo4j_release):
    """explain(statement) -> the operators of its plan in a case that was filled since the server last counted.

    On a server of its own: a change of the schema makes a server forget the plans of all other tests.
    """
    server = new_neo4j(neo4j_release)
    with (
        GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver,
        driver.session() as session,
    ):
        # Made on an empty database, an index counts nothing; the servers of the tests do not count again.
        session.run("DROP CONSTRAINT thing_id IF EXISTS").consume()
        session.run("DROP CONSTRAINT transfer_id IF EXISTS").consume()
        open_store(server.address, create=True, credentials=Credentials(password=server.password)).close()
        session.run("UNWIND range(0, 299) AS i CREATE (:Thing:Account {id: 'a' + i, since: 1})").consume()
        session.run(
            "UNWIND range(0, 4999) AS i MATCH (a:Thing {id: 'a' + (i % 300)}) USING INDEX SEEK a:Thing(id) "
            "MATCH (b:Thing {id: 'a' + (i % 299)}) USING INDEX SEEK b:Thing(id) "
            "CREATE (a)-[:TRANSFER {id: 't' + i, since: 1}]->(b)"
        ).consume()

        def plan(statement: str) -> list[str]:
            names = re.findall(r"\$(\w+)", statement)
            text, sent = lists_in_a_map(statement, dict.fromkeys(names))
            found = session.run(f"EXPLAIN {text}", sent).consume().plan
            return list(operators(found))

        yield plan


def operators(plan):
    yield f"{plan['operatorType'].partition('@')[0]} {plan['args'].get('Details', '')}".replace("\n", " ")
    for child in plan.get("children", ()):
        yield from operators(child)


def test_what_a_statement_names_by_an_id_is_found_through_the_index(explain):
    assert len(STATEMENTS) > 30
    # Without their hints some of them read all: which ones differs from release to release.
    of_transfers = {name: text for name, text in STATEMENTS.items() if name.startswith("transfers.")}
    assert reading_all(explain, {name: HINT.sub("", text) for name, text in of_transfers.items()})
    assert reading_all(explain, STATEMENTS) == {}


def reading_all(explain, texts):
    """The operators that read all of an index or of a kind, by the name of the statement."""
    found = {name: [line for line in explain(text) if READS_ALL.search(line)] for name, text in texts.items()}
    return {name: lines for name, lines in found.items() if lines}

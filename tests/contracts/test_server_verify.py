"""Whoever can write Cypher to the server can change what others see there: verify says where.

Each change is made by a statement of its own to a case that had passed before; the check named must find it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import neo4j
import pytest
from neo4j import GraphDatabase

from graph_schema.errors import EnvironmentFailure
from graph_schema.records.events import Event
from graph_schema.records.identity import account_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tests.neo4j_server.server import RELEASES
from tests.neo4j_server.snapshot import lay_back, take_snapshot
from tracer.store.neo4j.queries.snapshot import SNAPSHOT_TRANSFERS
from tracer.store.neo4j.queries.transfers import EXPORT_TRANSFERS
from tracer.store.neo4j.transaction import entries

pytestmark = pytest.mark.neo4j


@pytest.fixture
def change(neo4j_server):
    """Run a statement on the server, and tell what its counters say."""

    def run(statement):
        with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
            return driver.execute_query(statement).summary.counters

    return run


def cost(id_, subject, locator="row:5"):
    props = {"amount_minor": 1250, "currency": "RON"}
    return Event(id_, "Cost", subject, date(2024, 2, 1), date(2024, 2, 2), "Ana Inventată", props, locator)


def held(id_, holder, letter):
    return Link(id_, "HoldsAccount", holder, account_id(letter), {"note": "notă inventată"}, "row:9")


@pytest.fixture
def told(said):
    """A statement with one-sided rows, its mirror, a register, one that differs from it, and one to be taken back."""
    shared = said.Movement("A", "B", 20000, 5, name="Beta Inventat SRL", text="plată țiglă")
    own = [
        said.Movement(None, "A", 4000, 9, kind="cash_deposit", text="depunere"),
        said.Movement("A", None, 700, 10, kind="fee"),
        said.Movement("A", "C", 100, 11, name="Gama Fictivă", text="avans"),
    ]
    january = said.statement("january", "A", [shared, *own])
    mirror = said.statement("mirror", "B", [shared, said.Movement("B", None, 900, 12)])
    register = said.Told(
        said.source("register", as_of="2024-06-30", kind="register"),
        (
            Node("per-ana", "Person", {"name": "Ana Fictivescu"}, "row:1"),
            said.account("A"),
            Node("per-ion", "Person", {"name": "Ion Fictivescu"}, "row:2"),
        ),
        (held("lnk-ana", "per-ana", "A"),),
        (cost("evt-ana", "per-ana"), cost("evt-nobody", "per-nobody")),
    )
    differs = said.Told(
        said.source("differs", kind="register"),
        (Node("per-ana", "Person", {"name": "Ana Altfel"}, "row:1"),),
        events=(cost("evt-ana", "per-ana", "row:77"),),
    )
    lost = said.Told(
        said.source("lost", kind="register"),
        (
            Node("per-lost", "Person", {"name": "Nimeni Inventat"}, "row:1"),
            Node("per-ion", "Person", {"name": "Ioan Fictivescu"}, "row:1"),
        ),
        (held("lnk-lost", "per-lost", "A"),),
        (cost("evt-lost", "per-lost"), cost("evt-ana", "per-ana", "row:99")),
    )
    return january, mirror, register, differs, lost


@pytest.fixture(scope="module")
def loaded():
    """Address -> the case as it lies there once loaded."""
    return {}


@pytest.fixture
def case(server_stores, neo4j_server, loaded, said, told):
    """The case of all that is told; the last source is taken back. Loaded once, then laid back for every test."""
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        if neo4j_server.address in loaded:
            snapshot, digest = loaded[neo4j_server.address]
            store = server_stores.open_laid(lambda: lay_back(driver, snapshot))
            assert store.digest() == digest
            return store
        store = server_stores.open()
        for one in told:
            said.keep(store, one)
        with store.transaction() as writer:
            writer.retract_source(told[-1].source.digest)
        assert failed(store) == {}
        loaded[neo4j_server.address] = take_snapshot(driver), store.digest()
        return store


def test_what_is_laid_back_is_the_case_that_was_loaded(request, neo4j_server, loaded):
    """Every node and link but for the ids of elements, or no test here would prove anything."""
    request.getfixturevalue("case")
    snapshot, _ = loaded[neo4j_server.address]
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        lay_back(driver, snapshot)
        assert content(take_snapshot(driver)) == content(snapshot)
    store = request.getfixturevalue("server_stores").open_laid(lambda: None)
    assert failed(store) == {}


@pytest.mark.parametrize("statement", [SNAPSHOT_TRANSFERS, EXPORT_TRANSFERS], ids=["verify", "export"])
def test_transfers_are_sought_by_their_numbers_whatever_the_statistics_say(case, neo4j_server, statement):
    """A scan for each number is quadratic. The statistics of a graph that was empty a moment ago speak for it."""
    planned = statement.replace("replan=force", "replan=force EXPLAIN", 1)
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        plan = driver.execute_query(planned, first=0, last=9, version=9).summary.plan
    steps = list(_steps(plan))
    assert any(step.startswith("DirectedRelationshipByIdSeek") for step in steps), steps
    assert not any("Scan" in step for step in steps), steps


def _steps(plan):
    yield plan["operatorType"]
    for below in plan.get("children", ()):
        yield from _steps(below)


def content(snapshot):
    """What a snapshot holds, nodes and ends of links by what they say."""
    said_by = {id_: repr(sorted(props.items())) for nodes in snapshot.nodes.values() for id_, props in nodes}
    nodes = {labels: sorted(said_by[id_] for id_, _ in found) for labels, found in snapshot.nodes.items()}
    links = {
        type_: sorted((said_by[tail], said_by[head], repr(sorted(props.items()))) for tail, head, props in found)
        for type_, found in snapshot.links.items()
    }
    return nodes, links


def failed(store):
    """The checks that fail, with what they say."""
    return {check.name: check.template.format(**check.params) for check in store.verify() if not check.holds}


SHARED = "()-[r:TRANSFER {debit_minor: 20000}]->()"
LONE = "(d)-[r:TRANSFER {debit_minor: 4000}]->(c)"

CHANGES = {
    "the amount of a transfer": ("transfers", f"MATCH {SHARED} SET r.amount = '200000.00 RON'"),
    "the words of a transfer": ("transfers", f"MATCH {SHARED} SET r.words = ['ALTCEVA']"),
    "a word more": ("transfers", f"MATCH {SHARED} SET r.words = r.words + 'ALTCEVA'"),
    "the counterparty": ("transfers", f"MATCH {SHARED} SET r.counterparty_name = 'Gama Fictivă'"),
    "no counterparty": ("transfers", f"MATCH {SHARED} REMOVE r.counterparty_name"),
    "the description": ("transfers", f"MATCH {SHARED} SET r.description = 'plată'"),
    "a reference": ("transfers", f"MATCH {SHARED} SET r.reference = 'altceva'"),
    "a reversal": ("transfers", f"MATCH {SHARED} SET r.reversal_of = 'tra-altceva'"),
    "a property more": ("transfers", f"MATCH {SHARED} SET r.note = 'văzut'"),
    "the kind": ("transfers", f"MATCH {SHARED} SET r.kind = 'salary'"),
    "the day of booking": ("transfers", f"MATCH {SHARED} SET r.booking_date = date('2024-01-06')"),
    "the day of booking as text": ("transfers", f"MATCH {SHARED} SET r.booking_date = '2024-01-05'"),
    "the source that shows a side": ("transfers", f"MATCH {SHARED} SET r.debit_source = r.credit_source"),
    "the place of a row": ("transfers", f"MATCH {SHARED} SET r.debit_locator = 'row:99'"),
    "the place in the account": ("transfers", f"MATCH {SHARED} SET r.debit_seq = r.debit_seq + 1"),
    "a place for a side that no row tells": ("transfers", f"MATCH {LONE} SET r.debit_seq = 1"),
    "an amount with a fraction": ("transfers", f"MATCH {SHARED} SET r.debit_minor = toFloat(r.debit_minor)"),
    "a place with a fraction": ("transfers", f"MATCH {SHARED} SET r.debit_seq = toFloat(r.debit_seq)"),
    "a source with a fraction": ("transfers", f"MATCH {SHARED} SET r.debit_source = toFloat(r.debit_source)"),
    "the entries": ("records", f"MATCH {SHARED} SET r.entries = [r.entries[0]]"),
    "entries that say nothing": ("transfers", f"MATCH {SHARED} SET r.entries = ['altceva']"),
    "no value date": ("foreign", f"MATCH {SHARED} REMOVE r.value_date"),
    "the value date as text": ("foreign", f"MATCH {SHARED} SET r.value_date = '2024-01-05'"),
    "a transfer hidden": ("foreign", f"MATCH {SHARED} REMOVE r.since"),
    "a transfer hidden by a later version": ("foreign", f"MATCH {SHARED} SET r.since = 1000"),
    "a transfer deleted": ("records", f"MATCH {SHARED} DELETE r"),
    "a transfer moved to another": (
        "records",
        f"MATCH {LONE}, (o:Person {{id: 'per-ion'}}) WITH r, o, c, properties(r) AS props DELETE r "
        "CREATE (o)-[n:TRANSFER]->(c) SET n = props",
    ),
    "the label of an unknown counterparty": ("shown", f"MATCH {LONE} REMOVE d:Outside"),
    "the name of an unknown counterparty": ("shown", f"MATCH {LONE} SET d.name = 'Ion Fictivescu'"),
    "an unknown counterparty made known": ("shown", f"MATCH {LONE} SET d:Account"),
    "the id of an unknown counterparty": ("transfers", f"MATCH {LONE} SET d.id = d.id + 'X'"),
    "no id of an unknown counterparty": ("transfers", f"MATCH {LONE} REMOVE d.id"),
    "an account made unknown": ("shown", "MATCH (n:Account) WITH n LIMIT 1 SET n:Outside"),
    "Differing taken away": ("shown", "MATCH (n:Person {id: 'per-ana'}) REMOVE n:Differing"),
    "Differing added": ("shown", "MATCH (n:Person {id: 'per-ion'}) SET n:Differing"),
    "the name of a node": ("shown", "MATCH (n:Person {id: 'per-ana'}) SET n.name = 'Ion Fictivescu'"),
    "the terms of a node": ("shown", "MATCH (n:Person {id: 'per-ana'}) SET n.terms = ''"),
    "a property more on a node": ("shown", "MATCH (n:Person {id: 'per-ana'}) SET n.guilty = true"),
    "what a source says of a node": ("records", "MATCH (n:Person {id: 'per-ana'}) SET n.told = [n.told[0]]"),
    "nothing said of a node": ("shown", "MATCH (n:Person {id: 'per-ana'}) REMOVE n.told"),
    "a node that no source states": ("shown", "CREATE (:Thing:Person {id: 'per-x', since: 1, told: [], terms: ''})"),
    "a node hidden": ("foreign", "MATCH (n:Person {id: 'per-ana'}) REMOVE n.since"),
    "a node hidden by a later version": ("foreign", "MATCH (n:Person {id: 'per-ana'}) SET n.since = 1000"),
    "a property of a link": ("shown", "MATCH ()-[r:HOLDS_ACCOUNT]->() SET r.note = 'altceva'"),
    "a property more on a link": ("shown", "MATCH ()-[r:HOLDS_ACCOUNT]->() SET r.seen = true"),
    "a link that no source tells": (
        "shown",
        "MATCH (n {id: 'per-ion'}), (a:Account) WITH n, a LIMIT 1 "
        "CREATE (n)-[:HOLDS_ACCOUNT {id: 'lnk-x', since: 1, told: []}]->(a)",
    ),
    "the same link in another kind": (
        "shown",
        "MATCH (t)-[r:HOLDS_ACCOUNT]->(h) CREATE (t)-[n:HOLDS]->(h) SET n = properties(r)",
    ),
    "a link without an id": (
        "foreign",
        "MATCH (n {id: 'per-ana'}), (m {id: 'per-ion'}) CREATE (n)-[:FAMILY {since: 1}]->(m)",
    ),
    "a link that none sees": (
        "foreign",
        "MATCH (n {id: 'per-ana'}), (m {id: 'per-ion'}) CREATE (n)-[:FAMILY {id: 'x'}]->(m)",
    ),
    "a link deleted": ("records", "MATCH ()-[r:HOLDS_ACCOUNT]->() DELETE r"),
    "a property of an event": ("shown", "MATCH (e:Event {id: 'evt-ana'}) SET e.amount = '99.00 RON'"),
    "a property more on an event": ("shown", "MATCH (e:Event {id: 'evt-ana'}) SET e.seen = true"),
    "the day of recording of an event": (
        "shown",
        "MATCH (e:Event {id: 'evt-ana'}) SET e.recorded = date('2020-01-01')",
    ),
    "an event that no source tells": ("shown", "CREATE (:Event {id: 'evt-x', type: 'Cost'})"),
    "an event no more about its subject": ("shown", "MATCH (:Event)-[r:ABOUT]->() DELETE r"),
    "an event about another too": (
        "shown",
        "MATCH (e:Event {id: 'evt-ana'}), (n {id: 'per-ion'}) CREATE (e)-[:ABOUT]->(n)",
    ),
    "an event about nobody's subject": (
        "shown",
        "MATCH (e:Event {id: 'evt-nobody'}), (n {id: 'per-ion'}) CREATE (e)-[:ABOUT]->(n)",
    ),
    "an event twice about its subject": (
        "shown",
        "MATCH (e:Event {id: 'evt-ana'})-[:ABOUT]->(n) CREATE (e)-[:ABOUT]->(n)",
    ),
    "a node about another": ("shown", "MATCH (e {id: 'per-ana'}), (n {id: 'per-ion'}) CREATE (e)-[:ABOUT]->(n)"),
    "a property on an ABOUT": ("shown", "MATCH (:Event)-[r:ABOUT]->() SET r.note = 'văzut'"),
    "a foreign node": ("foreign", "CREATE (:Film {title: 'Inventat'})"),
    "a node without a label": ("foreign", "CREATE ({title: 'Inventat'})"),
    "a node without Thing": ("foreign", "CREATE (:Person {id: 'per-x', name: 'Nimeni'})"),
    "Thing taken away": ("foreign", "MATCH (n:Person {id: 'per-ana'}) REMOVE n:Thing"),
    "a Thing of no kind": ("foreign", "CREATE (:Thing {id: 'x', name: 'Nimeni'})"),
    "a Thing without an id": ("foreign", "CREATE (:Thing)"),
    "an extra label": ("foreign", "MATCH (n:Person {id: 'per-ana'}) SET n:Suspect"),
    "an extra kind": ("foreign", "MATCH (n:Person {id: 'per-ana'}) SET n:Company"),
    "an extra label on an event": ("foreign", "MATCH (n:Event {id: 'evt-ana'}) SET n:Suspect"),
    "an extra label on a source": ("foreign", "MATCH (n:Source) SET n:Suspect"),
    "a second mark": ("foreign", "CREATE (:TracerCase {mark: 'altul', log_hash: ''})"),
    "an entry outside the log": ("foreign", "CREATE (:LogEntry {action: 'import'})"),
    "a foreign relationship": (
        "foreign",
        "MATCH (n {id: 'per-ana'}), (m {id: 'per-ion'}) CREATE (n)-[:LOVES {id: 'x', since: 1}]->(m)",
    ),
    "a foreign relationship that none sees": (
        "foreign",
        "MATCH (n {id: 'per-ana'}), (m {id: 'per-ion'}) CREATE (n)-[:LOVES]->(m)",
    ),
    "a transfer that none sees": (
        "foreign",
        "MATCH (n {id: 'per-ana'}), (m {id: 'per-ion'}) CREATE (n)-[:TRANSFER {id: 'x'}]->(m)",
    ),
    "the accounts of a source": ("case", "MATCH (s:Source) WHERE size(s.accounts) > 0 SET s.accounts = []"),
    "a property more on a source": ("case", "MATCH (s:Source) SET s.note = 'văzut'"),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.one_release(RELEASES[1])
def test_a_change_by_cypher_is_found(case, change, what):
    check, statement = CHANGES[what]
    assert change(statement).contains_updates
    found = failed(case)
    assert check in found and "{" not in found[check]


def test_each_check_names_what_was_changed(case, change):
    rows = case.export_transfers().select(["transfer_id", "debit_minor"]).to_pylist()
    (transfer,) = [row["transfer_id"] for row in rows if row["debit_minor"] == 20000]
    change(f"MATCH {SHARED} SET r.amount = '1.00 RON'")
    change("MATCH (n:Person {id: 'per-ana'}) SET n.name = 'Ion' CREATE (:Film)")
    found = failed(case)
    assert found.keys() == {"transfers", "shown", "foreign"}
    assert transfer in found["transfers"] and "per-ana" in found["shown"] and ":Film" in found["foreign"]


# --- what is no damage ----------------------------------------------------------------------------------------------


def test_links_that_wait_for_their_ends_fail_that_check_alone(case, said, told):
    with case.transaction() as writer:
        writer.retract_source(told[2].source.digest)
        writer.retract_source(told[3].source.digest)
    assert failed(case) == {}
    with case.transaction() as writer:
        writer.retract_source(told[0].source.digest)
    said.keep(case, told[2])
    with case.transaction() as writer:
        writer.register_source(told[4].source, received=said.received, actor="Ana Inventată")
        writer.upsert_links(told[4].source.digest, told[4].links, ends_may_wait=True)
        for event in told[4].events:
            writer.append_event(told[4].source.digest, event)
    assert failed(case).keys() == {"ends"}
    for one in (told[0], told[3]):
        said.keep(case, one)
    with case.transaction() as writer:
        writer.upsert_nodes(told[4].source.digest, told[4].nodes)
    assert failed(case) == {}


@pytest.mark.parametrize("damage", ["REMOVE r.value_date", "SET r.value_date = '2024-01-05'"])
def test_an_export_says_so_where_a_transfer_has_no_value_date(case, change, damage):
    change(f"MATCH {SHARED} {damage}")
    with pytest.raises(EnvironmentFailure, match=r"^1 transfers of the case have no value date"):
        case.export_transfers()


@pytest.fixture
def broken_off(case, said, monkeypatch):
    """A large load, and what breaks it off at the very end: all but the last transaction has been sent."""
    monkeypatch.setattr(entries, "LARGE", 100)
    moves = [said.Movement("F", "CDE"[i % 3] if i % 7 else None, 100 + i, 1 + i % 28) for i in range(300)]
    large = said.statement("large", "F", moves)
    # The new link joins two nodes that the case has.
    large = replace(large, links=(*large.links, held("lnk-new", "per-ion", "A")))

    def broken(transaction):
        raise ZeroDivisionError

    def load():
        with monkeypatch.context() as breaking, pytest.raises(ZeroDivisionError):
            breaking.setattr(neo4j.Transaction, "commit", broken)
            said.keep(case, large)

    return large, load


def test_what_a_large_load_sent_ahead_is_no_damage_and_the_same_load_completes_it(case, said, broken_off):
    large, load = broken_off
    before = case.digest()
    load()
    assert case.digest() == before and failed(case) == {}
    said.keep(case, large)
    assert failed(case) == {} and len(case.export_transfers()) == 305
    with case.transaction() as writer:
        writer.retract_source(large.source.digest)
    assert failed(case) == {} and case.digest() == before


def test_nothing_stays_of_a_load_that_broke_off_when_another_writes(case, said, told, broken_off):
    _, load = broken_off
    load()
    said.keep(case, told[4])
    assert failed(case) == {} and len(case.export_transfers()) == 5
    assert "lnk-new" not in {link.id for link in case.links()}


def test_what_lies_ahead_while_no_load_is_noted_is_foreign(case, change, broken_off):
    _, load = broken_off
    load()
    change("MATCH (g:TracerGate) REMOVE g.staging")
    assert failed(case).keys() == {"foreign"}


def test_an_open_store_reads_right_where_the_same_case_was_put_in_place_of_it(server_stores, said):
    """Version and digest are the same, the numbers of the sources are not."""
    bank = said.Told(said.source("bank", as_of="2024-01-31"), (said.account("A"),))
    register = said.Told(said.source("register", as_of="2025-01-31"), (said.account("A"), said.account("B")))
    stores = []
    for order in ((bank, register), (register, bank)):
        stores.append(server_stores.open(f"order of {order[0].source.name}"))
        for told in order:
            said.keep(stores[-1], told)
        if len(stores) == 1:
            gate = (stores[0].data_version(), stores[0].digest())
            before = stores[0].history(said.account("B").id)
    assert (stores[1].data_version(), stores[1].digest()) == gate
    assert stores[0].history(said.account("B").id) == stores[1].history(said.account("B").id) == before

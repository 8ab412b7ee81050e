"""Every store keeps every kind of node, link and event, and gives back what was stated."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from neo4j import GraphDatabase

from graph_schema.codes.recovery.postings import POSTING_TEMPLATE_CODES
from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.kinds import abroad, claims, orders, recovery_links
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.nodes import NODE_TYPES, Node
from tests.made_records import every_record
from tests.neo4j_server.server import RELEASES
from tracer.store.credentials import Credentials
from tracer.store.opening import open_store

NOT_SMALLER = (Phase.explicit, Phase.reuse, Phase.generate)
_numbers = itertools.count()


def told(said, records):
    nodes, links, events = records
    return said.Told(said.source("register", kind="register"), nodes, links, events)


def check_kept(store, records):
    nodes, links, events = records
    for node in nodes:
        (kept,) = store.nodes(node.type)
        assert (kept.id, kept.type, dict(kept.props)) == (node.id, node.type, node.props)
    assert {link.id: (link.type, link.tail, link.head, dict(link.props)) for link in store.links()} == {
        link.id: (link.type, link.tail, link.head, link.props) for link in links
    }
    assert {link.type for link in store.links()} == set(LINK_TYPES)
    assert {kept.event.id: kept.event for kept in store.events()} == {event.id: event for event in events}
    assert {kept.event.type for kept in store.events()} == set(EVENT_TYPES)


@settings(
    phases=NOT_SMALLER,
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(records=every_record())
def test_every_kind_of_record_is_kept_and_given_back(stores, said, records):
    store = stores.open(f"case {next(_numbers)}")
    said.keep(store, told(said, records))
    check_kept(store, records)
    assert [check.params for check in store.verify() if not check.holds] == []
    for node in records[0]:
        hits = store.search(str(node.props[NODE_TYPES[node.type].caption]), 100)
        assert node.id in {hit.id for hit in hits} or not hits, "a caption of signs alone is no word"


def test_an_item_of_an_order_is_found_by_its_number(stores, said):
    store = stores.open()
    item = Node("itm-1", "OrderItem", {"number": "17/2026", "purposes": "fine", "share": "1/2"}, "row:1")
    said.keep(store, said.Told(said.source("register", kind="register"), (item,)))
    assert [hit.id for hit in store.search("17/2026")] == ["itm-1"]
    assert [node.id for node in store.find("OrderItem", "share", "1/2")] == ["itm-1"]
    assert len(POSTING_TEMPLATE_CODES) == len(set(POSTING_TEMPLATE_CODES))


@pytest.mark.neo4j
@pytest.mark.one_release(RELEASES[0])
@settings(
    phases=NOT_SMALLER,
    max_examples=1,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(records=every_record())
def test_a_case_of_before_the_orders_opens_keeps_them_and_gets_its_indexes(server_stores, neo4j_server, said, records):
    """A case that an earlier version made on a server has no constraint for the new kinds."""
    server_stores.open("before").close()
    labels = {kind.label for kind in recovery_links.LINKS}
    labels |= {kind.name for kind in (*orders.NODES, *claims.NODES, *abroad.NODES)}
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        rows = driver.execute_query("SHOW INDEXES YIELD name, labelsOrTypes, owningConstraint").records
        for row in rows:
            if labels & set(row["labelsOrTypes"] or ()):
                kind = "CONSTRAINT" if row["owningConstraint"] else "INDEX"
                driver.execute_query(f"DROP {kind} `{row['name']}`")
    login = Credentials(password=neo4j_server.password)
    earlier = open_store(neo4j_server.address, create=False, credentials=login)
    said.keep(earlier, told(said, records))
    check_kept(earlier, records)
    (engine,) = [check for check in earlier.verify() if not check.holds]
    assert engine.name == "engine" and str(engine.params["found"]).startswith("appeal_by_id, appeal_number")
    earlier.close()
    later = server_stores.open("before")
    check_kept(later, records)
    assert [check.params for check in later.verify() if not check.holds] == []

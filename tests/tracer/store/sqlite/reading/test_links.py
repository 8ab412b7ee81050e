"""Links come by id; one whose end no source tells any more waits unseen."""

from __future__ import annotations

import hashlib

import pytest

from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source
from tracer.store.sqlite.store import open_sqlite_store

LINKS = tuple(
    Link(f"lnk-{number}", "HoldsAccount", "per-1", f"acc-{place}", {}, f"row:{number}")
    for number, place in ((9, 1), (8, 2), (7, 1))
)


@pytest.fixture
def store(case_path):
    opened = open_sqlite_store(case_path, create=True)
    yield opened
    opened.close()


def add(store, links, *nodes):
    source = Source(
        hashlib.sha256(b"links").hexdigest(), "links", "register", "invented", "1", 10, "2024-01-31", 3, 3, 0
    )
    with store.transaction() as writer:
        writer.register_source(source, received="2024-03-01T10:00:00Z", actor="Ana Inventată")
        writer.upsert_nodes(source.digest, nodes)
        writer.upsert_links(source.digest, links)


def test_links_come_by_id(store, fill):
    fill(store)
    add(store, LINKS)
    assert [link.id for link in store.links()] == ["lnk-1", "lnk-7", "lnk-8", "lnk-9"]
    assert [link.id for link in store.links_of("acc-1")] == ["lnk-1", "lnk-7", "lnk-9"]


@pytest.mark.parametrize(
    "left",
    [
        (),
        (Node("per-1", "Person", {"name": "Ana Inventată"}, "row:1"),),
        tuple(Node(f"acc-{n}", "Account", {"number": f"RO00FICTIV{n}"}, "row:1") for n in (1, 2)),
    ],
    ids=["both ends gone", "the account gone", "the holder gone"],
)
def test_a_link_to_a_node_that_no_source_tells_waits_unseen(store, fill, left):
    source = fill(store)
    add(store, LINKS, *left)
    with store.transaction() as writer:
        writer.retract_source(source.digest)
    assert store.links() == ()
    fill(store)
    assert [link.id for link in store.links()] == ["lnk-1", "lnk-7", "lnk-8", "lnk-9"]

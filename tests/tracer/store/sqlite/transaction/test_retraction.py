"""A source taken back takes what it alone told, and nothing of what others told."""

from __future__ import annotations

import hashlib

import pytest

from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source
from tracer.store.sqlite.store import open_sqlite_store


@pytest.fixture
def store(case_path):
    opened = open_sqlite_store(case_path, create=True)
    yield opened
    opened.close()


def retract(store, source):
    with store.transaction() as writer:
        return writer.retract_source(source.digest)


def test_what_another_source_tells_too_stays_and_is_still_found(store, fill):
    first, second = fill(store, "a"), fill(store, "b")
    before = store.export_transfers().drop_columns(["debit_source"])
    assert retract(store, first)["transfers"] == 0
    assert set(store.get(["acc-1", "per-1", "sta-1"])) == {"acc-1", "per-1", "sta-1"}
    assert store.export_transfers().drop_columns(["debit_source"]) == before
    assert [view.id for view in store.search("inventată")] == ["per-1"]
    assert all(check.holds for check in store.verify())

    assert retract(store, second)["transfers"] == 3
    assert (store.get(["acc-1", "per-1"]), len(store.export_transfers()), store.search("inventată")) == ({}, 0, ())


def test_a_name_that_only_the_source_taken_back_gave_is_no_longer_found(store, fill):
    fill(store)
    other = Source(hashlib.sha256(b"other").hexdigest(), "other", "register", "invented", "1", 9, "2024-01-31", 1, 1, 0)
    with store.transaction() as writer:
        writer.register_source(other, received="2024-03-01T10:00:00Z", actor="Ana Inventată")
        writer.upsert_nodes(other.digest, [Node("per-1", "Person", {"name": "Ana Altfel"}, "row:1")])
    assert [view.id for view in store.search("altfel")] == ["per-1"]
    retract(store, other)
    assert (store.search("altfel"), [view.id for view in store.search("ana")]) == ((), ["per-1"])

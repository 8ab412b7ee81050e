"""Sources come in the order of the log, also where many were received within one second."""

from __future__ import annotations

import random

import pytest

from graph_schema.audit_log import AuditEvent
from tests.contracts.conftest import make_account, make_source
from tracer.store.semantics.orders.source_order import sources_in_order
from tracer.store.sqlite.store import open_sqlite_store

AT = "2025-03-01T10:00:00Z"


@pytest.fixture
def store(tmp_path):
    made = open_sqlite_store(tmp_path / "case.sqlite", create=True)
    yield made
    made.close()


def read(store, name, received=AT, *, logged=True):
    source = make_source(name)
    with store.transaction() as writer:
        writer.register_source(source, received=received, actor="Ana Proba")
        writer.upsert_nodes(source.digest, [make_account(name)])
        if logged:
            writer.append_log(AuditEvent(AT, "Ana Proba", "owner", "import", source.digest))
    return source.digest


def names(store):
    return [kept.source.name for kept in sources_in_order(store)]


def test_received_in_one_second_they_come_as_the_log_read_them(store):
    order = [f"statement {number}" for number in range(20)]
    random.Random(7).shuffle(order)
    for name in order:
        read(store, name)
    assert names(store) == order


def test_a_source_taken_back_and_read_again_comes_last_and_one_the_log_does_not_name_first(store):
    first = read(store, "first")
    read(store, "second")
    read(store, "unnamed", "2025-04-01T10:00:00Z", logged=False)
    with store.transaction() as writer:
        writer.retract_source(first)
        writer.append_log(AuditEvent(AT, "Ana Proba", "owner", "retract", first))
    read(store, "first", "2025-02-01T10:00:00Z")
    assert names(store) == ["unnamed", "second", "first"]

"""An invented case with one record of every kind, for the tests of one store."""

from __future__ import annotations

import hashlib
from datetime import date

import pyarrow as pa
import pytest

from graph_schema.audit_log import AuditEvent
from graph_schema.records.events import Event
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source
from graph_schema.records.transfers import ENTRY_SCHEMA
from tracer.store.sqlite.store import open_sqlite_store

NODES = (
    Node("acc-1", "Account", {"number": "RO00FICTIV1"}, "row:1"),
    Node("acc-2", "Account", {"number": "RO00FICTIV2"}, "row:2"),
    Node("per-1", "Person", {"name": "Ana Inventată"}, "row:1"),
    Node(
        "sta-1",
        "Statement",
        {"number": "1", "currency": "RON", "from_date": "2024-01-01", "to_date": "2024-01-31", "rows": 3},
        "row:1",
    ),
)
LINKS = (Link("lnk-1", "HoldsAccount", "per-1", "acc-1", {"ground": "contract"}, "row:1"),)
EVENTS = (
    Event(
        "evt-1",
        "Cost",
        "acc-1",
        date(2024, 2, 1),
        date(2024, 2, 2),
        "Ana Inventată",
        {"amount_minor": 5, "currency": "RON"},
        "row:8",
    ),
)


def make_source(name: str) -> Source:
    return Source(hashlib.sha256(name.encode()).hexdigest(), name, "bank", "invented", "1", 10, "2024-01-31", 3, 3, 0)


def make_entries(count: int = 3) -> pa.Table:
    """``count`` payments of 1.00 and more from the first account to the second."""
    days = [date(2024, 1, 1 + place % 31) for place in range(count)]
    amounts = [100 + place for place in range(count)]
    columns = {
        "transfer_id": [f"tra-{place}" for place in range(count)],
        "debit_account": ["acc-1"] * count,
        "credit_account": ["acc-2"] * count,
        "debit_minor": amounts,
        "debit_currency": ["RON"] * count,
        "credit_minor": amounts,
        "credit_currency": ["RON"] * count,
        "value_date": days,
        "kind": ["transfer"] * count,
        "booking_date": days,
        "side": ["debit"] * count,
        "seq": list(range(1, count + 1)),
        "statement": ["sta-1"] * count,
        "balance_minor": [None] * count,
        "counterparty_name": ["Beta Inventat SRL"] * count,
        "description": [f"plată inventată {place}" for place in range(count)],
        "reference": [None] * count,
        "reversal_of": [None] * count,
        "locator": [f"row:{place + 2}" for place in range(count)],
    }
    return pa.table(columns, schema=ENTRY_SCHEMA)


def fill(store, name="bank", entries=None):
    """Give the store one source that tells all of the above."""
    source = make_source(name)
    with store.transaction() as writer:
        writer.register_source(source, received="2024-03-01T10:00:00Z", actor="Ana Inventată")
        writer.upsert_nodes(source.digest, NODES)
        writer.upsert_links(source.digest, LINKS)
        writer.add_entries(source.digest, make_entries() if entries is None else entries)
        for event in EVENTS:
            writer.append_event(source.digest, event)
        for action in ("import", "read", "export"):
            writer.append_log(AuditEvent("2024-03-01T10:00:00Z", "Ana Inventată", "analyst", action))
    return source


@pytest.fixture
def case_path(tmp_path):
    return tmp_path / "dosar.tracer"


@pytest.fixture
def filled(case_path):
    """A case with one source, ``bank``, and three log entries."""
    store = open_sqlite_store(case_path, create=True)
    fill(store)
    yield store
    store.close()


@pytest.fixture(name="fill")
def fill_fixture():
    return fill


@pytest.fixture(name="make_entries")
def make_entries_fixture():
    return make_entries

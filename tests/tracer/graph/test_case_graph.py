"""The case as arrays: exported once per version, found by id, the same from an opened store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from graph_schema.audit_log import LogEntry
from graph_schema.records.identity import account_id, link_id
from graph_schema.records.links import Link
from graph_schema.records.merged_records import Evidence, KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source, digest_bytes
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.graph.case_graph import CaseGraph, export_graph
from tracer.store.opening import open_store
from tracer.store.ports.store_values import KeptSource

SOURCES = ("1" * 64, "2" * 64)


def transfer(name: str, day: int, sides: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(TRANSFER_SCHEMA.names)
    row |= {
        "transfer_id": name,
        "debit_account": "A",
        "credit_account": "B",
        "debit_minor": 1,
        "credit_minor": 1,
        "debit_currency": "RON",
        "credit_currency": "RON",
        "value_date": date(2024, 1, day),
        "booking_date": date(2024, 1, day),
        "kind": "transfer",
    }
    for source, (letter, side) in zip(SOURCES, (("d", "debit"), ("c", "credit")), strict=True):
        if letter in sides:
            row |= {f"{side}_source": source, f"{side}_locator": f"row:{side}"}
    return row


@pytest.fixture
def graph() -> CaseGraph:
    rows = [transfer("t2", 1, "dc"), transfer("t1", 2, "c"), transfer("t0", 3, "d"), transfer("t9", 4, "")]
    nodes = {
        name: MergedNode(name, kind, {}, (), {}) for name, kind in (("a", "Person"), ("b", "Company"), ("c", "Person"))
    }
    links = tuple(
        MergedLink(name, kind, "a", "b", {}, ()) for name, kind in (("l1", "Holds"), ("l2", "Uses"), ("l3", "Holds"))
    )
    return CaseGraph(3, nodes, links, (), pa.Table.from_pylist(rows, schema=TRANSFER_SCHEMA))


def test_nodes_and_links_are_found_by_type_in_the_order_of_their_ids(graph: CaseGraph) -> None:
    assert [node.id for node in graph.nodes_of_type("Person")] == ["a", "c"]
    assert [node.id for node in graph.nodes_of_type("Company", "Person")] == ["a", "b", "c"]
    assert [link.id for link in graph.links_of_type("Holds")] == ["l1", "l3"]
    assert graph.links_of_type("Covers") == ()


def test_transfers_are_found_by_id_in_the_order_of_the_table(graph: CaseGraph) -> None:
    assert [row["transfer_id"] for row in graph.transfer_rows(["t0", "t2", "nowhere", "t2"])] == ["t2", "t0"]
    assert graph.transfer_rows([]) == []


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("t2", [(SOURCES[0], "row:debit"), (SOURCES[1], "row:credit")]),
        ("t1", [(SOURCES[1], "row:credit")]),
        ("t0", [(SOURCES[0], "row:debit")]),
        ("t9", []),
        ("nowhere", []),
    ],
)
def test_a_transfer_names_the_rows_of_each_side_that_has_a_statement(
    graph: CaseGraph, name: str, places: list[tuple[str, str]]
) -> None:
    assert graph.transfer_evidence(name) == tuple(Evidence(*place) for place in places)


class CountingSource:
    """A store that counts how often it was exported whole."""

    def __init__(self) -> None:
        self.version, self.exports = 1, 0

    def data_version(self) -> int:
        return self.version

    def get(self, ids: Iterable[str]) -> dict[str, MergedNode]:
        return {name: MergedNode(name, "Person", {}, (), {}) for name in reversed(list(ids)) if name != "gone"}

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        return ()

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        return ()

    def sources(self) -> tuple[KeptSource, ...]:
        return ()

    def log(self) -> Iterator[LogEntry]:
        return iter(())

    def export_nodes(self) -> pa.Table:
        self.exports += 1
        return pa.table({"id": ["a", "b", "gone"]})

    def export_transfers(self) -> pa.Table:
        return TRANSFER_SCHEMA.empty_table()


def test_what_a_store_keeps_stands_in_the_graph(tmp_path: Path) -> None:
    digest = digest_bytes(b"invented")
    source = Source(digest, "inventat.csv", "bank", "invented", "1", 8, "2024-01-31", 1, 1, 0)
    person, account = Node("per-1", "Person", {"name": "Ion Inventat"}, "row:1"), account_id("RO00FICTIVA")
    holds = Link(link_id("HoldsAccount", "per-1", account), "HoldsAccount", "per-1", account, {}, "row:1")
    with_store = open_store(str(tmp_path / "case.sqlite"), create=True)
    try:
        empty = export_graph(with_store, with_store.data_version())
        with with_store.transaction() as writer:
            writer.register_source(source, received="2024-02-01T00:00:00Z", actor="Ana Inventată")
            writer.upsert_nodes(digest, (person, Node(account, "Account", {"number": "RO00FICTIVA"}, "row:1")))
            writer.upsert_links(digest, (holds,))
        graph = export_graph(with_store, with_store.data_version())
    finally:
        with_store.close()

    assert (len(empty.nodes), empty.transfers.num_rows) == (0, 0)
    assert graph.version > empty.version
    assert graph.nodes["per-1"].props["name"] == "Ion Inventat"
    assert [(link.tail, link.head) for link in graph.links_of_type("HoldsAccount")] == [("per-1", account)]
    assert graph.transfers.schema.equals(TRANSFER_SCHEMA)

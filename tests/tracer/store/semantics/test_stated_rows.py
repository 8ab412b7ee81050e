"""Statements of single sources with the changes of the balance by their rows."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.transfers import ENTRY_SCHEMA
from tracer.store.semantics.stated_rows import stated_statements


def entry(seq, side, debit_minor, credit_minor, statement="s"):
    known = {
        "booking_date": date(2024, 1, 2),
        "side": side,
        "seq": seq,
        "statement": statement,
        "debit_minor": debit_minor,
        "credit_minor": credit_minor,
    }
    return {name: known.get(name) for name in ENTRY_SCHEMA.names}


def test_a_credit_comes_in_a_debit_goes_out_in_the_order_of_the_rows():
    props = {"currency": "RON", "from_date": "2024-01-01", "to_date": "2024-01-31", "opening_minor": 5}
    loose = pa.schema([field.with_nullable(True) for field in ENTRY_SCHEMA])
    rows = pa.Table.from_pylist([entry(2, "debit", 30, 70), entry(1, "credit", 90, 40)], loose)
    nodes = [Node("s", "Statement", props, "row:1"), Node("t", "Statement", props, "row:9")]
    (stated,) = stated_statements("f" * 64, nodes, [Link("l", "StatementOf", "s", "a", {}, "row:1")], rows)
    assert stated.span.moved == {date(2024, 1, 2): (40, -30)}
    assert (stated.span.account, stated.span.opening_minor, len(stated.entries)) == ("a", 5, 2)


def test_each_statement_has_its_own_rows_in_the_order_of_the_table():
    props = {"currency": "RON", "from_date": "2024-01-01", "to_date": "2024-01-31"}
    loose = pa.schema([field.with_nullable(True) for field in ENTRY_SCHEMA])
    rows = [
        entry(3, "debit", 3, 0),
        entry(2, "credit", 0, 7, "t"),
        entry(1, "debit", 1, 0),
        entry(4, "debit", 9, 0, "u"),
    ]
    nodes = [Node(name, "Statement", props, "row:1") for name in ("t", "v", "s")]
    links = [Link(f"l{name}", "StatementOf", name, f"a{name}", {}, "row:1") for name in ("s", "t", "v")]
    found = list(stated_statements("f" * 64, nodes, links, pa.Table.from_pylist(rows, loose)))
    assert [(one.span.account, one.entries.column("seq").to_pylist()) for one in found] == [
        ("at", [2]),
        ("av", []),
        ("as", [3, 1]),
    ]
    assert [one.span.moved for one in found] == [{date(2024, 1, 2): (7,)}, {}, {date(2024, 1, 2): (-1, -3)}]

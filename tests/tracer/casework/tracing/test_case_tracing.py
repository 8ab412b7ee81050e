"""While a pair of payments is open, a figure spans the case with and without it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from graph_schema.records.events import Event
from graph_schema.records.merged_records import KeptEvent, MergedLink, MergedNode
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.tracing.case_tracing import METHODS, follow_case
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.payments import resolve_payments


def row(name: str, side: str, own: str, other: str | None, day: int, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(TRANSFER_SCHEMA.names)
    far = "credit" if side == "debit" else "debit"
    on = date(2024, 3, day)
    return (
        found
        | {
            "transfer_id": name,
            f"{side}_account": own,
            f"{far}_account": other,
            "debit_minor": 100,
            "credit_minor": 100,
            "debit_currency": "RON",
            "credit_currency": "RON",
            "value_date": on,
            "booking_date": on,
            "kind": "transfer",
            f"{side}_seq": day,
            f"{side}_source": "5" * 64,
            f"{side}_locator": f"row:{name}",
        }
        | changes
    )


def event(name: str, type_: str, **props: Any) -> KeptEvent:
    on = date(2024, 6, 1)
    return KeptEvent(
        Event(name, type_, "A", on, on, "Procuror Inventat", {**props, "reason": "proba"}, "path:/events/0"), ()
    )


def case(*events: KeptEvent) -> CaseGraph:
    """Marked money reaches A, goes to B over a weekend, whose bank does not say from whom, and buys the villa."""
    nodes, links = {}, []
    for account in "AB":
        props = {
            "number": "1",
            "currency": "RON",
            "from_date": "2024-03-01",
            "to_date": "2024-03-31",
            "rows": 2,
            "opening_minor": 0,
            "closing_minor": 0,
        }
        nodes[f"s{account}"] = MergedNode(f"s{account}", "Statement", props, (), {})
        nodes[account] = MergedNode(account, "Account", {"number": f"RO0{account}"}, (), {})
        links.append(MergedLink(f"of {account}", "StatementOf", f"s{account}", account, {}, ()))
    audit_event = {"payment_reference": "ACT-77", "price_minor": 100, "price_currency": "RON"}
    links.append(MergedLink("holds", "Holds", "per", "villa", audit_event, ()))
    rows = [
        row("in", "credit", "A", None, 1),
        row("left", "debit", "A", "B", 2),
        row("came", "credit", "B", None, 4),
        row("paid", "debit", "B", None, 5, reference="ACT-77"),
    ]
    table = pa.Table.from_pylist(rows, TRANSFER_SCHEMA)
    return CaseGraph(1, nodes, tuple(links), (event("m", "ProceedsMarked", label="crime"), *events), table)


@pytest.mark.parametrize("method", METHODS)
def test_a_purchase_spans_the_case_with_and_without_the_open_pair(method: Method) -> None:
    case_tracing = follow_case(resolve_payments(case()), method)
    (purchase,) = case_tracing.purchases
    assert [run.paid_by_itself(purchase) for run in case_tracing.runs] == [(0, 100), (100, 100)]
    assert case_tracing.paid_with_proceeds(purchase) == (0, 100)


@pytest.mark.parametrize(("kind", "sums"), [("PaymentsJoined", (100, 100)), ("PaymentsKeptApart", (0, 100))])
def test_a_decided_pair_leaves_one_run(kind: str, sums: tuple[int, int]) -> None:
    decided = event("d", kind, first="left", second="came", kind="two_sides")
    case_tracing = follow_case(resolve_payments(case(decided)), Method.LIBR)
    assert case_tracing.with_open_joined is None
    assert case_tracing.paid_with_proceeds(case_tracing.purchases[0]) == sums

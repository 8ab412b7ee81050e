"""Cases of few accounts, each with statements, written as transfers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from graph_schema.records.events import Event
from graph_schema.records.merged_records import Evidence, KeptEvent, MergedLink, MergedNode
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.graph.case_graph import CaseGraph

SOURCE = "5" * 64
MONDAY = date(2024, 3, 4)
OWNERS = {"A": "Alfa Inventata SRL", "B": "Beta Inventata SRL", "C": "Gama Inventata SRL"}
NUMBERS = {"A": "RO49AAAA1B31007593840000", "B": "RO66BACX0000001234567890", "C": "RO12FICT0000009876543210"}


def make_row(
    name: str, own: str, side: str, named: str | None = None, minor: int = 100, day: int = 0, **changes: Any
) -> dict[str, Any]:
    """A row of ``own``'s statement, money leaving ("debit") or arriving; ``day`` counts from a Monday."""
    row: dict[str, Any] = dict.fromkeys(TRANSFER_SCHEMA.names)
    on = MONDAY + timedelta(days=day)
    other = "credit" if side == "debit" else "debit"
    row |= {
        "transfer_id": name,
        f"{side}_account": own,
        f"{other}_account": named,
        "debit_minor": minor,
        "credit_minor": minor,
        "debit_currency": "RON",
        "credit_currency": "RON",
        "value_date": on,
        "booking_date": on,
        "kind": "transfer",
        f"{side}_seq": 1,
        f"{side}_source": SOURCE,
        f"{side}_locator": f"row:{name}",
    }
    return row | changes


def make_account(name: str, number: str, **props: Any) -> MergedNode:
    return MergedNode(name, "Account", {"number": number, **props}, (), {})


def make_statement(account: str, first: int, last: int, **props: Any) -> MergedNode:
    days = [(MONDAY + timedelta(days=day)).isoformat() for day in (first, last)]
    about = {"currency": "RON", "from_date": days[0], "to_date": days[1], "balance_breaks": 0}
    return MergedNode(f"statement {account} {first}", "Statement", about | props, (), {})


def make_case(
    rows: Iterable[dict[str, Any]],
    events: Iterable[KeptEvent] = (),
    accounts: Iterable[MergedNode] = (),
    told: Iterable[str] = ("A", "B", "C"),
    periods: Mapping[str, Iterable[tuple[int, int]]] = {},
) -> CaseGraph:
    """``periods``: first and last day of each statement of an account, where they do not cover more than two years."""
    known = [make_account(name, NUMBERS[name], owner_name=OWNERS[name]) for name in NUMBERS]
    statements = {name: [make_statement(name, *days) for days in periods.get(name, [(-400, 400)])] for name in told}
    nodes = {node.id: node for node in (*known, *accounts, *(one for told in statements.values() for one in told))}
    links = tuple(
        MergedLink(f"of {node.id}", "StatementOf", node.id, name, {}, ())
        for name, told in statements.items()
        for node in told
    )
    table = pa.Table.from_pylist(sorted(rows, key=lambda r: (r["value_date"], r["transfer_id"])), TRANSFER_SCHEMA)
    return CaseGraph(1, nodes, links, tuple(events), table)


def make_decision(
    name: str, first: str, second: str, *, joined: bool = True, day: int = 0, kind: str = "two_sides"
) -> KeptEvent:
    on = date(2024, 6, 1) + timedelta(days=day)
    what = "PaymentsJoined" if joined else "PaymentsKeptApart"
    props = {"first": first, "second": second, "kind": kind, "reason": "proba"}
    return KeptEvent(Event(name, what, "A", on, on, "Procuror Inventat", props, "path:/events/0"), ())


def make_revocation(name: str, event: str) -> KeptEvent:
    on = date(2024, 7, 1)
    props = {"event": event, "reason": "proba"}
    return KeptEvent(Event(name, "Revoked", "A", on, on, "Procuror Inventat", props, "path:/events/0"), ())


@pytest.fixture(scope="session")
def said() -> SimpleNamespace:
    """Builders of rows, accounts, decisions and cases."""
    return SimpleNamespace(
        row=make_row,
        account=make_account,
        statement=make_statement,
        case=make_case,
        decision=make_decision,
        revocation=make_revocation,
        evidence=lambda name: Evidence(SOURCE, f"row:{name}"),
        numbers=NUMBERS,
        owners=OWNERS,
    )


Build = Callable[..., CaseGraph]

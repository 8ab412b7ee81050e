"""Case graphs written by hand: things, links, events and transfers, without a store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from graph_schema.records.events import Event
from graph_schema.records.merged_records import Evidence, KeptEvent, MergedLink, MergedNode
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.graph.case_graph import CaseGraph

SOURCE = "5" * 64


def make_node(id_: str, kind: str, **props: Any) -> MergedNode:
    return MergedNode(id_, kind, props, (Evidence(SOURCE, f"row:{id_}"),), {})


def make_link(kind: str, tail: str, head: str, *, name: str = "", evidence: str = "", **props: Any) -> MergedLink:
    name = name or f"{kind} {tail} {head}"
    return MergedLink(name, kind, tail, head, props, (Evidence(SOURCE, evidence or f"row:{name}"),))


def make_event(name: str, kind: str, subject: str, day: date = date(2024, 6, 1), **props: Any) -> KeptEvent:
    event = Event(name, kind, subject, day, day, "Procuror Inventat", props, f"row:{name}")
    return KeptEvent(event, (Evidence(SOURCE, f"row:{name}"),))


def make_transfer(
    name: str,
    debit: str | None,
    credit: str | None,
    minor: int,
    day: date,
    *,
    own: str = "both",
    seq: int = 1,
    currency: str = "RON",
    **changes: Any,
) -> dict[str, Any]:
    """A row of TRANSFER_SCHEMA. ``own``: whose statements tell of it: debit, credit or both."""
    row: dict[str, Any] = dict.fromkeys(TRANSFER_SCHEMA.names)
    row |= {
        "transfer_id": name,
        "debit_account": debit,
        "credit_account": credit,
        "debit_minor": minor,
        "credit_minor": minor,
        "debit_currency": currency,
        "credit_currency": currency,
        "value_date": day,
        "booking_date": day,
        "kind": "transfer",
    }
    for side, account in (("debit", debit), ("credit", credit)):
        if account is not None and own in (side, "both"):
            row |= {f"{side}_seq": seq, f"{side}_source": SOURCE, f"{side}_locator": f"row:{name}/{side}"}
    return row | changes


def make_graph(
    nodes: Iterable[MergedNode] = (),
    links: Iterable[MergedLink] = (),
    events: Iterable[KeptEvent] = (),
    transfers: Iterable[dict[str, Any]] = (),
) -> CaseGraph:
    table = pa.Table.from_pylist(
        sorted(transfers, key=lambda row: (row["value_date"], row["transfer_id"])), schema=TRANSFER_SCHEMA
    )
    kept = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
    return CaseGraph(1, kept, tuple(sorted(links, key=lambda link: link.id)), tuple(events), table)


@pytest.fixture(scope="session")
def made() -> SimpleNamespace:
    """Builders of a case graph's parts."""
    return SimpleNamespace(
        node=make_node, link=make_link, event=make_event, transfer=make_transfer, graph=make_graph, source=SOURCE
    )

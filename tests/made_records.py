"""Invented records of every kind of node, link and event, each as the schema allows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from graph_schema.codes.states import STATES_BY_CODE
from graph_schema.records.events import EVENT_TYPES, Event
from graph_schema.records.fields import Field, currency_field
from graph_schema.records.links import LINK_TYPES, Link
from graph_schema.records.nodes import NODE_TYPES, Node

DAYS = st.dates(date(1950, 1, 1), date(2026, 12, 31))
LARGEST = 2**63 - 1


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values that the field may hold."""
    if field.name in ("rate_num", "rate_den"):
        return st.integers(1, LARGEST)
    return {
        "text": st.sampled_from(["Ștefan", "a|b", "\U0001f3e6 =1+1", "漢字"]),
        "code": st.sampled_from(field.codes or ("x",)),
        "codes": st.lists(st.sampled_from(field.codes or ("x",)), min_size=1, unique=True).map(",".join),
        "integer": st.integers(-LARGEST, LARGEST),
        "minor": st.integers(-LARGEST, LARGEST),
        "currency": st.sampled_from(["RON", "EUR", "JPY", "KWD"]),
        "day": DAYS.map(date.isoformat),
        "partial_date": DAYS.map(date.isoformat) | st.integers(1950, 2026).map(str),
        "instant": st.datetimes().map(lambda at: f"{at.year:04}-{at:%m-%dT%H:%M}Z"),
        "share": st.sampled_from(["0", "1", "1/4", "2/3"]),
        "flag": st.booleans(),
    }[field.kind]


@st.composite
def props(draw: Any, fields: tuple[Field, ...]) -> dict[str, Any]:
    """All required fields and some others; a sum has its currency."""
    found = {field.name: draw(values(field)) for field in fields if field.required or draw(st.booleans())}
    for field in fields:
        if field.kind == "minor" and field.name in found:
            currency = currency_field(fields, field)
            if currency is not None:
                found.setdefault(currency.name, draw(values(currency)))
    return found


@st.composite
def node_props(draw: Any, kind: str) -> dict[str, Any]:
    """Fields of a node of this kind; an item is about a share or about a sum."""
    found: dict[str, Any] = draw(props(NODE_TYPES[kind].fields))
    if kind == "Statement":
        # What it states of its rows and balances is held against them.
        return {"number": "1", "currency": "RON", "from_date": "2024-01-01", "to_date": "2024-01-31", "rows": 0}
    if kind == "OrderItem":
        if draw(st.booleans()):
            found.pop("amount_minor", None)
            found["share"] = "1/2"
        else:
            found.pop("share", None)
            found |= {"amount_minor": draw(st.integers(1, LARGEST)), "currency": "RON"}
    return found


@st.composite
def link_props(draw: Any, kind: str) -> dict[str, Any]:
    """Fields of a link of this kind; it does not end before it begins."""
    found: dict[str, Any] = draw(props(LINK_TYPES[kind].fields))
    if kind == "Shareholding":
        found = {"share_lower": "1/4", "share_upper": "1/2"}
    if "from_date" in found and "to_date" in found:
        found["to_date"] = "2026-12-31"
    return found


@st.composite
def event_props(draw: Any, kind: str) -> dict[str, Any]:
    """Fields of an event of this kind; a step has its document where its state needs one."""
    fields = EVENT_TYPES[kind].fields
    found: dict[str, Any] = draw(props(fields))
    if kind == "ItemStep" and not STATES_BY_CODE[found["state"]].by_term:
        found = {field.name: draw(values(field)) for field in fields if field.name.startswith("document_")} | found
    return found


@st.composite
def every_record(draw: Any) -> tuple[tuple[Node, ...], tuple[Link, ...], tuple[Event, ...]]:
    """One node, one link and one event of every kind; each link joins the first kinds that it may."""
    nodes = tuple(Node(f"{kind}-1", kind, draw(node_props(kind)), "row:1") for kind in NODE_TYPES)
    links = tuple(
        Link(f"lnk-{kind}", kind, f"{min(row.tails)}-1", f"{min(row.heads)}-1", draw(link_props(kind)), "row:2")
        for kind, row in LINK_TYPES.items()
    )
    events = tuple(
        Event(f"evt-{kind}", kind, "Case-1", draw(DAYS), draw(DAYS), "Ana", draw(event_props(kind)), "row:3")
        for kind in EVENT_TYPES
    )
    return nodes, links, events

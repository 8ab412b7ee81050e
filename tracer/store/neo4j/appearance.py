"""What the properties of a node, link, event or transfer look like to somebody who opens the graph itself.

Days are dates, sums stand in minor units and once more readable, shares as a fraction and as two whole numbers that can
be compared exactly: ``share_numerator * 4 > share_denominator``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from graph_schema.events import EVENT_TYPES, Event
from graph_schema.fields import Field, Value
from graph_schema.links import LINK_TYPES, Link
from graph_schema.money import format_plain
from graph_schema.nodes import NODE_TYPES, Node
from tracer.store.canonical import write_props
from tracer.store.neo4j.told import KeptLink, KeptNode, Tellers, write_told
from tracer.store.record_merging import merge_link, merge_node
from tracer.store.search_terms import find_terms

_LARGEST = 2**63


def node_row(node: KeptNode, tellers: Tellers, since: int) -> tuple[dict[str, Any], bool]:
    """The properties of a node, and whether its sources differ on a field."""
    view = merge_node(
        (tellers.by_number[no], Node(node.id, node.type, said.props, said.locator)) for no, said in node.told.items()
    )
    terms = sorted(
        {term.replace(" ", "_") for said in node.told.values() for term in find_terms(node.type, said.props)}
    )
    row = _readable(NODE_TYPES[node.type].fields, view.props)
    row |= {"id": node.id, "since": since, "told": write_told(node.told), "terms": " ".join(terms)}
    return row, bool(view.others)


def link_row(link: KeptLink, tellers: Tellers, since: int) -> dict[str, Any]:
    """The two ends of a link and its properties."""
    view = merge_link(
        (tellers.by_number[no], Link(link.id, link.type, link.tail, link.head, t.props, t.locator))
        for no, t in link.told.items()
    )
    props = _readable(LINK_TYPES[link.type].fields, view.props)
    props |= {"id": link.id, "since": since, "told": write_told(link.told)}
    return {"tail": link.tail, "head": link.head, "props": props}


def event_row(event: Event, told: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """The properties of an event. ``told``: number of source -> day of recording and place."""
    recorded = min(day for day, _ in told.values())
    return _readable(EVENT_TYPES[event.type].fields, event.props) | {
        "id": event.id,
        "type": event.type,
        "subject": event.subject,
        "effective": event.effective,
        "recorded": date.fromisoformat(recorded),
        "author": event.author,
        "content": write_props(event.props),
        "told": [f"{number}|{told[number][0]}|{told[number][1]}" for number in sorted(told)],
    }


def plain_amount(minor: int, currency: str) -> str:
    """``1250.00 RON``."""
    return f"{format_plain(minor, currency)} {currency}"


def graph_value(field: Field, value: Value) -> Any:
    """As what does a value of this field stand in the graph?"""
    return date.fromisoformat(value) if field.kind == "day" and isinstance(value, str) else value


def _readable(fields: Iterable[Field], props: Mapping[str, Value]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in fields:
        value = props.get(field.name)
        if value is None:
            continue
        row[field.name] = graph_value(field, value)
        if field.kind == "share":
            share = Fraction(str(value))
            if share.denominator < _LARGEST:
                row |= {f"{field.name}_numerator": share.numerator, f"{field.name}_denominator": share.denominator}
        if field.kind == "minor":
            stem = field.name.removesuffix("_minor")
            currency = props.get(f"{stem}_currency", props.get("currency"))
            if currency is not None:
                row[stem] = plain_amount(int(value), str(currency))
    return row

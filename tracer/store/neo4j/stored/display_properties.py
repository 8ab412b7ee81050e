"""Computes the display properties of a node, link or event: the properties that a person sees in a graph browser.

Days are dates. Amounts are in minor units and also as readable text. Shares are a fraction and also two whole numbers
that can be compared exactly: ``share_numerator * 4 > share_denominator``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from graph_schema.records.events import EVENT_TYPES, Event
from graph_schema.records.fields import Field, Value, currency_field
from graph_schema.records.links import LINK_TYPES, Link
from graph_schema.records.nodes import NODE_TYPES, Node
from graph_schema.values.money import format_plain
from tracer.store.neo4j.stored.records import SourceIndex, StoredLink, StoredNode, write_source_records
from tracer.store.semantics.canonical import write_props
from tracer.store.semantics.record_merging import merge_link, merge_node
from tracer.store.semantics.search_terms import find_terms

_LARGEST = 2**63


def node_row(node: StoredNode, source_index: SourceIndex, since: int) -> tuple[dict[str, Any], bool]:
    """The properties of a node, and whether its sources state different values of a field."""
    merged = merge_node(
        (source_index.by_number[no], Node(node.id, node.type, record.props, record.locator))
        for no, record in node.by_source.items()
    )
    terms = sorted(
        {term.replace(" ", "_") for record in node.by_source.values() for term in find_terms(node.type, record.props)}
    )
    row = _readable(NODE_TYPES[node.type].fields, merged.props)
    row |= {"id": node.id, "since": since, "told": write_source_records(node.by_source), "terms": " ".join(terms)}
    return row, bool(merged.others)


def link_row(link: StoredLink, source_index: SourceIndex, since: int) -> dict[str, Any]:
    """The two ends of a link and its properties."""
    merged = merge_link(
        (source_index.by_number[no], Link(link.id, link.type, link.tail, link.head, record.props, record.locator))
        for no, record in link.by_source.items()
    )
    props = _readable(LINK_TYPES[link.type].fields, merged.props)
    props |= {"id": link.id, "since": since, "told": write_source_records(link.by_source)}
    return {"tail": link.tail, "head": link.head, "props": props}


def event_row(event: Event, by_source: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """The properties of an event. ``by_source``: number of source -> day of recording and locator."""
    recorded = min(day for day, _ in by_source.values())
    return _readable(EVENT_TYPES[event.type].fields, event.props) | {
        "id": event.id,
        "type": event.type,
        "subject": event.subject,
        "effective": event.effective,
        "recorded": date.fromisoformat(recorded),
        "author": event.author,
        "content": write_props(event.props),
        "told": [f"{number}|{by_source[number][0]}|{by_source[number][1]}" for number in sorted(by_source)],
    }


def plain_amount(minor: int, currency: str) -> str:
    """``1250.00 RON``."""
    return f"{format_plain(minor, currency)} {currency}"


def graph_value(field: Field, value: Value) -> Any:
    """The value of this field as a property in the graph."""
    return date.fromisoformat(value) if field.kind == "day" and isinstance(value, str) else value


def _readable(fields: tuple[Field, ...], props: Mapping[str, Value]) -> dict[str, Any]:
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
            found = currency_field(fields, field)
            currency = None if found is None else props.get(found.name)
            if currency is not None:
                row[field.name.removesuffix("_minor")] = plain_amount(int(value), str(currency))
    return row

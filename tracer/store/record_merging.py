"""One view of what several sources tell of the same thing, whatever order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from graph_schema.events import Event
from graph_schema.fields import Value
from graph_schema.links import Link
from graph_schema.nodes import Node
from graph_schema.views import Evidence, KeptEvent, LinkView, NodeView

_Told = TypeVar("_Told", Node, Link)


@dataclass(frozen=True, slots=True, order=True)
class Teller:
    """The source that tells a record; the greater one is shown first."""

    as_of: str
    digest: str


def merge_node(records: Iterable[tuple[Teller, Node]]) -> NodeView:
    """What do all sources together say of a node? Each field from the latest source that states it."""
    ordered = _latest_first(records)
    props: dict[str, Value] = {}
    others: dict[str, list[tuple[Value, Evidence]]] = {}
    for teller, node in ordered:
        for name, value in node.props.items():
            if name not in props:
                props[name] = value
            elif props[name] != value:
                others.setdefault(name, []).append((value, Evidence(teller.digest, node.locator)))
    first = ordered[0][1]
    return NodeView(
        first.id,
        first.type,
        _sorted(props),
        _evidence(ordered),
        {name: tuple(others[name]) for name in sorted(others)},
    )


def merge_link(records: Iterable[tuple[Teller, Link]]) -> LinkView:
    """What do all sources together say of a link? Each field from the latest source that states it."""
    ordered = _latest_first(records)
    props: dict[str, Value] = {}
    for _, link in ordered:
        props |= {name: value for name, value in link.props.items() if name not in props}
    first = ordered[0][1]
    return LinkView(first.id, first.type, first.tail, first.head, _sorted(props), _evidence(ordered))


def merge_event(records: Iterable[tuple[Teller, Event]]) -> KeptEvent:
    """Which event do all sources together tell? Recorded on the earliest day that any of them gives."""
    ordered = sorted(records, key=lambda record: (record[1].recorded, record[0].digest, record[1].locator))
    first = ordered[0][1]
    return KeptEvent(replace(first, props=_sorted(dict(first.props))), _evidence(ordered))


def _latest_first(records: Iterable[tuple[Teller, _Told]]) -> list[tuple[Teller, _Told]]:
    return sorted(records, key=lambda record: record[0], reverse=True)


def _sorted(props: dict[str, Value]) -> dict[str, Value]:
    return {name: props[name] for name in sorted(props)}


def _evidence(records: Sequence[tuple[Teller, Node | Link | Event]]) -> tuple[Evidence, ...]:
    places = sorted((teller.digest, record.locator) for teller, record in records)
    return tuple(Evidence(digest, locator) for digest, locator in places)

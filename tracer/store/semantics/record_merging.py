"""Merges the records of several sources about the same node, link or event, in whatever order they were imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from graph_schema.records.events import Event
from graph_schema.records.fields import Value
from graph_schema.records.links import Link
from graph_schema.records.merged_records import Evidence, KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node

_Record = TypeVar("_Record", Node, Link)


@dataclass(frozen=True, slots=True, order=True)
class SourceRef:
    """The source of a record. The greater one takes precedence."""

    as_of: str
    digest: str


def merge_node(records: Iterable[tuple[SourceRef, Node]]) -> MergedNode:
    """What do all sources together state of a node? Each field comes from the latest source that states it."""
    ordered = _latest_first(records)
    props: dict[str, Value] = {}
    others: dict[str, list[tuple[Value, Evidence]]] = {}
    for source, node in ordered:
        for name, value in node.props.items():
            if name not in props:
                props[name] = value
            elif props[name] != value:
                others.setdefault(name, []).append((value, Evidence(source.digest, node.locator)))
    first = ordered[0][1]
    return MergedNode(
        first.id,
        first.type,
        _sorted(props),
        _evidence(ordered),
        {name: tuple(others[name]) for name in sorted(others)},
    )


def merge_link(records: Iterable[tuple[SourceRef, Link]]) -> MergedLink:
    """What do all sources together state of a link? Each field comes from the latest source that states it."""
    ordered = _latest_first(records)
    props: dict[str, Value] = {}
    for _, link in ordered:
        props |= {name: value for name, value in link.props.items() if name not in props}
    first = ordered[0][1]
    return MergedLink(first.id, first.type, first.tail, first.head, _sorted(props), _evidence(ordered))


def merge_event(records: Iterable[tuple[SourceRef, Event]]) -> KeptEvent:
    """Which event do all sources together state? The day of recording is the earliest of all sources."""
    ordered = sorted(records, key=lambda record: (record[1].recorded, record[0].digest, record[1].locator))
    first = ordered[0][1]
    return KeptEvent(replace(first, props=_sorted(dict(first.props))), _evidence(ordered))


def _latest_first(records: Iterable[tuple[SourceRef, _Record]]) -> list[tuple[SourceRef, _Record]]:
    return sorted(records, key=lambda record: record[0], reverse=True)


def _sorted(props: dict[str, Value]) -> dict[str, Value]:
    return {name: props[name] for name in sorted(props)}


def _evidence(records: Sequence[tuple[SourceRef, Node | Link | Event]]) -> tuple[Evidence, ...]:
    pairs = sorted((source.digest, record.locator) for source, record in records)
    return tuple(Evidence(digest, locator) for digest, locator in pairs)

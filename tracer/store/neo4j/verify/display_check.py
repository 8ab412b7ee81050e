"""Compares the display properties of nodes, links and events with the records of their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tracer.store.neo4j.reading.snapshot import Snapshot
from tracer.store.neo4j.stored.display_properties import event_row, link_row, node_row
from tracer.store.neo4j.stored.records import PLACEHOLDER


def find_differing_display(snapshot: Snapshot) -> list[str]:
    """Ids, in order, of nodes, links and events with wrong display properties, and of events not joined to their subject."""
    return sorted(snapshot.unlike | _nodes(snapshot) | _links(snapshot) | _events(snapshot) | _subjects(snapshot))


def _nodes(snapshot: Snapshot) -> set[str]:
    found = set()
    for id_, display in snapshot.nodes.items():
        node = snapshot.unit.nodes[id_]
        if node is None or node.type == PLACEHOLDER or not node.by_source:
            found.add(id_)
            continue
        wanted, differs = node_row(node, snapshot.unit.source_index, 0)
        if display.differing != differs or not _agrees(wanted, display.props):
            found.add(id_)
    return found


def _links(snapshot: Snapshot) -> set[str]:
    found = set()
    for id_, display in snapshot.links.items():
        link = snapshot.unit.links[id_]
        if (
            link is None
            or not link.by_source
            or not _agrees(link_row(link, snapshot.unit.source_index, 0)["props"], display.props)
        ):
            found.add(id_)
    return found


def _events(snapshot: Snapshot) -> set[str]:
    found = set()
    for id_, display in snapshot.events.items():
        kept = snapshot.unit.events[id_]
        if kept is None or not _agrees(event_row(kept.event, kept.by_source), display.props):
            found.add(id_)
    return found


def _subjects(snapshot: Snapshot) -> set[str]:
    """Events that are not joined exactly once to their subject. An event need not be joined to a placeholder."""
    unit, found = snapshot.unit, set()
    joined: Counter[str] = Counter()
    for row in snapshot.about:
        kept = unit.events.get(row["event"])
        if not row["sound"] or kept is None or kept.event.subject != row["node"]:
            found.add(str(row["event"]))
        joined[row["event"]] += 1
    for id_, kept in unit.events.items():
        if kept is not None and joined[id_] != 1 and (joined[id_] or unit.type_of(kept.event.subject) is not None):
            found.add(id_)
    return found


def _agrees(wanted: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Are both equal, including the type of each value? ``since`` is not compared, because it is not derived from records."""
    shown = {name: _typed(value) for name, value in kept.items() if name != "since"}
    return shown == {name: _typed(value) for name, value in wanted.items() if name != "since"}


def _typed(value: Any) -> tuple[type, Any]:
    plain = value.to_native() if hasattr(value, "to_native") else value
    return type(plain), plain

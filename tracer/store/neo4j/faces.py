"""What nodes, links and events show to somebody who opens the graph, against what their sources say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tracer.store.neo4j.appearance import event_row, link_row, node_row
from tracer.store.neo4j.told import GHOST
from tracer.store.neo4j.whole_case import WholeCase


def find_unlike(whole: WholeCase) -> list[str]:
    """Ids of nodes, links and events that show anything else, or are not joined to what they speak of; in order."""
    return sorted(whole.unlike | _nodes(whole) | _links(whole) | _events(whole) | _subjects(whole))


def _nodes(whole: WholeCase) -> set[str]:
    found = set()
    for id_, face in whole.nodes.items():
        node = whole.draft.nodes[id_]
        if node is None or node.type == GHOST or not node.told:
            found.add(id_)
            continue
        wanted, differs = node_row(node, whole.draft.tellers, 0)
        if face.differing != differs or not _agrees(wanted, face.props):
            found.add(id_)
    return found


def _links(whole: WholeCase) -> set[str]:
    found = set()
    for id_, face in whole.links.items():
        link = whole.draft.links[id_]
        if link is None or not link.told or not _agrees(link_row(link, whole.draft.tellers, 0)["props"], face.props):
            found.add(id_)
    return found


def _events(whole: WholeCase) -> set[str]:
    found = set()
    for id_, face in whole.events.items():
        kept = whole.draft.events[id_]
        if kept is None or not _agrees(event_row(kept.event, kept.told), face.props):
            found.add(id_)
    return found


def _subjects(whole: WholeCase) -> set[str]:
    """Events that are not joined, once, to the node they speak of; a node that no source tells need not be joined."""
    draft, found = whole.draft, set()
    joined: Counter[str] = Counter()
    for row in whole.about:
        kept = draft.events.get(row["event"])
        if not row["sound"] or kept is None or kept.event.subject != row["node"]:
            found.add(str(row["event"]))
        joined[row["event"]] += 1
    for id_, kept in draft.events.items():
        if kept is not None and joined[id_] != 1 and (joined[id_] or draft.type_of(kept.event.subject) is not None):
            found.add(id_)
    return found


def _agrees(wanted: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Are both the same, down to the kind of each value? From which version on a thing is seen follows from nothing."""
    shown = {name: _typed(value) for name, value in kept.items() if name != "since"}
    return shown == {name: _typed(value) for name, value in wanted.items() if name != "since"}


def _typed(value: Any) -> tuple[type, Any]:
    plain = value.to_native() if hasattr(value, "to_native") else value
    return type(plain), plain

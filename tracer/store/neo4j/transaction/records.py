"""Adds the records of a source about nodes, links and events to the unit of work."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.errors import WrongRecord
from graph_schema.records.events import Event, check_event
from graph_schema.records.fields import Props
from graph_schema.records.links import Link, check_link
from graph_schema.records.nodes import Node, check_node
from graph_schema.records.rules import check_ends
from tracer.store.neo4j.stored.records import PLACEHOLDER, SourceRecord, StoredLink, StoredNode
from tracer.store.neo4j.unit_of_work import StoredEvent, UnitOfWork
from tracer.store.ports.store_values import Written
from tracer.store.semantics.conflicts import add_fields, other_ends, other_fields, other_type


def write_nodes(unit: UnitOfWork, source: int, nodes: Sequence[Node]) -> Written:
    """Write what the source states of these nodes. The locator of a node is the first place that mentions it.

    The same source can add fields later. A field with another value than before is a conflict.
    """
    for node in nodes:
        check_node(node)
    unit.read_nodes(node.id for node in nodes)
    added, known, conflicts = 0, 0, []
    for node in nodes:
        kept = unit.nodes[node.id]
        if kept is None:
            kept = unit.nodes[node.id] = StoredNode(node.id, PLACEHOLDER)
        if kept.type == PLACEHOLDER:
            kept.type = node.type
        elif kept.type != node.type:
            conflicts.append(other_type(node.locator, node.id, kept.type, node.type))
            continue
        differing, changed = _add_source(kept.by_source, source, node.props, node.locator)
        if differing:
            conflicts.append(other_fields(node.locator, node.id, differing))
        elif changed:
            added += 1
            unit.dirty_nodes.add(node.id)
            if node.type == "Statement":
                unit.statements.add(node.id)
        else:
            known += 1
    if added:
        unit.mark(source, "node")
    return Written(added, known, tuple(conflicts))


def write_links(unit: UnitOfWork, source: int, links: Sequence[Link], *, ends_may_wait: bool) -> Written:
    """Write what the source states of these links. The locator of a link is the first place that mentions it.

    Raises: WrongRecord if no source states an end (unless ``ends_may_wait``), or if the type of an end is not allowed.
    """
    unit.read_nodes(end for link in links for end in (link.tail, link.head))
    for link in links:
        check_link(link)
        types = unit.type_of(link.tail), unit.type_of(link.head)
        if not (ends_may_wait and None in types):
            check_ends(link, *types)
    unit.read_links(link.id for link in links)
    added, known, conflicts = 0, 0, []
    for link in links:
        kept = unit.links[link.id]
        if kept is None:
            kept = unit.links[link.id] = StoredLink(link.id, link.type, link.tail, link.head)
            _add_placeholders(unit, link)
        elif (kept.type, kept.tail, kept.head) != (link.type, link.tail, link.head):
            conflicts.append(other_ends(link.locator, link.id))
            continue
        differing, changed = _add_source(kept.by_source, source, link.props, link.locator)
        if differing:
            conflicts.append(other_fields(link.locator, link.id, differing))
        elif changed:
            added += 1
            unit.dirty_links.add(link.id)
        else:
            known += 1
    if added:
        unit.mark(source, "link")
    return Written(added, known, tuple(conflicts))


def write_events(unit: UnitOfWork, source: int, events: Sequence[Event]) -> Written:
    """Write events. ``known``: the number of events that this source stated before. All are read in one query.

    Raises: WrongRecord if an event is kept with other content.
    """
    for event in events:
        check_event(event)
    unit.read_events(event.id for event in events)
    added = 0
    for event in events:
        if _write_event(unit, source, event):
            added += 1
            unit.mark(source, "event")
    return Written(added, len(events) - added)


def _write_event(unit: UnitOfWork, source: int, event: Event) -> bool:
    kept = unit.events[event.id]
    if kept is None:
        kept = unit.events[event.id] = StoredEvent(event)
    elif _content(kept.event) != _content(event):
        raise WrongRecord(
            "{place}: the event {event} is kept with other content. Correct the row, or revoke the event by a new one.",
            place=event.locator,
            event=event.id,
        )
    if source in kept.by_source:
        return False
    kept.by_source[source] = (event.recorded.isoformat(), event.locator)
    unit.dirty_events.add(event.id)
    return True


def _content(event: Event) -> tuple[object, ...]:
    return event.type, event.subject, event.effective, event.author, dict(event.props)


def _add_placeholders(unit: UnitOfWork, link: Link) -> None:
    """Make placeholders for ends that do not exist yet."""
    for end in (link.tail, link.head):
        if unit.nodes[end] is None:
            unit.nodes[end] = StoredNode(end, PLACEHOLDER)
            unit.dirty_nodes.add(end)


def _add_source(by_source: dict[int, SourceRecord], source: int, props: Props, locator: str) -> tuple[list[str], bool]:
    """The fields that the source stated with other values before, and whether a field is new."""
    before = by_source.get(source)
    differing, together = add_fields(None if before is None else before.props, props)
    if together is not None:
        by_source[source] = SourceRecord(locator if before is None else before.locator, together)
    return differing, together is not None

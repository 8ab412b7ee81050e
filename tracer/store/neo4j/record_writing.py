"""What a source says of nodes, links and events, taken into the draft beside what others say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_schema.errors import WrongRecord
from graph_schema.events import Event, check_event
from graph_schema.fields import Props, Value
from graph_schema.links import Link, check_link
from graph_schema.nodes import Node, check_node
from graph_schema.rules import check_ends
from tracer.store.conflicts import other_ends, other_fields, other_type
from tracer.store.neo4j.draft import Draft, KeptEvent
from tracer.store.neo4j.told import GHOST, KeptLink, KeptNode, Told
from tracer.store.port import Written


def write_nodes(draft: Draft, source: int, nodes: Sequence[Node]) -> Written:
    """Keep what the source says of these nodes; the first place that mentions a node stays its locator.

    A second telling by the same source may add fields; a field told differently is a conflict.
    """
    for node in nodes:
        check_node(node)
    draft.read_nodes(node.id for node in nodes)
    added, known, conflicts = 0, 0, []
    for node in nodes:
        kept = draft.nodes[node.id]
        if kept is None:
            kept = draft.nodes[node.id] = KeptNode(node.id, GHOST)
        if kept.type == GHOST:
            kept.type = node.type
        elif kept.type != node.type:
            conflicts.append(other_type(node.locator, node.id, kept.type, node.type))
            continue
        differing, changed = _tell(kept.told, source, node.props, node.locator)
        if differing:
            conflicts.append(other_fields(node.locator, node.id, differing))
        elif changed:
            added += 1
            draft.dirty_nodes.add(node.id)
            if node.type == "Statement":
                draft.statements.add(node.id)
        else:
            known += 1
    if added:
        draft.mark(source, "node")
    return Written(added, known, tuple(conflicts))


def write_links(draft: Draft, source: int, links: Sequence[Link], *, ends_may_wait: bool) -> Written:
    """Keep what the source says of these links; the first place that mentions a link stays its locator.

    Raises: WrongRecord where an end is in no source, unless it may wait, or of a kind that may not stand there.
    """
    draft.read_nodes(end for link in links for end in (link.tail, link.head))
    for link in links:
        check_link(link)
        types = draft.type_of(link.tail), draft.type_of(link.head)
        if not (ends_may_wait and None in types):
            check_ends(link, *types)
    draft.read_links(link.id for link in links)
    added, known, conflicts = 0, 0, []
    for link in links:
        kept = draft.links[link.id]
        if kept is None:
            kept = draft.links[link.id] = KeptLink(link.id, link.type, link.tail, link.head)
            _await_ends(draft, link)
        elif (kept.type, kept.tail, kept.head) != (link.type, link.tail, link.head):
            conflicts.append(other_ends(link.locator, link.id))
            continue
        differing, changed = _tell(kept.told, source, link.props, link.locator)
        if differing:
            conflicts.append(other_fields(link.locator, link.id, differing))
        elif changed:
            added += 1
            draft.dirty_links.add(link.id)
        else:
            known += 1
    if added:
        draft.mark(source, "link")
    return Written(added, known, tuple(conflicts))


def write_events(draft: Draft, source: int, events: Sequence[Event]) -> Written:
    """Keep events; ``known``: this source told them before. All are looked for at once.

    Raises: WrongRecord where one is kept with other content.
    """
    for event in events:
        check_event(event)
    draft.read_events(event.id for event in events)
    added = 0
    for event in events:
        if _write_event(draft, source, event):
            added += 1
            draft.mark(source, "event")
    return Written(added, len(events) - added)


def _write_event(draft: Draft, source: int, event: Event) -> bool:
    kept = draft.events[event.id]
    if kept is None:
        kept = draft.events[event.id] = KeptEvent(event)
    elif _content(kept.event) != _content(event):
        raise WrongRecord(
            "{place}: the event {event} is kept with other content. Correct the row, or revoke the event by a new one.",
            place=event.locator,
            event=event.id,
        )
    if source in kept.told:
        return False
    kept.told[source] = (event.recorded.isoformat(), event.locator)
    draft.dirty_events.add(event.id)
    return True


def _content(event: Event) -> tuple[object, ...]:
    return event.type, event.subject, event.effective, event.author, dict(event.props)


def _await_ends(draft: Draft, link: Link) -> None:
    """A node that is not there yet gets its place, so that the link can wait for it."""
    for end in (link.tail, link.head):
        if draft.nodes[end] is None:
            draft.nodes[end] = KeptNode(end, GHOST)
            draft.dirty_nodes.add(end)


def _tell(told: dict[int, Told], source: int, props: Props, locator: str) -> tuple[list[str], bool]:
    """The fields told differently before, and whether anything is new."""
    before = told.get(source)
    if before is None:
        told[source] = Told(locator, dict(props))
        return [], True
    differing = [name for name, value in props.items() if before.props.get(name, value) != value]
    if differing:
        return differing, False
    if props.keys() <= before.props.keys():
        return [], False
    merged: Mapping[str, Value] = {**before.props, **props}
    told[source] = Told(before.locator, merged)
    return [], True

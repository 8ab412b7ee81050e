"""All that one source told, by itself."""

from __future__ import annotations

import dataclasses
from datetime import date

from graph_schema.errors import NotFound
from graph_schema.links import Link
from graph_schema.nodes import Node
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.draft import Draft
from tracer.store.neo4j.node_reading import read_tellers
from tracer.store.neo4j.sealed_records import entries_of
from tracer.store.port import SourceRecords
from tracer.store.sealing import SORT_KEYS


def read_told_by(reader: Reader, digest: str) -> SourceRecords:
    """What did this source tell? Cost: one look at all nodes, links and events, and at its accounts' transfers."""
    tellers = read_tellers(reader)
    number = tellers.by_digest.get(digest)
    if number is None:
        raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
    draft = Draft(reader, tellers, 0)
    draft.read_source(number)
    nodes = [
        Node(node.id, node.type, node.told[number].props, node.told[number].locator)
        for node in draft.live_nodes()
        if number in node.told
    ]
    links = [
        Link(link.id, link.type, link.tail, link.head, link.told[number].props, link.told[number].locator)
        for link in draft.live_links()
        if number in link.told
    ]
    events = [
        dataclasses.replace(kept.event, recorded=date.fromisoformat(day), locator=locator)
        for kept in draft.events.values()
        if kept is not None and number in kept.told
        for day, locator in [kept.told[number]]
    ]
    entries = entries_of(number, draft.transfers.values())
    return SourceRecords(
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(links, key=lambda link: link.id)),
        tuple(sorted(events, key=lambda event: event.id)),
        entries.sort_by([(name, "ascending") for name in SORT_KEYS["entry"]]),
    )

"""Reads the records of one source."""

from __future__ import annotations

import dataclasses
from datetime import date

from graph_schema.errors import NotFound
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tracer.store.neo4j.reading.nodes import read_source_index
from tracer.store.neo4j.reading.sealed_records import entries_of
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.unit_of_work import UnitOfWork
from tracer.store.ports.store_values import SourceRecords
from tracer.store.semantics.seals import SORT_KEYS


def read_source_records(reader: SnapshotReader, digest: str) -> SourceRecords:
    """What does this source state? Cost: the server looks at all records; its own and the transfers of its accounts
    are read.
    """
    source_index = read_source_index(reader)
    number = source_index.by_digest.get(digest)
    if number is None:
        raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
    unit = UnitOfWork(reader, source_index, 0)
    unit.read_source(number)
    nodes = [
        Node(node.id, node.type, node.by_source[number].props, node.by_source[number].locator)
        for node in unit.live_nodes()
        if number in node.by_source
    ]
    links = [
        Link(link.id, link.type, link.tail, link.head, link.by_source[number].props, link.by_source[number].locator)
        for link in unit.live_links()
        if number in link.by_source
    ]
    events = [
        dataclasses.replace(kept.event, recorded=date.fromisoformat(day), locator=locator)
        for kept in unit.events.values()
        if kept is not None and number in kept.by_source
        for day, locator in [kept.by_source[number]]
    ]
    entries = entries_of(number, unit.transfers.values())
    return SourceRecords(
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(links, key=lambda link: link.id)),
        tuple(sorted(events, key=lambda event: event.id)),
        entries.sort_by([(name, "ascending") for name in SORT_KEYS["entry"]]),
    )

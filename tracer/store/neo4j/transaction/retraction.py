"""Removes all records of one source from the unit of work."""

from __future__ import annotations

from collections.abc import Mapping

from tracer.store.neo4j.stored.records import PLACEHOLDER
from tracer.store.neo4j.transaction.entries import materialise
from tracer.store.neo4j.unit_of_work import UnitOfWork


def retract_records(unit: UnitOfWork, source: int) -> Mapping[str, int]:
    """Remove all records of a source, and the source. Returns counts per kind of record.

    A node that no other source states becomes a placeholder. Readers do not see the links of other sources to it until
    a source states it again.
    """
    materialise(unit)
    digest = unit.source_index.by_number[source].digest
    unit.read_source(source)
    counts = {
        "nodes": _remove_nodes(unit, source),
        "links": _remove_links(unit, source),
        **_remove_entries(unit, source),
        "events": _remove_events(unit, source),
    }
    unit.source_index.remove(source)
    unit.records.pop(source, None)
    unit.seals.pop(digest, None)
    if unit.sources.pop(digest, None) is None or digest not in unit.retracted:
        unit.retracted.append(digest)
    return counts


def _remove_nodes(unit: UnitOfWork, source: int) -> int:
    count = 0
    for node in unit.live_nodes():
        if node.by_source.pop(source, None) is None:
            continue
        count += 1
        unit.dirty_nodes.add(node.id)
        if node.type == "Statement":
            unit.statements.add(node.id)
        if not node.by_source:
            node.type = PLACEHOLDER
            unit.gone_nodes.add(node.id)
    return count


def _remove_links(unit: UnitOfWork, source: int) -> int:
    count = 0
    for link in list(unit.live_links()):
        if link.by_source.pop(source, None) is None:
            continue
        count += 1
        if link.by_source:
            unit.dirty_links.add(link.id)
            continue
        unit.links[link.id] = None
        unit.dirty_links.discard(link.id)
        if link.stored:
            unit.gone_links[link.id] = link.type
    return count


def _remove_entries(unit: UnitOfWork, source: int) -> Mapping[str, int]:
    counts = {"entries": 0, "transfers": 0}
    for transfer in list(unit.transfers.values()):
        lost = [entry for entry in transfer.entries if entry.source == source]
        if not lost:
            continue
        counts["entries"] += len(lost)
        unit.touched.update(transfer.account_of(entry.side) for entry in lost)
        transfer.entries = [entry for entry in transfer.entries if entry.source != source]
        if transfer.entries:
            unit.dirty_transfers.add(transfer.id)
            continue
        counts["transfers"] += 1
        del unit.transfers[transfer.id]
        unit.dirty_transfers.discard(transfer.id)
        if transfer.stored:
            unit.gone_transfers.add(transfer.id)
    return counts


def _remove_events(unit: UnitOfWork, source: int) -> int:
    count = 0
    for id_, event in list(unit.events.items()):
        if event is None or event.by_source.pop(source, None) is None:
            continue
        count += 1
        if event.by_source:
            unit.dirty_events.add(id_)
            continue
        unit.events[id_] = None
        unit.dirty_events.discard(id_)
        unit.gone_events.add(id_)
    return count

"""All that only one source says, taken back in the draft."""

from __future__ import annotations

from collections.abc import Mapping

from tracer.store.neo4j.draft import Draft
from tracer.store.neo4j.entry_writing import materialise
from tracer.store.neo4j.told import GHOST


def retract_records(draft: Draft, source: int) -> Mapping[str, int]:
    """Take back all records of a source, and the source. Returns counts per kind of record.

    A node that no other source tells is gone; links of other sources to it wait unseen until one tells it again.
    """
    materialise(draft)
    digest = draft.tellers.by_number[source].digest
    draft.read_source(source)
    counts = {
        "nodes": _take_nodes(draft, source),
        "links": _take_links(draft, source),
        **_take_entries(draft, source),
        "events": _take_events(draft, source),
    }
    draft.tellers.remove(source)
    draft.records.pop(source, None)
    draft.seals.pop(digest, None)
    if draft.sources.pop(digest, None) is None or digest not in draft.retracted:
        draft.retracted.append(digest)
    return counts


def _take_nodes(draft: Draft, source: int) -> int:
    count = 0
    for node in draft.live_nodes():
        if node.told.pop(source, None) is None:
            continue
        count += 1
        draft.dirty_nodes.add(node.id)
        if node.type == "Statement":
            draft.statements.add(node.id)
        if not node.told:
            node.type = GHOST
            draft.gone_nodes.add(node.id)
    return count


def _take_links(draft: Draft, source: int) -> int:
    count = 0
    for link in list(draft.live_links()):
        if link.told.pop(source, None) is None:
            continue
        count += 1
        if link.told:
            draft.dirty_links.add(link.id)
            continue
        draft.links[link.id] = None
        draft.dirty_links.discard(link.id)
        if link.stored:
            draft.gone_links[link.id] = link.type
    return count


def _take_entries(draft: Draft, source: int) -> Mapping[str, int]:
    counts = {"entries": 0, "transfers": 0}
    for transfer in list(draft.transfers.values()):
        lost = [entry for entry in transfer.entries if entry.source == source]
        if not lost:
            continue
        counts["entries"] += len(lost)
        draft.touched.update(transfer.account_of(entry.side) for entry in lost)
        transfer.entries = [entry for entry in transfer.entries if entry.source != source]
        if transfer.entries:
            draft.dirty_transfers.add(transfer.id)
            continue
        counts["transfers"] += 1
        del draft.transfers[transfer.id]
        draft.dirty_transfers.discard(transfer.id)
        if transfer.stored:
            draft.gone_transfers.add(transfer.id)
    return counts


def _take_events(draft: Draft, source: int) -> int:
    count = 0
    for id_, event in list(draft.events.items()):
        if event is None or event.told.pop(source, None) is None:
            continue
        count += 1
        if event.told:
            draft.dirty_events.add(id_)
            continue
        draft.events[id_] = None
        draft.dirty_events.discard(id_)
        draft.gone_events.add(id_)
    return count

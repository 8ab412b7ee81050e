"""Reads the acts of recovery that a case has on record, and those that a batch adds."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from graph_schema.records.links import Link
from graph_schema.records.merged_records import Evidence, KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node
from importers.contract import Batch
from tracer.casework.earlier_measures.reading import source_record
from tracer.casework.recovery.acts_on_record import read_acts
from tracer.casework.recovery_records.case_records import Placed
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.graph.record_order import read_receipts
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.recovery_case import RecoveryCase

_BATCH = "batch"
"""Stands for the digest of a source that is not written yet."""


def read_recovery_case(session: Session) -> RecoveryCase:
    """The recovery as the case has it on record: orders, items, postings, claims, in the order of recording.

    Cost: one pass over the records and the log for each data version; cached.
    """
    graph = session.graph()
    acts = session.case.cache.value(
        ("recovery acts",), graph.version, lambda: tuple(read_acts(graph, _receipts(session)))
    )
    return RecoveryCase(session.case.rules, acts)


def recovery_case_of(session: Session, graph: CaseGraph) -> RecoveryCase:
    """The recovery that this part of the case's graph states. Cost: one pass over its records and the log."""
    return RecoveryCase(session.case.rules, read_acts(graph, _receipts(session)))


def read_new_acts(session: Session, batch: Batch, known: Collection[RecoveryAct]) -> list[tuple[RecoveryAct, str]]:
    """The acts that this batch adds to those known, each with the place of its record, in the order of recording."""
    graph, today = session.graph(), session.today()
    nodes = {node.id: _merged_node(node) for node in batch.nodes if node.id not in graph.nodes}
    links = tuple(_merged_link(link) for link in batch.links)
    events = tuple(
        KeptEvent(replace(event, on_record=(event.recorded, sys.maxsize)), (Evidence(_BATCH, event.locator),))
        for event in batch.events
    )
    joined = replace(
        graph, nodes={**graph.nodes, **nodes}, links=(*graph.links, *links), events=(*graph.events, *events)
    )
    places = {link.id: link.locator for link in batch.links}
    places |= {node.id: node.locator for node in batch.nodes}
    places |= {event.id: event.locator for event in batch.events}
    ids = {act.id for act in known}
    acts = read_acts(joined, {**_receipts(session), _BATCH: (today, sys.maxsize)})
    new = [(act, act.id if not act.as_stated else source_record(act.id)) for act in acts if act.id not in ids]
    return [(act, places[record]) for act, record in new if record in places]


def _receipts(session: Session) -> Mapping[str, Placed]:
    return {digest: (date.fromisoformat(day), place) for digest, (place, day) in read_receipts(session.store).items()}


def _merged_node(node: Node) -> MergedNode:
    return MergedNode(node.id, node.type, node.props, (Evidence(_BATCH, node.locator),), {})


def _merged_link(link: Link) -> MergedLink:
    return MergedLink(link.id, link.type, link.tail, link.head, link.props, (Evidence(_BATCH, link.locator),))

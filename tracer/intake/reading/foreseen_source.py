"""The source that a file would be in the case, with its records as a store keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from graph_schema.audit_log import AuditEvent
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from importers.contract import Batch
from tracer.store.ports.store_values import KeptSource, SourceRecords
from tracer.store.semantics.conflicts import add_fields

_Record = TypeVar("_Record", Node, Link)


@dataclass(frozen=True, slots=True)
class ForeseenSource:
    """A source that would be in the case: its registration, its records, and its entry in the log."""

    kept: KeptSource
    records: SourceRecords
    act: AuditEvent


def foresee(kept: KeptSource, batch: Batch, act: AuditEvent) -> ForeseenSource:
    """The source that this batch would be, with its records as a store keeps them."""
    return ForeseenSource(
        kept,
        SourceRecords(
            _once(batch.nodes),
            _once(batch.links),
            tuple({event.id: event for event in reversed(batch.events)}.values()),
            batch.entries,
        ),
        act,
    )


def _once(records: Iterable[_Record]) -> tuple[_Record, ...]:
    """Each record once, by id, with its first locator and all fields; a field that differs later is a conflict."""
    found: dict[str, _Record] = {}
    for record in records:
        earlier = found.get(record.id)
        if earlier is None:
            found[record.id] = record
        else:
            _, together = add_fields(earlier.props, record.props)
            if together is not None:
                found[record.id] = replace(earlier, props=together)
    return tuple(found[id_] for id_ in sorted(found))

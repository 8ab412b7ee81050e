"""The order in which the sources of a case were read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from graph_schema.audit_log import LogEntry
from tracer.store.ports.store_values import KeptSource


class ReadSources(Protocol):
    """What a store must offer so that its sources can be put in order."""

    def sources(self) -> tuple[KeptSource, ...]:
        """All sources."""
        ...

    def log(self) -> Iterator[LogEntry]:
        """The audit log from its first entry."""
        ...


def sources_in_order(store: ReadSources) -> tuple[KeptSource, ...]:
    """The sources in the order of the log, then of receipt: a later source can refer to an earlier one.

    The moment of receipt alone does not tell: many files are received within one second. Cost: one pass over the log.
    """
    order = {entry.audit_event.subject: entry.seq for entry in store.log()}
    sources = store.sources()
    return tuple(
        sorted(sources, key=lambda kept: (order.get(kept.source.digest, 0), kept.received, kept.source.digest))
    )

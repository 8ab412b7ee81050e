"""Finds the records of recovery in a case: their fields, their ends, and when they were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import TypedDict

from graph_schema.records.events import Event
from graph_schema.records.fields import Value
from graph_schema.records.merged_records import Evidence, MergedLink, MergedNode
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.act import ActAuthority, ActDocument

Placed = tuple[date, int]
"""When a record came into the case: the day, and the place in the audit log."""


class Dated(TypedDict):
    """What every act has: id, day of effect, day of recording."""

    id: str
    effective: date
    recorded: date


class DatedEvent(Dated):
    """The same of an act that is an event, and who recorded it."""

    author: str


class Sourced(TypedDict):
    """The document and the authority of an act."""

    document: ActDocument | None
    authority: ActAuthority | None


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """The graph of a case, and when each of its sources was received: digest -> day, place in the audit log."""

    graph: CaseGraph
    receipts: Mapping[str, Placed] = field(hash=False)

    def nodes(self, type_: str) -> Iterator[MergedNode]:
        """The nodes of this type, by id."""
        return iter(self.graph.nodes_of_type(type_))

    def links(self, kind: str) -> Iterator[MergedLink]:
        """The links of this kind, by id."""
        return iter(self.graph.links_of_type(kind))

    def events(self, type_: str) -> Iterator[Event]:
        """The events of this type."""
        return (kept.event for kept in self.graph.events if kept.event.type == type_)

    def head(self, tail: str, kind: str, types: Iterable[str] = ()) -> str | None:
        """Where does the link of this kind lead from this node? None: nowhere. ``types``: of the node at its end."""
        wanted = frozenset(types)
        for link in self.graph.links_at(tail):
            if link.type == kind and link.tail == tail:
                node = self.graph.nodes.get(link.head)
                if not wanted or (node is not None and node.type in wanted):
                    return link.head
        return None

    def placed(self, record: MergedNode | MergedLink) -> Placed:
        """When did the first source that states this record come into the case?"""
        return _first(record.evidence, self.receipts)

    def dated(self, record: MergedNode | MergedLink, effective: Value | None = None) -> Dated:
        """Id and days of an act that is a node or a link. ``effective``: its day; absent: the day of recording."""
        recorded = self.placed(record)[0]
        day = recorded if effective is None else date.fromisoformat(str(effective)[:10])
        return {"id": record.id, "effective": day, "recorded": recorded}


def dated_event(event: Event) -> DatedEvent:
    """Id, days and author of an act that is an event."""
    return {"id": event.id, "effective": event.effective, "recorded": event.recorded, "author": event.author}


def sourced(props: Mapping[str, Value]) -> Sourced:
    """The document and the authority that a record states."""
    document, authority = None, None
    if "document_kind" in props and "document_date" in props:
        on = date.fromisoformat(str(props["document_date"]))
        document = ActDocument(str(props["document_kind"]), str(props.get("document_number", "")), on)
    if "authority_kind" in props:
        authority = ActAuthority(str(props["authority_kind"]), str(props.get("authority", "")))
    return {"document": document, "authority": authority}


def text(props: Mapping[str, Value], name: str) -> str | None:
    """The text of a field; None: not stated."""
    return None if props.get(name) is None else str(props[name])


def number(props: Mapping[str, Value], name: str) -> int | None:
    """The whole number of a field; None: not stated."""
    return None if props.get(name) is None else int(props[name])


def share(props: Mapping[str, Value], name: str = "share") -> Fraction | None:
    """The share of a field; None: not stated."""
    return None if props.get(name) is None else Fraction(str(props[name]))


def day(props: Mapping[str, Value], name: str) -> date | None:
    """The day of a field; None: not stated."""
    return None if props.get(name) is None else date.fromisoformat(str(props[name]))


def instant(props: Mapping[str, Value], name: str) -> datetime | None:
    """The instant of a field; None: not stated."""
    return None if props.get(name) is None else datetime.fromisoformat(str(props[name]).replace("Z", "+00:00"))


def _first(evidence: Iterable[Evidence], receipts: Mapping[str, Placed]) -> Placed:
    return min((receipts[one.source] for one in evidence), key=lambda placed: placed[1])

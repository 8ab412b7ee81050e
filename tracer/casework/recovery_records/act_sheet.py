"""Collects the records that one act adds to the case: nodes, links, events."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from graph_schema.records.events import Event
from graph_schema.records.fields import Value
from graph_schema.records.identity import event_id, link_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.values.shares import share_text
from tracer.recovery.acts.act import RecoveryAct, SourcedAct

Given = str | int | bool | date | datetime | Fraction | None
"""What an act states for a field; None: nothing."""


class ActSheet:
    """The records of one act, in the order of writing. ``id``: the id under which the case knows the act."""

    def __init__(self, *, author: str, recorded: date, number: str = "", key: str = "") -> None:
        """``number``: the number of a new record in its register. ``key``: distinguishes acts of the same content."""
        self.number = number
        self.nodes: list[Node] = []
        self.links: list[Link] = []
        self.events: list[Event] = []
        self.id = ""
        self._author = author
        self._recorded = recorded
        self._key = key

    def node(self, type_: str, id_: str, **given: Given) -> None:
        """Add a node; the first record of a sheet gives the act its id."""
        self.id = self.id or id_
        self.nodes.append(Node(id_, type_, _props(given), f"path:/nodes/{len(self.nodes)}"))

    def link(self, kind: str, tail: str, head: str | None, *parts: str, **given: Given) -> None:
        """Add a link; nothing if there is no head. ``parts``: what makes the link another than one of the same ends."""
        if head is None:
            return
        id_ = link_id(kind, tail, head, *parts)
        self.id = self.id or id_
        self.links.append(Link(id_, kind, tail, head, _props(given), f"path:/links/{len(self.links)}"))

    def event(self, type_: str, subject: str, effective: date, **given: Given) -> None:
        """Add an event. Two events of the same content are one, apart from their keys."""
        props = _props(given)
        parts = [f"{name}={props[name]}" for name in sorted(props)]
        id_ = event_id(type_, subject, effective.isoformat(), *parts, *([self._key] if self._key else []))
        self.id = self.id or id_
        place = f"path:/events/{len(self.events)}"
        self.events.append(Event(id_, type_, subject, effective, self._recorded, self._author, props, place))


def source_fields(act: SourcedAct) -> dict[str, Given]:
    """The fields of the document and the authority of an act."""
    fields: dict[str, Given] = {}
    if act.document is not None:
        fields |= {
            "document_kind": act.document.kind,
            "document_number": act.document.number,
            "document_date": act.document.on,
        }
    if act.authority is not None:
        fields |= {"authority_kind": act.authority.kind, "authority": act.authority.name}
    return fields


def yes_or_no(value: bool) -> str | None:
    """The code of a field that holds yes or no; no is not written."""
    return "yes" if value else None


def instant_of(act: RecoveryAct, at: datetime | None) -> datetime:
    """The instant of an act; the start of its day, in UTC, if only the day is known."""
    return at or datetime(act.effective.year, act.effective.month, act.effective.day, tzinfo=UTC)


def _props(given: dict[str, Given]) -> dict[str, Value]:
    return {name: _value(value) for name, value in given.items() if value is not None}


def _value(value: str | int | date | datetime | Fraction) -> Value:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    if isinstance(value, date):
        return value.isoformat()
    return share_text(value) if isinstance(value, Fraction) else value

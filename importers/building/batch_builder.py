"""Builds a batch row by row: each row is kept or rejected as a whole, and rows are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph_schema.errors import TracerError, WrongRecord
from graph_schema.messages import N_, Message
from graph_schema.records.events import Event, check_event
from graph_schema.records.fields import Value
from graph_schema.records.identity import event_id
from graph_schema.records.links import LINK_TYPES, Link, check_link
from graph_schema.records.nodes import Node, check_node
from graph_schema.records.provenance import Source, SourceKind
from graph_schema.records.rules import check_ends
from importers.contract import Batch, Flag, Rejection
from importers.source import SourceFile


@dataclass(slots=True)
class Records:
    """The records of one row, before they are checked and kept as a whole."""

    locator: str
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    """Nodes that the row only mentions, such as the file of a person. Another description of one does not reject the row."""

    def warn(self, template: str, **params: str) -> None:
        """Add an amber flag to the row; it does not stop the import."""
        self.flags.append(Flag("amber", self.locator, template, params))

    def add_event(
        self,
        kind: str,
        subject: str,
        effective: date,
        recorded: date,
        author: str,
        props: Mapping[str, Value],
    ) -> None:
        """Add an event with the id that follows from its content."""
        parts = [f"{name}={props[name]}" for name in sorted(props)]
        identity = event_id(kind, subject, effective.isoformat(), recorded.isoformat(), author, *parts)
        self.events.append(Event(identity, kind, subject, effective, recorded, author, props, self.locator))


class BatchBuilder:
    """Collects the records of one file, row by row; :meth:`finish` returns the batch."""

    def __init__(self, file: SourceFile, importer: str, version: str, kind: SourceKind) -> None:
        self.file = file
        self._importer, self._version, self._kind = importer, version, kind
        self._nodes: dict[str, Node] = {}
        self._links: dict[str, Link] = {}
        self._events: dict[str, Event] = {}
        self._flags: list[Flag] = []
        self._rejections: list[Rejection] = []
        self._kept = 0
        # (node, field) -> the first row that states the field, which may be a later row than the first row of the node.
        self._stated: dict[tuple[str, str], str] = {}

    @property
    def nodes(self) -> Mapping[str, Node]:
        """The nodes of the rows so far, by id."""
        return self._nodes

    @property
    def links(self) -> Mapping[str, Link]:
        """The links of the rows so far, by id."""
        return self._links

    @property
    def first_reason(self) -> Message | None:
        """The reason of the first rejection, if any."""
        return self._rejections[0].reason if self._rejections else None

    def keep(self, records: Records) -> None:
        """Keep all records of a row, or none. Raises TracerError if one of them breaks a rule.

        A row may repeat or complete what an earlier row states of the same node or link. A row that contradicts it is
        refused with both places, because only one of the two could be kept. Of a node that the row only mentions, what
        contradicts is flagged.
        """
        fresh: dict[str, Node] = {}
        records.nodes[:] = [self._agree(node, records) if node.id in records.beside else node for node in records.nodes]
        for node in records.nodes:
            check_node(node)
            for known in (self._nodes.get(node.id), fresh.get(node.id)):
                if known is not None:
                    self._compare(node, known)
            fresh[node.id] = node
        for link in records.links:
            self._check_link(link, fresh)
        for event in records.events:
            check_event(event)
        added = [self._merge(node) for node in records.nodes]
        added += [self._links.setdefault(link.id, link) is link for link in records.links]
        added += [self._events.setdefault(event.id, event) is event for event in records.events]
        self._flags += records.flags
        if added and not any(added):
            self._flags.append(
                Flag(
                    "amber",
                    records.locator,
                    N_("The row repeats earlier rows; its content counts once."),
                    {},
                )
            )
        self._kept += 1

    def add(self, records: Records) -> None:
        """Keep records that follow from several rows together; they do not count as a row."""
        self.keep(records)
        self._kept -= 1

    def reject(self, locator: str, error: TracerError, row: str = "") -> None:
        """Reject a row, with the message of the error as the reason."""
        value = next((str(error.params[key]) for key in ("value", "text") if key in error.params), "")
        self._rejections.append(Rejection(locator, value, error.sentence, row))

    def add_rejections(self, rejections: tuple[Rejection, ...]) -> None:
        """Add rows that could not be divided into fields."""
        self._rejections += rejections

    def flag(self, flag: Flag) -> None:
        """Add a flag to the file."""
        self._flags.append(flag)

    def finish(self, as_of: str) -> Batch:
        """The batch of the file. ``as_of``: the date of its content, as ISO text."""
        rejected = len(self._rejections)
        source = Source(
            digest=self.file.digest,
            name=self.file.name,
            kind=self._kind,
            importer=self._importer,
            importer_version=self._version,
            size=len(self.file.data),
            as_of=as_of,
            rows=self._kept + rejected,
            kept=self._kept,
            rejected=rejected,
        )
        return Batch(
            source,
            tuple(self._nodes.values()),
            tuple(self._links.values()),
            tuple(self._events.values()),
            rejections=tuple(self._rejections),
            flags=tuple(self._flags),
        )

    def _agree(self, node: Node, records: Records) -> Node:
        """The node without the fields that an earlier row states differently; each is flagged, and the first one stays."""
        known = self._nodes.get(node.id)
        other = (
            {}
            if known is None
            else {name: text for name, text in known.props.items() if node.props.get(name, text) != text}
        )
        for name, text in sorted(other.items()):
            records.warn(
                N_("The field {field} of the {type} is {value}, but {other} at {first}. The first one is kept."),
                field=name,
                type=node.type,
                value=str(node.props[name]),
                other=str(text),
                first=self._stated.get((node.id, name), node.locator),
            )
        return Node(node.id, node.type, {k: v for k, v in node.props.items() if k not in other}, node.locator)

    def _compare(self, node: Node, known: Node) -> None:
        if known.type != node.type:
            raise WrongRecord(
                "{place}: the same id is a {type} here and a {other} at {first}. Correct one of the rows.",
                place=node.locator,
                type=node.type,
                other=known.type,
                first=self._stated.get((node.id, ""), known.locator),
            )
        for name in sorted(node.props):
            if known.props.get(name, node.props[name]) != node.props[name]:
                raise WrongRecord(
                    "{place}: the field {field} of the {type} is {value!r}, but {other!r} for the same {type} at "
                    "{first}. Correct one of the rows.",
                    place=node.locator,
                    field=name,
                    type=node.type,
                    value=node.props[name],
                    other=known.props[name],
                    first=self._stated.get((node.id, name), known.locator),
                )

    def _check_link(self, link: Link, fresh: Mapping[str, Node]) -> None:
        check_link(link)
        kind = LINK_TYPES[link.type]
        tail = fresh.get(link.tail) or self._nodes.get(link.tail)
        head = fresh.get(link.head) or self._nodes.get(link.head)
        # The store checks an end that another source states; here any allowed type is assumed for it.
        check_ends(link, tail.type if tail else min(kind.tails), head.type if head else min(kind.heads))
        known = self._links.get(link.id)
        if known is not None and known.props != link.props:
            raise WrongRecord(
                "{place}: the fields of the same {type} are different at {first}. Correct one of the rows.",
                place=link.locator,
                first=known.locator,
                type=link.type,
            )

    def _merge(self, node: Node) -> bool:
        for name in ("", *node.props):
            self._stated.setdefault((node.id, name), node.locator)
        known = self._nodes.get(node.id)
        if known is None:
            self._nodes[node.id] = node
            return True
        added = {name: value for name, value in node.props.items() if name not in known.props}
        if added:
            self._nodes[node.id] = Node(known.id, known.type, {**known.props, **added}, known.locator)
        return bool(added)

"""A batch as it grows: each row is kept whole or rejected whole, and the count stays right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph_schema.errors import TracerError, WrongRecord
from graph_schema.events import Event, check_event
from graph_schema.fields import Value
from graph_schema.identity import event_id
from graph_schema.links import LINK_TYPES, Link, check_link
from graph_schema.nodes import Node, check_node
from graph_schema.provenance import Source, SourceKind
from graph_schema.rules import check_ends
from graph_schema.words import N_, Sentence
from importers.contract import Batch, Flag, Rejection
from importers.source import SourceFile


@dataclass(slots=True)
class Records:
    """What one row says, before it is checked and kept as a whole."""

    locator: str
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def warn(self, template: str, **params: str) -> None:
        """A person should know this about the row; it does not stop the import."""
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
        """Note an event under the id that follows from its content."""
        parts = [f"{name}={props[name]}" for name in sorted(props)]
        identity = event_id(kind, subject, effective.isoformat(), recorded.isoformat(), author, *parts)
        self.events.append(Event(identity, kind, subject, effective, recorded, author, props, self.locator))


class Draft:
    """All that one file says, row by row, until :meth:`finish` gives the batch."""

    def __init__(self, file: SourceFile, importer: str, version: str, kind: SourceKind) -> None:
        self.file = file
        self._importer, self._version, self._kind = importer, version, kind
        self._nodes: dict[str, Node] = {}
        self._links: dict[str, Link] = {}
        self._events: dict[str, Event] = {}
        self._flags: list[Flag] = []
        self._rejections: list[Rejection] = []
        self._kept = 0

    @property
    def nodes(self) -> Mapping[str, Node]:
        """The nodes of the rows so far, by id."""
        return self._nodes

    @property
    def links(self) -> Mapping[str, Link]:
        """The links of the rows so far, by id."""
        return self._links

    @property
    def first_reason(self) -> Sentence | None:
        """Why was the first rejected row set aside?"""
        return self._rejections[0].reason if self._rejections else None

    def keep(self, records: Records) -> None:
        """Keep a row's records, all or none. Raises TracerError when one of them may not be said.

        A later row that states a field of a node differently does not overwrite it: the difference is
        flagged.
        """
        for node in records.nodes:
            check_node(node)
            known = self._nodes.get(node.id)
            if known is not None and known.type != node.type:
                raise WrongRecord(
                    "{place}: is a {type} here and a {other} at {first}. Correct one of the rows.",
                    place=node.locator,
                    type=node.type,
                    other=known.type,
                    first=known.locator,
                )
        fresh = {node.id: node for node in records.nodes}
        for link in records.links:
            self._check_link(link, fresh)
        for event in records.events:
            check_event(event)
        news = [self._merge(node) for node in records.nodes]
        news += [self._links.setdefault(link.id, link) is link for link in records.links]
        news += [self._events.setdefault(event.id, event) is event for event in records.events]
        self._flags += records.flags
        if news and not any(news):
            self._flags.append(
                Flag(
                    "amber",
                    records.locator,
                    N_("The row says nothing that earlier rows do not say; it counts once."),
                    {},
                )
            )
        self._kept += 1

    def add(self, records: Records) -> None:
        """Keep records that follow from several rows together; they count as no row of their own."""
        self.keep(records)
        self._kept -= 1

    def reject(self, locator: str, error: TracerError, row: str = "") -> None:
        """Set a row aside with the reason the error gives."""
        value = next((str(error.params[key]) for key in ("value", "text") if key in error.params), "")
        self._rejections.append(Rejection(locator, value, error.sentence, row))

    def add_rejections(self, rejections: tuple[Rejection, ...]) -> None:
        """Take over rows that could not be laid out at all."""
        self._rejections += rejections

    def flag(self, flag: Flag) -> None:
        """A person should know this about the file."""
        self._flags.append(flag)

    def finish(self, as_of: str) -> Batch:
        """The batch, with what the file speaks of as its day."""
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

    def _check_link(self, link: Link, fresh: Mapping[str, Node]) -> None:
        check_link(link)
        kind = LINK_TYPES[link.type]
        tail = fresh.get(link.tail) or self._nodes.get(link.tail)
        head = fresh.get(link.head) or self._nodes.get(link.head)
        # An end that another source tells of is checked by the store; here it stands for any node allowed.
        check_ends(link, tail.type if tail else min(kind.tails), head.type if head else min(kind.heads))
        known = self._links.get(link.id)
        if known is not None and known.props != link.props:
            raise WrongRecord(
                "{place}: says otherwise what {first} says of the same {type}. Correct one of the rows.",
                place=link.locator,
                first=known.locator,
                type=link.type,
            )

    def _merge(self, node: Node) -> bool:
        known = self._nodes.get(node.id)
        if known is None:
            self._nodes[node.id] = node
            return True
        for name in sorted(node.props):
            if known.props.get(name, node.props[name]) != node.props[name]:
                self._flags.append(
                    Flag(
                        "amber",
                        node.locator,
                        N_("The field {field} differs from {first}, which is kept."),
                        {"field": name, "first": known.locator},
                    )
                )
        added = {name: value for name, value in node.props.items() if name not in known.props}
        if added:
            self._nodes[node.id] = Node(known.id, known.type, {**known.props, **added}, known.locator)
        return bool(added)

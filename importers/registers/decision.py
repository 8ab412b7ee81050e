"""Writes and reads the decision of a person: author, role, time, reason, and the records that it adds.

The file is JSON, written by :func:`write_decision` and read back to the same bytes. Because a program writes it, any
fault means that it was changed: the file is refused as a whole. A text that is too long for a record, such as a picture, lies
in the file under its SHA-256, which the record names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph_schema.errors import TracerError, WrongRecord, WrongValue
from graph_schema.messages import Message
from graph_schema.records.events import PICTURE_ADDED, Event, check_event
from graph_schema.records.fields import Props, Value
from graph_schema.records.links import Link, check_link
from graph_schema.records.nodes import Node, check_node
from graph_schema.records.provenance import SourceKind, digest_bytes
from graph_schema.values.dates import parse_iso_date
from importers.building.batch_builder import BatchBuilder, Records
from importers.contract import Batch, Recognition, UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.exact_json import decode_json_text, parse_json
from importers.parsing.json_object import JsonObject, as_object
from importers.source import SourceFile

FORMAT: Final = "tracer-decision"
VERSION: Final = 1
_HEAD: Final = ("format", "version", "author", "role", "at", "reason", "nodes", "links", "events", "texts")
_NODE: Final = ("id", "type", "props")
_LINK: Final = ("id", "type", "tail", "head", "props")
_EVENT: Final = ("id", "type", "subject", "effective", "recorded", "author", "props")
_KEPT: Final = {PICTURE_ADDED.name: ("picture", "basis")}
"""Kind of event -> its fields that name a text of the file."""
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: who decided what, when and why. ``at`` is UTC, ISO 8601 with seconds and ``Z``.

    ``texts``: those that events name by their SHA-256.
    """

    author: str
    role: str
    at: str
    reason: str
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    texts: tuple[str, ...] = ()


def write_decision(
    *,
    author: str,
    role: str,
    at: str,
    reason: str,
    nodes: Iterable[Node] = (),
    links: Iterable[Link] = (),
    events: Iterable[Event] = (),
    texts: Iterable[str] = (),
) -> bytes:
    """The bytes of a decision. Equal decisions have equal bytes. Locators of records follow from their order.

    ``texts``: those that the events name by their SHA-256, each of them and no other.

    Raises: WrongValue or WrongRecord if the decision could not be read back.
    """
    body: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "author": author,
        "role": role,
        "at": at,
        "reason": reason,
        "nodes": [{"id": node.id, "type": node.type, "props": dict(node.props)} for node in nodes],
        "links": [
            {
                "id": link.id,
                "type": link.type,
                "tail": link.tail,
                "head": link.head,
                "props": dict(link.props),
            }
            for link in links
        ],
        "events": [
            {
                "id": event.id,
                "type": event.type,
                "subject": event.subject,
                "effective": event.effective.isoformat(),
                "recorded": event.recorded.isoformat(),
                "author": event.author,
                "props": dict(event.props),
            }
            for event in events
        ],
    }
    if named := {_digest(text): text for text in texts}:
        body["texts"] = named
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"
    _check(parse_decision(text, "the decision"))
    return text.encode()


def parse_decision(text: str, place: str) -> Decision:
    """Which decision is this? Raises WrongValue with the name of the wrong member."""
    body = as_object(parse_json(text, place), place)
    body.only(_HEAD)
    if body.members.get("format") != FORMAT or body.number("version") != VERSION:
        raise WrongValue(
            "{place} has the format {value}; expected tracer-decision 1. Open it with the program version that "
            "wrote it.",
            place=place,
            value=f"{body.members.get('format')} {body.members.get('version')}"[:60],
        )
    at = body.required_text("at")
    if not _is_instant(at):
        raise WrongValue(
            "{place}/at is {value!r}; expected UTC such as 2026-01-05T10:00:00Z.", place=place, value=at[:40]
        )
    return Decision(
        author=body.required_text("author"),
        role=body.required_text("role"),
        at=at,
        reason=body.required_text("reason"),
        nodes=tuple(_node(item, f"path:/nodes/{index}") for index, item in enumerate(body.children("nodes"))),
        links=tuple(_link(item, f"path:/links/{index}") for index, item in enumerate(body.children("links"))),
        events=tuple(_event(item, f"path:/events/{index}") for index, item in enumerate(body.children("events"))),
        texts=tuple(_texts(body)),
    )


class DecisionImporter:
    """Reads a decision file."""

    name = "decision"
    version = "1"
    kind: SourceKind = "decision"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this a decision file?"""
        if file.head.lstrip().startswith(b"{") and re.search(rb'"format"\s*:\s*"tracer-decision"', file.data):
            return Recognition(True, Message("JSON of the format tracer-decision"))
        return Recognition(False, Message("no JSON of the format tracer-decision"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which records does the decision add? Raises UnreadableFile for any fault."""
        try:
            decision = parse_decision(decode_json_text(file), file.name)
            builder = BatchBuilder(file, self.name, self.version, self.kind)
            for records in _check(decision):
                builder.keep(records)
        except UnreadableFile:
            raise
        except TracerError as error:
            raise UnreadableFile(
                "{file} is not a decision as the program wrote it: {reason} Use the kept copy, or record the "
                "decision again.",
                file=file.name,
                reason=error.sentence,
            ) from None
        return builder.finish(decision.at[:10])


def _check(decision: Decision) -> list[Records]:
    """Checks the records of the decision and returns them: at least one, no id twice; and that it has the texts they name."""
    for node in decision.nodes:
        check_node(node)
    for link in decision.links:
        check_link(link)
    for event in decision.events:
        check_event(event)
    found = [
        *((node.id, Records(node.locator, nodes=[node])) for node in decision.nodes),
        *((link.id, Records(link.locator, links=[link])) for link in decision.links),
        *((event.id, Records(event.locator, events=[event])) for event in decision.events),
    ]
    if not found:
        raise WrongRecord("A decision adds at least one record; this one adds none.")
    places: dict[str, str] = {}
    for identity, records in found:
        if places.setdefault(identity, records.locator) != records.locator:
            raise WrongRecord(
                "{place}: the id {value} occurs twice in the decision; expected it once.",
                place=records.locator,
                value=identity,
            )
    named = {str(event.props[field]) for event in decision.events for field in _KEPT.get(event.type, ())}
    if unlike := named ^ {_digest(text) for text in decision.texts}:
        raise WrongRecord(
            "The events of a decision name each of its texts and no other by SHA-256; {value} is named or kept alone.",
            value=min(unlike)[:64],
        )
    return [records for _, records in found]


def _texts(body: JsonObject) -> Iterator[str]:
    """The texts of the file, each under its own digest."""
    kept = body.child("texts")
    for key, value in (kept.members if kept else {}).items():
        if not isinstance(value, str) or _digest(value) != key:
            raise WrongValue("{place}/texts/{key} is not the text of this SHA-256.", place=body.place, key=key[:64])
        yield value


def _digest(text: str) -> str:
    return digest_bytes(text.encode())


def _node(item: JsonObject, locator: str) -> Node:
    item.only(_NODE)
    return Node(item.required_text("id"), item.required_text("type"), _props(item), locator)


def _link(item: JsonObject, locator: str) -> Link:
    item.only(_LINK)
    identity, kind, tail, head = (item.required_text(key) for key in _LINK[:4])
    return Link(identity, kind, tail, head, _props(item), locator)


def _event(item: JsonObject, locator: str) -> Event:
    item.only(_EVENT)
    effective, recorded = (parse_iso_date(item.required_text(key)) for key in ("effective", "recorded"))
    return Event(
        item.required_text("id"),
        item.required_text("type"),
        item.required_text("subject"),
        effective,
        recorded,
        item.required_text("author"),
        _props(item),
        locator,
    )


def _props(item: JsonObject) -> Props:
    props = item.child("props")
    found: dict[str, Value] = {}
    for key, value in (props.members if props else {}).items():
        if not isinstance(value, str | int | bool):
            raise WrongValue(
                "{place}/props/{key} is {value!r}; expected a text, a whole number, true or false.",
                place=item.place,
                key=key[:40],
                value=str(value)[:40],
            )
        found[key] = value
    return found


def _is_instant(text: str) -> bool:
    if _INSTANT.fullmatch(text) is None:
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


IMPORTER = DecisionImporter()

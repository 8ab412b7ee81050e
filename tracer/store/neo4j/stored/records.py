"""Converts the records of each source to and from texts on a node or link: one text a source, equal for equal content."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from graph_schema.records.fields import Value
from graph_schema.records.nodes import NODE_TYPES
from tracer.store.semantics.canonical import write_props
from tracer.store.semantics.record_merging import SourceRef

PLACEHOLDER: Final = ""
"""The type of a node that no source states while links of other sources still point to it."""


quoted: Final = json.encoder.encode_basestring
"""A text as a JSON string, as the texts of this module contain it."""


class StoredEntry(NamedTuple):
    """One entry of a transfer. ``source``: the number of its source. ``booked``: the booking date, in days since 1970-01-01."""

    side: str
    source: int
    seq: int
    statement: str
    booked: int
    locator: str
    kind: str
    balance_minor: int | None = None
    counterparty_name: str | None = None
    description: str | None = None
    reference: str | None = None
    reversal_of: str | None = None


@dataclass(slots=True)
class SourceRecord:
    """The record of one source about a node or link: its first locator and its fields."""

    locator: str
    props: Mapping[str, Value]


@dataclass(slots=True)
class StoredNode:
    """A node with the records of all sources, by number of source. ``type`` PLACEHOLDER: no source states it."""

    id: str
    type: str
    by_source: dict[int, SourceRecord] = field(default_factory=dict)
    stored: bool = False


@dataclass(slots=True)
class StoredLink:
    """A link with the records of all sources, by number of source."""

    id: str
    type: str
    tail: str
    head: str
    by_source: dict[int, SourceRecord] = field(default_factory=dict)
    stored: bool = False


def source_mark(number: int) -> str:
    """With what does the text of this source begin, on a node, link or event?"""
    return f"{number}|"


def write_source_records(by_source: Mapping[int, SourceRecord]) -> list[str]:
    """The records as texts, one for each source, by its number."""
    return [
        f"{source_mark(number)}{len(record.locator)}|{record.locator}{write_props(record.props)}"
        for number, record in sorted(by_source.items())
    ]


def read_source_texts(texts: Sequence[str]) -> dict[int, SourceRecord]:
    """The records in the texts of a node or link, by number of source."""
    found: dict[int, SourceRecord] = {}
    for text in texts:
        number, length, rest = text.split("|", 2)
        found[int(number)] = SourceRecord(rest[: int(length)], json.loads(rest[int(length) :]))
    return found


def kind_of(labels: Sequence[str]) -> str:
    """The type of node that these labels name; PLACEHOLDER if there is none."""
    return next((label for label in labels if label in NODE_TYPES), PLACEHOLDER)


def write_entry(entry: StoredEntry) -> str:
    """The canonical text of an entry: a JSON list without the empty fields at its end."""
    side, source, seq, statement, booked, locator, kind, *rest = entry
    while rest and rest[-1] is None:
        rest.pop()
    # Called a million times: the list is built here directly, and its texts by the encoder of the json module.
    text = f'["{side}",{source},{seq},{quoted(statement)},{booked},{quoted(locator)},"{kind}"'
    for value in rest:
        text += ",null" if value is None else f",{value}" if isinstance(value, int) else f",{quoted(value)}"
    return text + "]"


def read_entry(text: str) -> StoredEntry:
    """The entry of a canonical text."""
    return StoredEntry(*json.loads(text))


class SourceIndex:
    """The sources of the case by number."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.by_number = {int(row["no"]): SourceRef(str(row["as_of"]), str(row["digest"])) for row in rows}
        self.by_digest = {source.digest: number for number, source in self.by_number.items()}

    def add(self, number: int, source: SourceRef) -> None:
        """Add a source that is new in this transaction."""
        self.by_number[number] = source
        self.by_digest[source.digest] = number

    def remove(self, number: int) -> None:
        """Remove a source that is retracted."""
        del self.by_digest[self.by_number.pop(number).digest]

"""What each source says of a thing, kept on the thing itself: one text a source, the same for the same content."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from graph_schema.fields import Value
from graph_schema.nodes import NODE_TYPES
from tracer.store.canonical import write_props
from tracer.store.record_merging import Teller

GHOST: Final = ""
"""The kind of a node that no source tells any more while others still point to it."""


quoted: Final = json.encoder.encode_basestring
"""A text as it stands in what is written here."""


class Entry(NamedTuple):
    """One statement row behind a transfer. ``source`` is the number of its source; ``booked`` days since 1970-01-01."""

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
class Told:
    """What one source says: the first place that mentions the thing, and its fields."""

    locator: str
    props: Mapping[str, Value]


@dataclass(slots=True)
class KeptNode:
    """A node with all that is told of it, by number of source. ``type`` GHOST: no source tells it."""

    id: str
    type: str
    told: dict[int, Told] = field(default_factory=dict)
    stored: bool = False


@dataclass(slots=True)
class KeptLink:
    """A link with all that is told of it, by number of source."""

    id: str
    type: str
    tail: str
    head: str
    told: dict[int, Told] = field(default_factory=dict)
    stored: bool = False


def write_told(told: Mapping[int, Told]) -> list[str]:
    """One text for each source, by its number."""
    return [
        f"{number}|{len(said.locator)}|{said.locator}{write_props(said.props)}" for number, said in sorted(told.items())
    ]


def read_told(texts: Sequence[str]) -> dict[int, Told]:
    """What the texts of a node or link hold."""
    found: dict[int, Told] = {}
    for text in texts:
        number, length, rest = text.split("|", 2)
        found[int(number)] = Told(rest[: int(length)], json.loads(rest[int(length) :]))
    return found


def kind_of(labels: Sequence[str]) -> str:
    """The kind of node that these labels name; GHOST where there is none."""
    return next((label for label in labels if label in NODE_TYPES), GHOST)


def write_entry(entry: Entry) -> str:
    """The one text of a statement row: a JSON list without the empty fields at its end."""
    side, source, seq, statement, booked, locator, kind, *rest = entry
    while rest and rest[-1] is None:
        rest.pop()
    # A million rows go through here: the list is put together by hand, its texts by the encoder json itself uses.
    text = f'["{side}",{source},{seq},{quoted(statement)},{booked},{quoted(locator)},"{kind}"'
    for value in rest:
        text += ",null" if value is None else f",{value}" if isinstance(value, int) else f",{quoted(value)}"
    return text + "]"


def read_entry(text: str) -> Entry:
    """The statement row that a text holds."""
    return Entry(*json.loads(text))


class Tellers:
    """The sources of the case by number."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.by_number = {int(row["no"]): Teller(str(row["as_of"]), str(row["digest"])) for row in rows}
        self.by_digest = {teller.digest: number for number, teller in self.by_number.items()}

    def add(self, number: int, teller: Teller) -> None:
        """A source that is new in this transaction."""
        self.by_number[number] = teller
        self.by_digest[teller.digest] = number

    def remove(self, number: int) -> None:
        """A source that is taken back."""
        del self.by_digest[self.by_number.pop(number).digest]

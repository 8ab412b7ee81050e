"""Defines nodes and links as all sources together state them, with every place they were read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_schema.records.events import Event
from graph_schema.records.fields import Value


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place a statement was read from: source digest and locator inside it."""

    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class MergedNode:
    """A node as all sources together state it.

    ``props``: each field from the source with the latest ``as_of`` that states it (equal dates: larger digest).
    ``others``: fields on which sources differ, with every other value and its place. ``evidence``: every record.
    """

    id: str
    type: str
    props: Mapping[str, Value] = field(hash=False)
    evidence: tuple[Evidence, ...]
    others: Mapping[str, tuple[tuple[Value, Evidence], ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class MergedLink:
    """A link as all sources together state it; merged like MergedNode."""

    id: str
    type: str
    tail: str
    head: str
    props: Mapping[str, Value] = field(hash=False)
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event and every place it was read from."""

    event: Event
    evidence: tuple[Evidence, ...]

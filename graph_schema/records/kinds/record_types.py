"""Defines what a kind of node, link or event is: its name, its meaning, its Romanian term, its fields."""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema.records.fields import Field


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of node: its fields, its meaning, its Romanian legal term, the field used as caption."""

    name: str
    caption: str
    meaning: str
    romanian: str
    fields: tuple[Field, ...]
    is_asset: bool = False


@dataclass(frozen=True, slots=True)
class LinkType:
    """A kind of link: which nodes it may join, its fields, its name as a graph label, its Romanian term."""

    name: str
    label: str
    tails: frozenset[str]
    heads: frozenset[str]
    meaning: str
    romanian: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event: its meaning, its fields, its Romanian term."""

    name: str
    meaning: str
    romanian: str
    fields: tuple[Field, ...]

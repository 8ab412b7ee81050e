"""What every importer offers and what it hands over: rows read = rows kept + rows rejected, always."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import pyarrow as pa

from graph_schema.errors import TracerError
from graph_schema.events import Event
from graph_schema.links import Link
from graph_schema.nodes import Node
from graph_schema.provenance import Source, SourceKind
from graph_schema.transfers import ENTRY_SCHEMA
from graph_schema.words import Sentence
from importers.mapping import ColumnMapping
from importers.source import SourceFile


class UnreadableFile(TracerError):
    """The file as a whole cannot be read: truncated, wrong encoding, forbidden XML, unknown format."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row that was not kept: where it stands, the value at fault, why, and what would be right."""

    locator: str
    value: str
    reason: Sentence
    row: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something true of the file that a person must know: a balance that does not tie, an invalid check digit.

    A flag never stops the import and never becomes an accusation. ``template`` is the English sentence (a gettext key);
    a parameter that is a sentence of its own is a ``Sentence``.
    """

    severity: Literal["red", "amber"]
    locator: str
    template: str
    params: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one file says. ``source.rows`` = ``source.kept`` + ``len(rejections)``."""

    source: Source
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    entries: pa.Table = field(default_factory=ENTRY_SCHEMA.empty_table)
    rejections: tuple[Rejection, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """Does this importer claim the file? ``reason`` says by what it knows it, or why it does not."""

    claims: bool
    reason: Sentence


class Importer(Protocol):
    """Reads one file format."""

    @property
    def name(self) -> str:
        """The name under which a source notes who read it."""
        ...

    @property
    def version(self) -> str:
        """Rises when the same bytes would give other records."""
        ...

    @property
    def kind(self) -> SourceKind:
        """What kind of source it reads."""
        ...

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this file mine? Looks at the content, never at the ending alone."""
        ...

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """What does the file say? Raises UnreadableFile when it cannot be read as a whole."""
        ...

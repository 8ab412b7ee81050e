"""Defines the interface and the result of every importer: rows read = rows kept + rows rejected, always."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import pyarrow as pa

from graph_schema.errors import TracerError
from graph_schema.messages import Message
from graph_schema.records.events import Event
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source, SourceKind
from graph_schema.records.transfers import ENTRY_SCHEMA
from importers.mapping import ColumnMapping
from importers.source import SourceFile


class UnreadableFile(TracerError):
    """The file as a whole cannot be read: truncated, wrong encoding, forbidden XML, unknown format."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row that is not kept: its place, the wrong value, the reason with what was expected, and the text of the row."""

    locator: str
    value: str
    reason: Message
    row: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A remark on a source or a row that a person has to look at: a balance that does not reconcile, a wrong check digit.

    A flag does not stop the import and accuses nobody. ``template`` is the English sentence (a gettext key); a parameter
    that is a sentence too is a ``Message``.
    """

    severity: Literal["red", "amber"]
    locator: str
    template: str
    params: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """All records, flags and rejections of one file. ``source.rows`` = ``source.kept`` + ``len(rejections)``."""

    source: Source
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    entries: pa.Table = field(default_factory=ENTRY_SCHEMA.empty_table)
    rejections: tuple[Rejection, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """Can this importer read the file? ``reason``: what it recognises, or what is missing."""

    claims: bool
    reason: Message


class Importer(Protocol):
    """Reads one file format."""

    @property
    def name(self) -> str:
        """The name of the importer, which each source keeps."""
        ...

    @property
    def version(self) -> str:
        """The version of the importer; it changes when the same bytes give other records."""
        ...

    @property
    def kind(self) -> SourceKind:
        """The kind of source that it reads."""
        ...

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Can this importer read the file? Checks the content, never the file extension alone."""
        ...

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which records does the file contain? Raises UnreadableFile if the file as a whole cannot be read."""
        ...

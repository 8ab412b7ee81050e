"""The row behind a figure: which file, which place, what stands there, and whether the file is still the one received."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph_schema.errors import NotFound, WrongUse
from graph_schema.provenance import digest_bytes
from graph_schema.views import Evidence
from tracer.access.pseudonyms import Veil
from tracer.actions.session import SOURCES_FOLDER, Session
from tracer.store.port import KeptSource

if TYPE_CHECKING:
    from importers.mapping import ColumnMapping

HIDDEN = "…"
PERSONAL = ("cnp", "born", "address", "nationality", "note")
"""Fields that describe a person, by part of their name."""


_ENTRY = re.compile(r"path:/Document/.*/Ntry\[[0-9]+\](?=/)")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One place in a kept file: file name, SHA-256, place."""

    source: str
    file: str
    locator: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The row itself, as it stands in the kept file, under the veil. ``intact``: the file still has its digest."""

    source: str
    file: str
    locator: str
    importer: str
    received: str
    intact: bool
    cells: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One kept file and what was read from it."""

    digest: str
    file: str
    kind: str
    importer: str
    as_of: str
    received: str
    rows: int
    kept: int
    rejected: int
    flags: int


def list_sources(session: Session) -> tuple[SourceLine, ...]:
    """Which files is the case built on?"""
    session.read("read", "sources")
    names = session.source_names()
    return tuple(
        SourceLine(
            k.source.digest, names[k.source.digest], k.source.kind, k.source.importer, k.source.as_of, k.received,
            k.source.rows, k.source.kept, k.source.rejected, len(k.flags),
        )
        for k in session.store.sources()
    )  # fmt: skip


def tell_evidence(session: Session, evidence: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
    """The files and places by name, in a fixed order."""
    names = session.source_names()
    lines = [EvidenceLine(e.source, names.get(e.source, "?"), e.locator) for e in evidence]
    return tuple(sorted(lines, key=lambda line: (line.file, line.source, line.locator)))


def open_row(session: Session, source: str, locator: str) -> SourceRow:
    """What stands at this place of this file?

    ``source``: the SHA-256 of the file, or its beginning. Reads the kept file again, checks its digest and shows the
    row as it is; of a row that describes a protected person, the cells that are about the person stay hidden.
    Raises NotFound when the source is unknown or its kept file is gone.
    """
    # Document libraries are needed for this question alone.
    from importers.excerpt import read_excerpt
    from importers.source import SourceFile
    from tracer.actions.mappings import load_mappings

    session.allow("read")
    kept = _one_source(session, source)
    digest = kept.source.digest
    session.read("read", "row", digest, locator)
    path = session.folder / SOURCES_FOLDER / digest
    if not path.is_file():
        raise NotFound("The file {source} is not kept with this case.", source=digest[:16])
    data = path.read_bytes()
    veil = session.veil()
    mappings = load_mappings(session, ())
    excerpt = read_excerpt(SourceFile(kept.source.name, data, digest), _whole_entry(locator), mappings)
    cells, text = excerpt.cells, excerpt.text
    person = _described_person(session, veil, Evidence(digest, locator))
    if person:
        known = _impersonal_titles(mappings, {title for title, _ in cells})
        cells = tuple((title, cell if title in known or not cell else HIDDEN) for title, cell in cells)
        text = " · ".join(cell for _, cell in cells) or person
    return SourceRow(
        source=digest,
        file=session.source_names()[digest],
        locator=locator,
        importer=f"{kept.source.importer} {kept.source.importer_version}",
        received=kept.received,
        intact=digest_bytes(data) == digest,
        cells=tuple((title, veil.text(cell)) for title, cell in cells),
        text=veil.text(text),
    )


def _whole_entry(locator: str) -> str:
    """The booked entry around a camt transaction: sum, currency and days stand there, not with the transaction."""
    entry = _ENTRY.match(locator)
    return locator if entry is None else entry[0]


def _one_source(session: Session, source: str) -> KeptSource:
    found = [kept for kept in session.store.sources() if source and kept.source.digest.startswith(source)]
    if len(found) > 1:
        raise WrongUse("{count} sources begin with {digest}. Give more of the digest; tracer sources lists them.",
                       count=len(found), digest=source)  # fmt: skip
    if not found:
        raise NotFound("The file {source} is not kept with this case.", source=source[:16])
    return found[0]


def _described_person(session: Session, veil: Veil, place: Evidence) -> str:
    """The pseudonym of the protected person whom this very row describes; empty when it describes none."""
    persons = session.store.nodes("Person")
    found = [veil.caption(node.id, "") for node in persons if veil.is_person(node.id) and place in node.evidence]
    return " / ".join(found)


def _impersonal_titles(mappings: Iterable[ColumnMapping], titles: set[str]) -> set[str]:
    """The columns whose meaning a mapping of this table tells and that do not describe a person."""
    fitting = [mapping for mapping in mappings if titles and set(mapping.columns.values()) <= titles]
    told = {(field, title) for mapping in fitting for field, title in mapping.columns.items()}
    personal = {title for field, title in told if any(part in field for part in PERSONAL)}
    return {title for _, title in told} - personal

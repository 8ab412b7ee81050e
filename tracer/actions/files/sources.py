"""Opens the source row behind a figure, and checks that its file is still the one received."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph_schema.errors import NotFound, TracerError, WrongUse
from graph_schema.records.merged_records import Evidence
from graph_schema.records.provenance import digest_bytes
from tracer.access.pseudonyms import Veil
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.casework.sessions.protection import rejected_persons
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import HIDDEN, FileReport, report_known, veil_report
from tracer.intake.reports.rejections import format_rejections
from tracer.store.ports.store_values import KeptSource
from tracer.wording.language import Language

if TYPE_CHECKING:
    from importers.mapping import ColumnMapping

PERSONAL = ("cnp", "born", "address", "nationality", "note")
"""Fields that describe a person, by part of their name."""


_NO_PLACE = "sheet:"
"""A place that no file has."""
_ENTRY = re.compile(r"path:/Document/.*/Ntry\[[0-9]+\](?=/)")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The row itself, as it is in the kept file, under the veil. ``intact``: the file still has its digest."""

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
    """One kept file and what was read from it. ``by``: who read it into the case."""

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
    by: str


def list_sources(session: Session) -> tuple[SourceLine, ...]:
    """Which files is the case built on?"""
    session.read("read", "sources")
    names = session.source_names()
    return tuple(
        SourceLine(
            k.source.digest,
            names[k.source.digest],
            k.source.kind,
            k.source.importer,
            k.source.as_of,
            k.received,
            k.source.rows,
            k.source.kept,
            k.source.rejected,
            len(k.flags),
            k.actor,
        )
        for k in session.store.sources()
    )


def open_source_report(session: Session, digest: str) -> FileReport:
    """What was said when this file was imported: counts, flags, rejected rows. ``digest`` as a whole.

    Raises NotFound if the case does not have the file.
    """
    session.allow("read", "source")
    kept = next((kept for kept in session.store.sources() if kept.source.digest == digest), None)
    session.note("source", "?" if kept is None else digest)
    if kept is None:
        raise NotFound("The file {source} is not kept with this case.", source=digest[:16])
    return veil_report(report_known(kept.source.name, kept), session.veil())


def export_rejections(session: Session, digest: str, language: Language) -> bytes:
    """The rejected rows of one file of the case as CSV. Raises NotFound if the case does not have the file."""
    report = open_source_report(session, digest)
    session.read("read", "rejections", digest, f"rows={len(report.rejections)}")
    return format_rejections(report, language)


def open_row(session: Session, source: str, locator: str) -> SourceRow:
    """Which row is at this place of this file?

    ``source``: the SHA-256 of the file, or its beginning. Reads the kept file again, checks its digest and shows the
    row as it is; of a row that describes a protected person, the cells that are about the person stay hidden.
    Raises NotFound when the source is unknown or its kept file is gone.
    """
    session.allow("oversee", "row")
    kept = one_source(session, source)
    return read_row(session, kept, kept_place(session, kept, locator), locator)


def read_row(session: Session, kept: KeptSource, place: str, shown: str) -> SourceRow:
    """The row at this place; one entry in the access log. Checks no right: its caller has done so.

    ``shown``: the place as the reader gave it, for errors. The log keeps ``?`` for a place that the file does not have: an
    address can hold any text, a victim's name too.
    """
    # Only this function needs the document libraries.
    from importers.parsing.source_row import read_source_row
    from importers.source import SourceFile
    from tracer.intake.kept.mappings import load_mappings

    digest = kept.source.digest
    path = session.folder / SOURCES_FOLDER / digest
    if not path.is_file():
        raise NotFound("The file {source} is not kept with this case.", source=digest[:16])
    data = path.read_bytes()
    veil = session.veil()
    mappings = load_mappings(session, ())
    try:
        excerpt = read_source_row(SourceFile(kept.source.name, data, digest), _whole_entry(place), mappings)
    except TracerError as error:
        session.note("row", digest, "?")
        params = error.params | ({"place": shown} if error.params.get("place") == _NO_PLACE else {})
        raise veil.error(type(error)(error.template, **params), asked=shown) from None
    session.note("row", digest, shown)
    cells, text = excerpt.cells, excerpt.text
    person = described_person(session, veil, Evidence(digest, place)) or _rejected_person(veil, kept, place)
    if person:
        known = _impersonal_titles(mappings, {title for title, _ in cells})
        cells = tuple((title, cell if title in known or not cell else HIDDEN) for title, cell in cells)
        text = " · ".join(cell for _, cell in cells) or person
    return SourceRow(
        source=digest,
        file=session.source_names()[digest],
        locator=veil.place(place),
        importer=f"{kept.source.importer} {kept.source.importer_version}",
        received=kept.received,
        intact=digest_bytes(data) == digest,
        cells=tuple((title, veil.text(cell)) for title, cell in cells),
        text=veil.text(text),
    )


def _whole_entry(locator: str) -> str:
    """The booked entry around a camt transaction: it has sum, currency and days, the transaction does not."""
    entry = _ENTRY.match(locator)
    return locator if entry is None else entry[0]


def kept_place(session: Session, kept: KeptSource, shown: str) -> str:
    """The place in the file that is shown as this one: the same, unless the veil lies over the name of its sheet.

    The hidden name itself gives no place: it is refused in the same words as a sheet that is not there.
    """
    veil, digest = session.veil(), kept.source.digest
    if not shown.startswith("sheet:"):
        return shown
    if veil.place(shown) != shown:
        return _NO_PLACE
    records = session.store.source_records(digest)
    places = {record.locator for kind in (records.nodes, records.links, records.events) for record in kind}
    places |= {str(place) for place in records.entries.column("locator").to_pylist()}
    places |= {note["locator"] for note in (*kept.rejections, *kept.flags)}
    return next((place for place in sorted(places) if veil.place(place) == shown), shown)


def one_source(session: Session, source: str) -> KeptSource:
    """The kept file with this digest, or with the only one that begins so. Raises NotFound, WrongUse."""
    found = [kept for kept in session.store.sources() if source and kept.source.digest.startswith(source)]
    if len(found) > 1:
        raise WrongUse(
            "Sources whose digest begins with {digest}: {count}; it must be one. tracer sources lists the digests.",
            count=len(found),
            digest=source,
        )
    if not found:
        raise NotFound("The file {source} is not kept with this case.", source=source[:16])
    return found[0]


def described_person(session: Session, veil: Veil, place: Evidence) -> str:
    """The pseudonym of the protected person whom this very row describes; empty when it describes none."""
    persons = session.store.nodes("Person")
    found = [veil.caption(node.id, "") for node in persons if veil.is_person(node.id) and place in node.evidence]
    return " / ".join(found)


def _rejected_person(veil: Veil, kept: KeptSource, place: str) -> str:
    """The pseudonym of the person of this rejected row, or a mark that hides it; empty for any other row."""
    flags = [flag for flag in kept.flags if flag["locator"] == place and "code" in flag]
    persons = [one for flag in flags for one in rejected_persons(kept.source.digest, flag)]
    return " / ".join(veil.text(name) for one in persons for name in one.names or one.numbers) or HIDDEN * bool(flags)


def _impersonal_titles(mappings: Iterable[ColumnMapping], titles: set[str]) -> set[str]:
    """The columns whose meaning a mapping of this table states and that do not describe a person."""
    fitting = [mapping for mapping in mappings if titles and set(mapping.columns.values()) <= titles]
    records = {(field, title) for mapping in fitting for field, title in mapping.columns.items()}
    personal = {title for field, title in records if any(part in field for part in PERSONAL)}
    # A column that is joined with others may describe a person in that field.
    joined = {title for mapping in fitting for parts in mapping.joined.values() for title in parts.columns}
    return {title for _, title in records} - personal - joined

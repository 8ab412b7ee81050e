"""Lists the pictures of the report, and reads them for a document: as kept, with their rows, and whether they still hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph_schema.errors import NotFound, TracerError, WrongValue
from graph_schema.records.events import PICTURE_ADDED, Event, revoked_ids
from graph_schema.records.merged_records import KeptEvent
from graph_schema.records.provenance import digest_bytes
from importers.registers.decision import Decision, parse_decision
from tracer.actions.annexes.basis import PictureBasis, draw_again, read_basis
from tracer.actions.annexes.kept_svg import names_protected, read_texts
from tracer.casefile.annex import Annex, AnnexFile, Withheld
from tracer.casefile.picture_digest import digest_shown
from tracer.casework.sessions.session import Session
from tracer.export.annex_text import format_state, format_withheld
from tracer.export.graph_forms.svg import write_svg
from tracer.intake.kept.copy_endpoints import read_kept
from tracer.wording.language import Language, find_language

_NUMBER: Final = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One picture of the report. Fields as of ``Annex``; ``rows`` and ``files``: how many it rests on."""

    event: str
    number: int
    title: str
    caption: str
    author: str
    at: str
    digest: str
    withheld: Withheld
    changed: bool
    nodes: int
    rows: int
    files: int


@dataclass(frozen=True, slots=True)
class AnnexList:
    """The pictures that stand in the report, in the order in which they were added."""

    annexes: tuple[AnnexLine, ...]


def list_annexes(session: Session) -> AnnexList:
    """Which pictures stand in the report, who added them, and does the case still show them so?"""
    session.read("read", "annexes")
    return AnnexList(tuple(map(annex_line, read_annexes(session))))


def read_annexes(session: Session) -> tuple[Annex, ...]:
    """The pictures that stand, in the order in which they were added, titles and captions under the veil of today.

    Checks no right and logs nothing: that is the action's that calls it. Cost: each picture is drawn once more for each data
    version and day, to tell whether the case still shows it.
    """
    return tuple(_read(session, number, kept) for number, kept in enumerate(added_pictures(session), 1))


def added_pictures(session: Session) -> tuple[KeptEvent, ...]:
    """The acts that added a picture and are not revoked, in the order in which they went on record."""
    events = {kept.event.id: kept for kept in session.graph().events}
    gone = revoked_ids({name: kept.event for name, kept in events.items()})
    found = [kept for name, kept in events.items() if kept.event.type == PICTURE_ADDED.name and name not in gone]
    return tuple(sorted(found, key=lambda kept: (kept.event.recording_order, kept.event.id)))


def annex_line(annex: Annex) -> AnnexLine:
    """The picture as a list has it."""
    return AnnexLine(
        event=annex.event,
        number=annex.number,
        title=annex.title,
        caption=annex.caption,
        author=annex.author,
        at=annex.at,
        digest=annex.digest,
        withheld=annex.withheld,
        changed=annex.changed,
        nodes=annex.nodes,
        rows=annex.rows,
        files=len(annex.files),
    )


def say_state(line: AnnexLine, language: Language) -> str:
    """Why the picture is not shown, else from which data it was drawn and whether the case still shows it."""
    return format_withheld(line.withheld, language) or format_state(
        line.at, line.withheld, changed=line.changed, language=language
    )


def _read(session: Session, number: int, kept: KeptEvent) -> Annex:
    event, veil = kept.event, session.veil()
    decision = _read_decision(session, kept)
    texts = {} if decision is None else {digest_bytes(text.encode()): text for text in decision.texts}
    svg, basis = texts.get(str(event.props["picture"]), ""), _read_basis(texts.get(str(event.props["basis"]), ""))
    now = None if basis is None else _shown_now(session, event, basis)
    withheld: Withheld = "lost" if decision is None else _why_withheld(session, svg, basis)
    unchanged = now is not None and now.digest == event.props["shown"]
    if not withheld and now is not None and unchanged and read_texts(svg) != now.texts:
        withheld = "foreign"  # a decision can be imported by hand: the case shows the same, and the picture says something else
    return Annex(
        number=number,
        event=event.id,
        title=veil.text(str(event.props["title"])),
        caption=veil.text(str(event.props.get("caption", ""))),
        author=event.author,
        at=event.recorded.isoformat() if decision is None else decision.at,
        digest=str(event.props["picture"]),
        case_digest=str(event.props["case_digest"]),
        svg="" if withheld else svg,
        withheld=withheld,
        changed=basis is not None and not unchanged,
        nodes=0 if basis is None else len(basis.nodes),
        files=() if basis is None else tuple(_files(session, basis)),
    )


def _read_decision(session: Session, kept: KeptEvent) -> Decision | None:
    """The decision as its kept file has it; None if the file is missing or was changed."""
    for source in dict.fromkeys(evidence.source for evidence in kept.evidence):
        data = read_kept(session, source)
        if data is not None:
            try:
                return parse_decision(data.decode(), source[:16])
            except (TracerError, UnicodeDecodeError):
                continue
    return None


def _read_basis(text: str) -> PictureBasis | None:
    """None for text that the program did not write: a decision can be imported by hand."""
    try:
        return read_basis(text)
    except WrongValue:
        return None


def _why_withheld(session: Session, svg: str, basis: PictureBasis | None) -> Withheld:
    texts, veil = (
        read_texts(svg),
        session.in_language(find_language(basis.language)).veil() if basis else session.veil(),
    )
    if texts is None or basis is None:
        return "foreign"
    since = any(veil.covers(node.id) and not node.hidden for node in basis.nodes)
    return "protected" if since or names_protected(texts, veil) else ""


@dataclass(frozen=True, slots=True)
class _ShownNow:
    """What the case shows today for the question of a picture: its digest, and the texts of its drawing."""

    digest: str
    texts: tuple[str, ...] | None


def _shown_now(session: Session, event: Event, basis: PictureBasis) -> _ShownNow | None:
    """None if the case shows nothing of it."""

    def draw() -> _ShownNow | None:
        try:
            picture = replace(draw_again(session, basis), title=str(event.props["title"]))
        except NotFound:
            return None
        drawn = write_svg(picture, find_language(basis.language), bare=True)
        return _ShownNow(digest_shown(picture), read_texts(drawn.decode()))

    key = ("annex", event.id, session.today())
    return session.case.cache.value(key, session.store.data_version(), draw)


def _files(session: Session, basis: PictureBasis) -> Iterator[AnnexFile]:
    """The files by name, each with its places in the order of the file."""
    names, veil = session.source_names(), session.veil()
    places: dict[str, list[str]] = {}
    for source, locator in basis.rows:
        places.setdefault(source, []).append(veil.place(locator))
    for source in sorted(places, key=lambda one: (names.get(one, "?"), one)):
        yield AnnexFile(source, names.get(source, "?"), tuple(sorted(places[source], key=_in_file)))


def _in_file(locator: str) -> list[tuple[bool, int, str]]:
    """The sort key of a place: numbers by size, texts by letter."""
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _NUMBER.split(locator)]

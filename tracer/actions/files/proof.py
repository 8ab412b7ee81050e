"""Opens the source row behind a figure as a person reads it: the statement around it, or the fields read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.fields import Value
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.merged_records import Evidence
from graph_schema.records.nodes import NODE_TYPES
from tracer.actions.files.sources import PERSONAL, SourceRow, described_person, kept_place, one_source, read_row
from tracer.actions.files.statement_lines import StatementLine, line_of, reconcile_file
from tracer.casework.printed_statement import OtherSide, PrintedStatement, find_other_side, lay_out
from tracer.casework.sessions.session import Session
from tracer.store.ports.store_values import KeptSource, SourceRecords
from tracer.wording.field_words import RecordType, format_meaning, format_value, is_stated_elsewhere
from tracer.wording.language import Language
from tracer.wording.terms import CASE_ROLE_WORDS, STATE_WORDS, VALUATION_WORDS

_NUMBER = re.compile(r"(\d+)")
_CODES = {"state": STATE_WORDS, "role": CASE_ROLE_WORDS, "method": VALUATION_WORDS}
AROUND = 5
"""How many rows of a statement are shown on each side of the one asked for."""


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """What was read from a row: one person, thing, relation or event, with its fields in words."""

    title: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A source row with what surrounds it. ``author``: who imported the file. ``before``, ``after``: places, may be empty.

    ``statement``, ``line``: of a bank row: the rows around it, and opening balance + movements = closing balance.
    ``records``: what was read from any other row.
    """

    row: SourceRow
    author: str
    before: str
    after: str
    statement: PrintedStatement | None
    line: StatementLine | None
    other: OtherSide | None
    records: tuple[ReadRecord, ...]


def open_proof(
    session: Session, source: str, locator: str, language: Language, *, around: int | None = AROUND
) -> Proof:
    """What stands at this place of this file, and around it?

    The row as ``tracer.actions.files.sources.open_row`` shows it, with its errors; one entry in the log. ``around``: rows of
    a statement on each side; None: all of them. Cost: all records of the file.
    """
    session.allow("oversee", "row")
    kept = one_source(session, source)
    digest, veil = kept.source.digest, session.veil()
    place = kept_place(session, kept, locator)
    row = read_row(session, kept, place, locator)
    records = session.store.source_records(digest)
    statements = reconcile_file(records) if kept.source.kind == "bank" else ()
    found = next((one for one in statements if any(own.locator == place for own in one.rows)), None)
    places = [own.locator for own in found.rows] if found is not None else _places(kept, records)
    before, after = _neighbours(places, place)
    return Proof(
        row=row,
        author=kept.actor,
        before=veil.place(before),
        after=veil.place(after),
        statement=None if found is None else lay_out(session, records, found, place, around),
        line=None if found is None else line_of(found, veil, typed=None),
        other=None if found is None else find_other_side(session, found, place),
        records=tuple(_read(session, records, Evidence(digest, place), language)) if found is None else (),
    )


def _places(kept: KeptSource, records: SourceRecords) -> list[str]:
    """The places of the file from which something was read, or rejected, in the order of the file."""
    places = {one.locator for kind in (records.nodes, records.links, records.events) for one in kind}
    places |= {str(note["locator"]) for note in kept.rejections}
    return sorted(places, key=lambda place: [int(p) if p.isdigit() else p for p in _NUMBER.split(place)])


def _neighbours(places: list[str], place: str) -> tuple[str, str]:
    if place not in places:
        return "", ""
    spot = places.index(place)
    return places[spot - 1] if spot else "", places[spot + 1] if spot + 1 < len(places) else ""


def _read(session: Session, records: SourceRecords, at: Evidence, language: Language) -> Iterator[ReadRecord]:
    graph, veil, place = session.graph(), session.veil(), at.locator
    hidden = PERSONAL if described_person(session, veil, at) else ()

    def name(node: str) -> str:
        found = graph.nodes.get(node)
        return "" if found is None else veil.caption(node, str(found.props.get(NODE_TYPES[found.type].caption, node)))

    for node in records.nodes:
        if node.locator == place:
            kind = NODE_TYPES[node.type]
            props = veil.props(node.id, node.props)
            yield ReadRecord(
                f"{language.text(kind.meaning)}: {name(node.id)}", tuple(_fields(session, kind, props, hidden))
            )
    for link in records.links:
        if link.locator == place:
            relation = LINK_TYPES[link.type]
            title = f"{name(link.tail)} – {language.text(relation.meaning)} – {name(link.head)}"
            yield ReadRecord(title, tuple(_fields(session, relation, link.props, hidden)))
    for event in records.events:
        if event.locator == place:
            act = EVENT_TYPES[event.type]
            title = f"{language.text(act.meaning)}: {name(event.subject)}, {language.date(event.effective)}"
            yield ReadRecord(title.replace(": , ", ", "), tuple(_fields(session, act, event.props, hidden)))


def _fields(
    session: Session, kind: RecordType, props: Mapping[str, Value], hidden: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Meaning and value of each field; none whose name has one of the ``hidden`` parts."""
    language, veil = session.language, session.veil()
    for field in kind.fields:
        if props.get(field.name) in (None, "") or is_stated_elsewhere(kind, field, props):
            continue
        if any(part in field.name for part in hidden):
            continue
        value = props[field.name]
        words = _CODES.get(field.name, {})
        if str(value) in words:
            shown = language.text(words[str(value)])
        else:
            shown = veil.text(format_value(kind, field, value, props, language))
        yield language.text(format_meaning(field)), shown

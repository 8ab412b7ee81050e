"""Reads the ledger of recovery: the trial balance of a period, the journal, and the journal as a file."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph_schema.errors import WrongUse
from graph_schema.records.events import Event
from graph_schema.records.provenance import digest_bytes
from tracer.access.roles import Right
from tracer.casefile.ledger_book import BookEntry, BookLine, LedgerBook, LotOpening
from tracer.casework.earlier_measures.reading import source_record
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.export.ledger_forms.registry import read_ledger_form
from tracer.recovery.ledger.journal import JournalEntry, journal_entries
from tracer.recovery.ledger.lots import lots_of_asset
from tracer.recovery.ledger.trial_balance import balance_rows, lot_openings
from tracer.wording.documents import describe_document

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LedgerPeriod:
    """Which part of the ledger is asked for. ``first`` None: from its first entry. ``last``, ``known_on`` None: today.

    ``known_on``: by what was recorded up to that day, inclusive. ``asset``: id; only the lots of this asset.
    """

    first: date | None = None
    last: date | None = None
    known_on: date | None = None
    asset: str | None = None


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One class of one file and currency, minor units: closing = opening + in - out. ``case``: number of the file."""

    office: str
    case: str
    ledger_class: str
    currency: str
    opening_minor: int
    in_minor: int
    out_minor: int
    closing_minor: int


@dataclass(frozen=True, slots=True)
class LedgerBalance:
    """The trial balance from ``first`` (None: the first entry) to ``last``, both inclusive, as known on a day.

    The lines come by office, number of the file, currency and class.
    """

    first: date | None
    last: date
    known_on: date
    lines: tuple[BalanceLine, ...]


@dataclass(frozen=True, slots=True)
class LedgerFileReport:
    """What was handed out. ``size``: bytes; ``digest``: the SHA-256 of the file."""

    form: str
    size: int
    digest: str
    entries: int


@dataclass(frozen=True, slots=True)
class ExportedLedger:
    """The journal as a file of one form, and what is in it."""

    data: bytes
    report: LedgerFileReport


def show_balance(session: Session, period: LedgerPeriod) -> LedgerBalance:
    """What has each class of each file at the beginning and the end of the period, and what came in and went out?

    The openings of a currency sum to 0, and so do its closings, if no asset is named or its lots are whole.
    Raises WrongUse if the period ends before it begins.
    """
    last, known = _begin(session, "oversee", "ledger balance", period)
    graph, veil, facts = session.graph(), session.veil(), read_recovery_case(session).facts(known)
    lots = None if period.asset is None else lots_of_asset(facts, period.asset)
    lines = [
        BalanceLine(
            office=veil.text(row.office),
            case=veil.text(str(graph.nodes[row.case].props["number"])) if row.case in graph.nodes else "",
            ledger_class=row.ledger_class,
            currency=row.currency,
            opening_minor=row.flow.opening,
            in_minor=row.flow.came_in,
            out_minor=row.flow.went_out,
            closing_minor=row.flow.closing,
        )
        for row in balance_rows(facts, period.first, last, lots=lots)
    ]
    lines.sort(key=lambda line: (line.office, line.case))
    return LedgerBalance(period.first, last, known, tuple(lines))


def show_journal(session: Session, period: LedgerPeriod) -> LedgerBook:
    """Which postings and reversals has the period, with lines, documents and authors, under the veil?

    Raises WrongUse if the period ends before it begins.
    """
    last, known = _begin(session, "oversee", "ledger journal", period)
    return _read_book(session, period, last, known)


def export_journal(session: Session, period: LedgerPeriod, form: str) -> ExportedLedger:
    """The journal as a file of this form. The log keeps the form, the count and the SHA-256 of the file.

    The same case, period, day and language give the same bytes. Raises WrongUse for an unknown form, and if the period ends
    before it begins.
    """
    session.allow("export", "ledger")
    chosen = read_ledger_form(form)
    last, known = _begin(session, "export", "ledger", period)
    book = _read_book(session, period, last, known)
    data = chosen.write(book, session.language)
    report = LedgerFileReport(chosen.name, len(data), digest_bytes(data), len(book.entries))
    subject = period.asset if period.asset in session.graph().nodes else ""
    session.note("export", subject or "", f"form={chosen.name} sha256={report.digest} entries={report.entries}")
    _log.info("export form=%s bytes=%d entries=%d", chosen.name, len(data), report.entries)
    return ExportedLedger(data, report)


def _begin(session: Session, right: Right, action: str, period: LedgerPeriod) -> tuple[date, date]:
    """The last day and the day of knowledge, once the right is checked and the reading logged.

    A period that is refused reads nothing, so it is not logged.
    """
    session.allow(right, action)
    today = session.today()
    last = period.last or today
    if period.first is not None and period.first > last:
        raise WrongUse("The period ends on {last}, before it begins on {first}.", last=last, first=period.first)
    session.read_nodes(right, action, *filter(None, [period.asset]))
    return last, period.known_on or today


def _read_book(session: Session, period: LedgerPeriod, last: date, known: date) -> LedgerBook:
    facts = read_recovery_case(session).facts(known)
    lots = None if period.asset is None else lots_of_asset(facts, period.asset)
    openings = {} if period.first is None else lot_openings(facts, period.first, lots=lots)
    events = {kept.event.id: kept.event for kept in session.graph().events}
    entries = journal_entries(facts, period.first, last, lots=lots)
    return LedgerBook(
        first=period.first,
        last=last,
        known_on=known,
        openings=tuple(
            LotOpening(lot, tuple(BookLine(name, currency, minor) for (name, currency), minor in sorted(rows.items())))
            for lot, rows in openings.items()
        ),
        entries=tuple(_book_entry(session, entry, events) for entry in entries),
    )


def _book_entry(session: Session, entry: JournalEntry, events: Mapping[str, Event]) -> BookEntry:
    graph, veil = session.graph(), session.veil()
    posting = events.get(source_record(entry.reverses or entry.id)) if entry.document else None
    recorded = events.get(source_record(entry.id))
    item, asset, case = (graph.nodes.get(name) for name in (entry.item, entry.asset, entry.case))
    return BookEntry(
        id=entry.id,
        on=entry.on,
        recorded=entry.recorded,
        author=veil.text(recorded.author) if recorded else "",
        template=entry.template,
        reverses=entry.reverses,
        item=entry.item,
        item_number=veil.text(str(item.props.get("number", ""))) if item else "",
        lot=entry.lot,
        asset=entry.asset,
        asset_caption=caption(asset, veil) if asset else "",
        case=veil.text(str(case.props["number"])) if case else "",
        office=veil.text(entry.office),
        document=veil.text(describe_document(posting, session.language)) if posting else "",
        authority=veil.text(entry.authority.name) if entry.authority else "",
        reason=veil.text(entry.reason),
        lines=tuple(BookLine(line.ledger_class, line.currency, line.minor) for line in entry.lines),
    )

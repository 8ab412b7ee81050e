"""Lists the terms that run in a case, and writes them as a calendar file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from graph_schema.records.provenance import digest_bytes
from tracer.access.roles import Right
from tracer.casefile.term_sheet import TermAbout, TermLine, TermSheet
from tracer.casework.evidence_lines import caption
from tracer.casework.overview.term_subjects import read_subject, term_id
from tracer.casework.recovery.recovery_state import RecoveryState, recovery_state
from tracer.casework.sessions.session import Session
from tracer.export.term_calendar import write_term_calendar
from tracer.recovery.deadlines.terms import RecoveryTerm
from tracer.recovery.figures.running_terms import running_terms
from tracer.wording.field_words import format_statute
from tracer.wording.plain_values import say_plain
from tracer.wording.recovery.term_words import REMIND_WORDS

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TermQuestion:
    """Which terms are asked for. ``as_of`` None: today. ``asset``: id; ``remind``: P, J, A or V; None: all."""

    as_of: date | None = None
    asset: str | None = None
    remind: str | None = None


@dataclass(frozen=True, slots=True)
class TermCalendarReport:
    """What was handed out. ``size``: bytes; ``digest``: the SHA-256 of the file; ``terms``: how many it has."""

    size: int
    digest: str
    terms: int


@dataclass(frozen=True, slots=True)
class ExportedTerms:
    """The terms as a calendar file, and what is in it."""

    data: bytes
    report: TermCalendarReport


def list_deadlines(session: Session, question: TermQuestion | None = None) -> TermSheet:
    """Which terms run in the case on a day, by what was recorded until that day, the earliest first?

    A term that has passed is listed as overdue until its task is done; it never changes a state. Raises WrongUse for an
    unknown letter of ``remind``. Cost: as ``running_terms``.
    """
    return _read(session, "oversee", "deadlines", question or TermQuestion())


def export_deadlines(session: Session, question: TermQuestion | None = None) -> ExportedTerms:
    """The same terms as a calendar file (RFC 5545). The log keeps the count and the SHA-256 of the file.

    The same case, question, day and language give the same bytes.
    """
    asked = question or TermQuestion()
    sheet = _read(session, "export", "deadlines", asked)
    data = write_term_calendar(sheet, session.language)
    report = TermCalendarReport(len(data), digest_bytes(data), len(sheet.terms))
    subject = asked.asset if asked.asset in session.graph().nodes else ""
    session.note("export", subject or "", f"form=ics sha256={report.digest} terms={report.terms}")
    _log.info("export form=ics bytes=%d terms=%d", len(data), report.terms)
    return ExportedTerms(data, report)


def _read(session: Session, right: Right, action: str, question: TermQuestion) -> TermSheet:
    session.allow(right, action)
    if question.remind is not None and question.remind not in REMIND_WORDS:
        known = ", ".join(REMIND_WORDS)
        raise WrongUse(
            "Nobody is reminded by the letter {letter}; known are {known}.", letter=question.remind, known=known
        )
    session.read_nodes(right, action, *filter(None, [question.asset]))
    day = question.as_of or session.today()
    state = recovery_state(session, as_of=day, known_on=day)
    return TermSheet(day, tuple(_lines(session, state, question)))


def _lines(session: Session, state: RecoveryState, question: TermQuestion) -> Iterator[TermLine]:
    graph, veil, language, day = session.graph(), session.veil(), session.language, state.as_of
    marks = {person.id: person.mark for person in veil.persons}
    # One rule may run from two sums that were taken on one day: that is one term.
    for term in dict.fromkeys(running_terms(state.facts, day)):
        remind = tuple(term.rule.remind.split(", "))
        subject = read_subject(graph, state, term)
        if question.remind is not None and question.remind not in remind:
            continue
        if question.asset is not None and question.asset not in (node.id for node in subject.about):
            continue
        person = graph.nodes.get(subject.person)
        yield TermLine(
            id=term_id(term, marks),
            rule=term.rule.id,
            what=language.text(term.rule.title),
            statute=format_statute(language.text(term.rule.statute)),
            remind=remind,
            lapses=term.rule.lapses,
            start=_day_and_instant(term.start)[0],
            start_at=_day_and_instant(term.start)[1],
            due=term.due_day,
            due_at=_day_and_instant(term.due)[1],
            days_left=term.days_left(day),
            severity=term.severity(day),
            about=tuple(
                TermAbout("" if veil.covers(node.id) else node.id, node.type, caption(node, veil))
                for node in subject.about
            ),
            case="" if subject.case is None else caption(subject.case, veil),
            number=veil.text(subject.number),
            person="" if person is None else caption(person, veil),
            fact=subject.fact,
            reasons=_reasons(session, term),
        )


def _reasons(session: Session, term: RecoveryTerm) -> tuple[str, ...]:
    said = [say_plain(reason, session.language) for reason in term.reasons]
    if isinstance(term.start, datetime) and term.start.time() == time():
        said.append(
            session.language.text(N_("Where only the day of the start is on record, the hours run from 00:00 UTC."))
        )
    return tuple(said)


def _day_and_instant(moment: date) -> tuple[date, datetime | None]:
    return (moment.date(), moment) if isinstance(moment, datetime) else (moment, None)

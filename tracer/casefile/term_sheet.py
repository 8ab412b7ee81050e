"""The terms that run in a case, as they are listed and exported: captions under the veil, words in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph_schema.messages import N_
from tracer.wording.language import Language
from tracer.wording.recovery.term_words import FACT_WORDS


@dataclass(frozen=True, slots=True)
class TermAbout:
    """A record that a term is about: an asset or account, else an order, item, file or recognition.

    ``id``: empty for a protected person's account.
    """

    id: str
    type: str
    caption: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term. ``due``: its last day, inclusive; for a term in hours the day in UTC of ``due_at``, an instant in UTC.

    ``id``: the same for the same term, in any language. ``rule``: id of its row in the table of terms; ``what``: what is
    due. ``remind``: P prosecutor, J judge or court, A ANABI, V lawyer of the victim. ``lapses``: right, measure, nothing,
    unstated. ``days_left`` below 0: overdue. ``severity``: overdue, red, amber, green. ``case``, ``number``: of the file, and
    of the order or item in its register; empty if the term has none. ``person``: whom a challenge or notice concerns, a
    pseudonym if protected. ``fact``: code of what a notice is about, else empty. ``reasons``: how the last day was computed.
    """

    id: str
    rule: str
    what: str
    statute: str
    remind: tuple[str, ...]
    lapses: str
    start: date
    start_at: datetime | None
    due: date
    due_at: datetime | None
    days_left: int
    severity: str
    about: tuple[TermAbout, ...]
    case: str
    number: str
    person: str
    fact: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermSheet:
    """The terms that run on ``as_of`` by what was recorded until then, the earliest first."""

    as_of: date
    terms: tuple[TermLine, ...]


def describe_subject(line: TermLine, language: Language) -> str:
    """What the term is about: captions, the number of order or item, the file, the person, the moment."""
    captions = [one.caption for one in line.about if one.caption not in (line.case, line.number)]
    fact = language.text(FACT_WORDS[line.fact]) if line.fact in FACT_WORDS else ""
    number = language.text(N_("no. {number}"), number=line.number) if line.number else ""
    return ", ".join(filter(None, (*captions, line.case, number, line.person, fact)))

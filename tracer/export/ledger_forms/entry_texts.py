"""What the text forms of the journal have in common: the text of an entry, the day of the end, the currencies."""

from __future__ import annotations

from datetime import date, timedelta

from graph_schema.messages import N_
from tracer.casefile.ledger_book import BookEntry, LedgerBook
from tracer.wording.language import Language
from tracer.wording.recovery.ledger_terms import POSTING_WORDS


def entry_text(entry: BookEntry, language: Language) -> str:
    """What was booked, by which document, in which file, for which reason; in the reader's language."""
    name = language.text(POSTING_WORDS[entry.template])
    if entry.reverses:
        name = language.text(N_("reversal: {name}"), name=name)
    return ", ".join(filter(None, (name, entry.document, entry.authority, entry.case, entry.reason)))


def closing_day(book: LedgerBook) -> date | None:
    """On which day does the last entry count, from which on the balances stay as they are? None: there is none."""
    days = [entry.on for entry in book.entries]
    if book.openings and book.first is not None:
        days.append(book.first - timedelta(days=1))
    return max(days, default=None)


def currencies_of(book: LedgerBook) -> list[str]:
    """Which currencies does the book have, in order?"""
    return sorted({currency for _, _, currency in book.closings()})

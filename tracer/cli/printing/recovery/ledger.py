"""What ``tracer ledger`` prints: the trial balance, the journal, the file that was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.recovery.ledger_terms import LEDGER_CLASS_WORDS, POSTING_WORDS

if TYPE_CHECKING:
    from datetime import date

    from tracer.actions.recovery.ledger import LedgerBalance, LedgerFileReport
    from tracer.casefile.ledger_book import LedgerBook


def print_balance(balance: LedgerBalance, language: Language) -> None:
    """One block a file and currency, one line a class: opening, in, out, closing."""
    _print_period(balance.first, balance.last, balance.known_on, language)
    if not balance.lines:
        say(language.text(N_("The ledger has no entry in this period.")))
    shown = None
    for line in balance.lines:
        block = (line.office, line.case, line.currency)
        if block != shown:
            shown = block
            say()
            say(", ".join(filter(None, block)))
            heads = (N_("opening"), N_("came in"), N_("went out"), N_("closing"))
            say(f"  {'':<28}" + "".join(f" {language.text(head):>20}" for head in heads))
        sums = (line.opening_minor, line.in_minor, line.out_minor, line.closing_minor)
        name = language.text(LEDGER_CLASS_WORDS[line.ledger_class])
        say(f"  {name:<28}" + "".join(f" {language.money(minor, line.currency):>20}" for minor in sums))


def print_journal(book: LedgerBook, language: Language) -> None:
    """Each entry with its lines; debit is positive, credit negative."""
    _print_period(book.first, book.last, book.known_on, language)
    if not book.entries:
        say(language.text(N_("The ledger has no entry in this period.")))
    for entry in book.entries:
        name = language.text(POSTING_WORDS[entry.template])
        if entry.reverses:
            name = language.text(N_("reversal: {name}"), name=name)
        say()
        say(f"{language.date(entry.on)} {name}  {entry.case} {entry.item_number} {entry.asset_caption}  [{entry.id}]")
        recorded = language.text(
            N_("recorded on {day} by {author}"), day=language.date(entry.recorded), author=entry.author
        )
        say(f"  {'; '.join(filter(None, (entry.document, entry.authority, recorded, entry.reason)))}")
        for line in entry.lines:
            class_name = language.text(LEDGER_CLASS_WORDS[line.ledger_class])
            say(f"    {class_name:<28} {language.money(line.minor, line.currency):>20}")


def print_ledger_file(report: LedgerFileReport, language: Language, *, target: Path) -> None:
    """The file, how many entries it has, its digest."""
    size = language.number(report.size)
    say(language.text(N_("Written: {target} ({size} bytes)."), target=target, size=size))
    entries = language.plural("{n} entry", "{n} entries", report.entries)
    say(f"{entries}; SHA-256 {report.digest}")


def _print_period(first: date | None, last: date, known: date, language: Language) -> None:
    days = {"last": language.date(last), "known": language.date(known)}
    if first is None:
        say(language.text(N_("Ledger from its first entry to {last}, as known on {known}"), **days))
    else:
        text = N_("Ledger from {first} to {last}, as known on {known}")
        say(language.text(text, first=language.date(first), **days))

"""What the controls of ``tracer ledger`` print: the months, the roll-forward, the match with the bank."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.code_words import CODE_WORDS
from tracer.wording.language import Language
from tracer.wording.locators import format_place
from tracer.wording.recovery.control_words import ROLL_COLUMN_WORDS
from tracer.wording.recovery.ledger_terms import LEDGER_CLASS_WORDS
from tracer.wording.terms import CLASS_WORDS

if TYPE_CHECKING:
    from tracer.actions.controls.bank_match import BankMatch
    from tracer.actions.controls.months import MonthReport
    from tracer.actions.controls.roll_forward import RollFileReport
    from tracer.casefile.roll_forward_sheet import RollForwardSheet


def print_months(report: MonthReport, language: Language) -> None:
    """Each office with its closings; then what one month has open, and what was corrected in it."""
    from graph_schema.codes.recovery.postings import MONTH_STEP_CODES
    from tracer.recovery.controls.month_report import CORRECTION_KINDS, OPEN_KINDS

    if not report.closed:
        say(language.text(N_("No office keeps a file in this case.")))
    for office in report.closed:
        if office.last is None:
            say(language.text(N_("{office}: no month is closed."), office=office.office))
        else:
            day = language.date(office.last)
            say(language.text(N_("{office}: closed until {day}."), office=office.office, day=day))
        for step in report.steps:
            if step.office == office.office:
                name = language.text(CODE_WORDS[MONTH_STEP_CODES][step.event])
                say(
                    "  "
                    + language.text(
                        N_("{month} {step} on {day} by {author}"),
                        month=f"{step.month:%Y-%m}",
                        step=name,
                        day=language.date(step.on),
                        author=step.author,
                    )
                )
                if step.signed_by:
                    say("    " + language.text(N_("signed by {person}"), person=step.signed_by))
                if step.reason:
                    say("    " + language.text(N_("reason: {reason}"), reason=step.reason))
    say()
    say(language.text(N_("Open at the end of {month}: {n}"), month=f"{report.month:%Y-%m}", n=len(report.open)))
    for row in report.open:
        kind = language.text(OPEN_KINDS[row.kind])
        say(f"  {row.office}  {row.item}  {kind}  {language.money(row.minor, row.currency)}")
    say(
        language.text(
            N_("Corrections recorded in {month}: {n}"), month=f"{report.month:%Y-%m}", n=len(report.corrections)
        )
    )
    for line in report.corrections:
        kind = language.text(CORRECTION_KINDS[line.kind])
        say(f"  {line.office}  {language.date(line.recorded)}  {kind}  {line.author}: {line.reason}  [{line.target}]")


def print_roll_forward(sheet: RollForwardSheet, language: Language) -> None:
    """One block a class of assets, one line a movement with number and value; then the classes of the ledger."""
    first = "" if sheet.first is None else language.date(sheet.first)
    days = {"last": language.date(sheet.last), "known": language.date(sheet.known_on)}
    if first:
        say(language.text(N_("Roll-forward from {first} to {last}, as known on {known}"), first=first, **days))
    else:
        say(language.text(N_("Roll-forward from the beginning to {last}, as known on {known}"), **days))
    if not sheet.assets and not sheet.money:
        say(language.text(N_("Nothing is held in this period.")))
    for line in sheet.assets:
        name = language.text(CLASS_WORDS.get(line.asset_class, line.asset_class))
        say()
        say(", ".join(filter(None, (line.office, name, line.currency or language.text(N_("without a value"))))))
        for cell in line.cells:
            if cell.number or cell.minor or cell.column in ("opening", "closing"):
                column = language.text(ROLL_COLUMN_WORDS[cell.column])
                value = language.money(cell.minor, line.currency) if line.currency else ""
                say(f"  {column:<28} {language.number(cell.number):>8} {value:>22}")
    shown = None
    for row in sheet.money:
        if shown != (row.office, row.currency):
            shown = (row.office, row.currency)
            say()
            say(", ".join(filter(None, (row.office, language.text(N_("Money")), row.currency))))
            heads = (N_("opening"), N_("came in"), N_("went out"), N_("closing"))
            say(f"  {'':<28}" + "".join(f" {language.text(head):>20}" for head in heads))
        sums = (row.opening_minor, row.in_minor, row.out_minor, row.closing_minor)
        name = language.text(LEDGER_CLASS_WORDS[row.ledger_class])
        say(f"  {name:<28}" + "".join(f" {language.money(minor, row.currency):>20}" for minor in sums))


def print_roll_file(report: RollFileReport, language: Language, *, target: Path) -> None:
    """The file, how many lines it has, its digest."""
    size = language.number(report.size)
    say(language.text(N_("Written: {target} ({size} bytes)."), target=target, size=size))
    say(f"{language.plural('{n} line', '{n} lines', report.lines)}; SHA-256 {report.digest}")


def print_bank_match(found: BankMatch, language: Language) -> None:
    """The sums, then by result each movement with the rows that agree."""
    from tracer.recovery.controls.bank_match import MATCH_RESULTS

    last = language.date(found.last)
    text = N_("{office} against the account {account} until {last}, at most {days} days apart")
    say(language.text(text, office=found.office, account=found.account, last=last, days=found.window_days))
    for row in found.sums:
        say(
            "  "
            + language.text(
                N_(
                    "{currency}: ledger {book}, bank {bank}; open in the ledger {open_book}, open at the bank {open_bank}"
                ),
                currency=row.currency,
                book=language.money(row.book_minor, row.currency),
                bank=language.money(row.bank_minor, row.currency),
                open_book=language.money(row.open_book_minor, row.currency),
                open_bank=language.money(row.open_bank_minor, row.currency),
            )
        )
    for result, words in MATCH_RESULTS.items():
        lines = [line for line in found.lines if line.result == result]
        say()
        say(f"{language.text(words)}: {language.number(len(lines))}")
        for line in lines:
            age = "" if line.age_days is None else language.plural("{n} day old", "{n} days old", line.age_days)
            for book in line.book:
                amount = language.money(book.minor, book.currency)
                say(
                    f"  {language.text(N_('ledger'))}  {language.date(book.on)} {amount:>20}  {book.document}  [{book.id}]"
                )
            for bank in line.bank:
                amount = language.money(bank.minor, bank.currency)
                place = f"{bank.file} {format_place(bank.locator, language)}"
                say(f"  {language.text(N_('bank row'))}  {language.date(bank.on)} {amount:>20}  {bank.text}  [{place}]")
            if age:
                say(f"    {age}")

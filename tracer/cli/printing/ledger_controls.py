"""What the controls of ``tracer ledger`` print: the months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.code_words import CODE_WORDS
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.controls.months import MonthReport


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

"""The command for the terms that run in a case, on the screen or as a calendar file."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import SEIZABLE, resolve
from tracer.cli.options import JSON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.recovery.deadlines import print_deadlines, print_term_calendar
from tracer.wording.recovery.term_words import REMIND_WORDS


@click.command(help=WORDS.text("Every term that runs in the case, the earliest first; as a calendar file too."))
@click.option("--as-of", type=Day(), help=WORDS.text("Terms that run on this day; default: today."))
@click.option("--asset", help=WORDS.text("Only the terms about this asset or account."))
@click.option(
    "--remind",
    type=click.Choice(list(REMIND_WORDS)),
    help=WORDS.text("Only the terms of: P prosecutor, J judge or court, A ANABI, V lawyer of the victim."),
)
@click.option("--explain", is_flag=True, help=WORDS.text("Say how each last day was computed."))
@click.option(
    "--ics", "calendar", type=click.Path(path_type=Path), help=WORDS.text("Write a calendar file (iCalendar) instead.")
)
@JSON
@click.pass_obj
def deadlines(
    command: CommandContext,
    as_of: date | None,
    asset: str | None,
    remind: str | None,
    explain: bool,
    calendar: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.recovery.report import save_document
    from tracer.actions.recovery_lists.term_list import TermQuestion, export_deadlines, list_deadlines

    with command.open() as session:
        session.allow("oversee" if calendar is None else "export", "deadlines")
        question = TermQuestion(as_of, resolve(session, asset, SEIZABLE) if asset else None, remind)
        if calendar is None:
            found = list_deadlines(session, question)
            output.show("deadlines", found, command.language, as_json, partial(print_deadlines, explain=explain))
            return
        made = export_deadlines(session, question)
    save_document(made.data, calendar)
    printer = partial(print_term_calendar, target=calendar)
    output.show("deadlines-export", made.report, command.language, as_json, printer)

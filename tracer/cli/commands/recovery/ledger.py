"""Commands for the ledger of recovery: the trial balance, the journal, and the commands of ``ledger_controls``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.commands.recovery.ledger_controls import LEDGER_CONTROLS
from tracer.cli.meaning import ASSETS, resolve
from tracer.cli.options import JSON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.recovery.ledger import print_balance, print_journal, print_ledger_file

if TYPE_CHECKING:
    from tracer.actions.recovery.ledger import LedgerPeriod
    from tracer.casework.sessions.session import Session


def takes_period(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the part of the ledger that is asked for."""
    for option in (
        click.option("--asset", help=WORDS.text("Only the money of this asset.")),
        click.option("--known-on", type=Day(), help=WORDS.text("By what was recorded up to this day; default: today.")),
        click.option("--to", "last", type=Day(), help=WORDS.text("Last day; default: today.")),
        click.option("--from", "first", type=Day(), help=WORDS.text("First day; default: that of the first entry.")),
    ):
        command = option(command)
    return command


@click.group(
    help=WORDS.text("The ledger of recovered money: trial balance, journal, closed months, checks of an auditor.")
)
def ledger() -> None:
    pass


for _control in LEDGER_CONTROLS:
    ledger.add_command(_control)


@ledger.command("balance", help=WORDS.text("Opening, in, out and closing of each class, by file and currency."))
@takes_period
@JSON
@click.pass_obj
def ledger_balance(
    command: CommandContext,
    first: date | None,
    last: date | None,
    known_on: date | None,
    asset: str | None,
    as_json: bool,
) -> None:
    from tracer.actions.recovery.ledger import show_balance

    with command.open() as session:
        session.allow("oversee", "ledger balance")
        found = show_balance(session, _period(session, first, last, known_on, asset))
    output.show("ledger-balance", found, command.language, as_json, print_balance)


@ledger.command(
    "journal", help=WORDS.text("Each posting and reversal with its lines; as CSV, hledger or beancount into a file.")
)
@takes_period
@click.option("--csv", type=click.Path(path_type=Path), help=WORDS.text("Write a table, a row for each line."))
@click.option("--hledger", type=click.Path(path_type=Path), help=WORDS.text("Write a journal for hledger."))
@click.option("--beancount", type=click.Path(path_type=Path), help=WORDS.text("Write a journal for beancount."))
@JSON
@click.pass_obj
def ledger_journal(
    command: CommandContext,
    first: date | None,
    last: date | None,
    known_on: date | None,
    asset: str | None,
    csv: Path | None,
    hledger: Path | None,
    beancount: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.recovery.ledger import export_journal, show_journal
    from tracer.actions.recovery.report import save_document

    targets = {"csv": csv, "hledger": hledger, "beancount": beancount}
    wanted = [(form, target) for form, target in targets.items() if target is not None]
    if len(wanted) > 1:
        raise WrongUse("Several files are asked for. Give one of --csv, --hledger and --beancount.")
    with command.open() as session:
        if not wanted:
            session.allow("oversee", "ledger journal")
            book = show_journal(session, _period(session, first, last, known_on, asset))
            output.show("ledger-journal", book, command.language, as_json, print_journal)
            return
        session.allow("export", "ledger")
        ((form, target),) = wanted
        made = export_journal(session, _period(session, first, last, known_on, asset), form)
    save_document(made.data, target)
    output.show("ledger-export", made.report, command.language, as_json, partial(print_ledger_file, target=target))


def _period(
    session: Session, first: date | None, last: date | None, known_on: date | None, asset: str | None
) -> LedgerPeriod:
    from tracer.actions.recovery.ledger import LedgerPeriod

    return LedgerPeriod(first, last, known_on, resolve(session, asset, ASSETS) if asset else None)

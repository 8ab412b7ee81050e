"""Commands of the ledger for supervisors and auditors: months, the roll-forward, the match with the bank."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import resolve
from tracer.cli.options import JSON, REASON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.recovery.act import print_act
from tracer.cli.printing.recovery.ledger_controls import (
    print_bank_match,
    print_months,
    print_roll_file,
    print_roll_forward,
)


class Month(click.ParamType[date]):
    """A month as YYYY-MM; its first day."""

    name = WORDS.text("YYYY-MM")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a month. Fails with the value and the form expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(f"{value}-01" if len(value) == 7 else "")
        except ValueError:
            self.fail(WORDS.text("{value} is not a month; expected YYYY-MM.", value=repr(value)), param, ctx)


@click.command("close", help=WORDS.text("Close a month of an office, and all months before it; a second person signs."))
@click.argument("office", metavar=WORDS.text("OFFICE"))
@click.argument("month", type=Month())
@click.option("--signed-by", "signed_by", required=True, help=WORDS.text("Name of the second person who signs."))
@REASON
@JSON
@click.pass_obj
def close_month(command: CommandContext, office: str, month: date, signed_by: str, reason: str, as_json: bool) -> None:
    _record(command, office, month, "closed", signed_by, reason, as_json)


@click.command("reopen", help=WORDS.text("Reopen the last closed month of an office, with a reason."))
@click.argument("office", metavar=WORDS.text("OFFICE"))
@click.argument("month", type=Month())
@REASON
@JSON
@click.pass_obj
def reopen_month(command: CommandContext, office: str, month: date, reason: str, as_json: bool) -> None:
    _record(command, office, month, "reopened", None, reason, as_json)


@click.command("months", help=WORDS.text("Closed and reopened months, with what is open and corrected in one month."))
@click.option("--office", help=WORDS.text("Only this office."))
@click.option(
    "--month", type=Month(), help=WORDS.text("Month of the open entries and corrections; default: this month.")
)
@JSON
@click.pass_obj
def list_months(command: CommandContext, office: str | None, month: date | None, as_json: bool) -> None:
    from tracer.actions.controls.months import show_months

    with command.open() as session:
        found = show_months(session, office=office, month=month)
    output.show("ledger-months", found, command.language, as_json, print_months)


@click.command(
    "roll-forward",
    help=WORDS.text(
        "Assets of each office in number and value, and its money: opening, what came and went by cause, closing."
    ),
)
@click.option("--from", "first", type=Day(), help=WORDS.text("First day; default: from the beginning."))
@click.option("--to", "last", type=Day(), help=WORDS.text("Last day; default: today."))
@click.option("--known-on", type=Day(), help=WORDS.text("By what was recorded up to this day; default: today."))
@click.option("--csv", type=click.Path(path_type=Path), help=WORDS.text("Write a table, a row for each figure."))
@click.option("--xlsx", type=click.Path(path_type=Path), help=WORDS.text("Write a workbook with sums as formulas."))
@JSON
@click.pass_obj
def show_roll(
    command: CommandContext,
    first: date | None,
    last: date | None,
    known_on: date | None,
    csv: Path | None,
    xlsx: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.controls.roll_forward import RollPeriod, export_roll_forward, show_roll_forward
    from tracer.actions.recovery.report import save_document

    wanted = [(form, target) for form, target in (("csv", csv), ("xlsx", xlsx)) if target is not None]
    if len(wanted) > 1:
        raise WrongUse("Several files are asked for. Give one of --csv and --xlsx.")
    period = RollPeriod(first, last, known_on)
    with command.open() as session:
        if not wanted:
            sheet = show_roll_forward(session, period)
            output.show("ledger-roll-forward", sheet, command.language, as_json, print_roll_forward)
            return
        ((form, target),) = wanted
        made = export_roll_forward(session, period, form)
    save_document(made.data, target)
    output.show(
        "ledger-roll-forward-export", made.report, command.language, as_json, partial(print_roll_file, target=target)
    )


@click.command(
    "bank-match",
    help=WORDS.text(
        "Match the unique account of an office with the imported statements of its bank account ACCOUNT: by amount, day and "
        "document number."
    ),
)
@click.argument("office", metavar=WORDS.text("OFFICE"))
@click.argument("account", metavar=WORDS.text("ACCOUNT"))
@click.option("--from", "first", type=Day(), help=WORDS.text("First day; default: from the beginning."))
@click.option("--to", "last", type=Day(), help=WORDS.text("Last day; default: today."))
@click.option(
    "--window",
    "window_days",
    type=click.IntRange(0, 60),
    default=5,
    show_default=True,
    help=WORDS.text("Most days between the posting and the row."),
)
@JSON
@click.pass_obj
def match_account(
    command: CommandContext,
    office: str,
    account: str,
    first: date | None,
    last: date | None,
    window_days: int,
    as_json: bool,
) -> None:
    from tracer.actions.controls.bank_match import match_office_account

    with command.open() as session:
        session.allow("oversee", "ledger bank-match")
        wanted = resolve(session, account, frozenset({"Account"}))
        found = match_office_account(session, office, wanted, first=first, last=last, window_days=window_days)
    output.show("ledger-bank-match", found, command.language, as_json, print_bank_match)
    if any(line.result != "matched" for line in found.lines):
        sys.exit(1)


def _record(
    command: CommandContext, office: str, month: date, event: str, signed_by: str | None, reason: str, as_json: bool
) -> None:
    from tracer.actions.recovery.acts import record_act, report_act
    from tracer.recovery.acts.money import MonthAct

    with command.open(reason) as session:
        today = session.today()
        act = MonthAct(
            id="",
            effective=today,
            recorded=today,
            office=office,
            month=month,
            event=event,
            signed_by=signed_by,
            reason=reason,
        )
        # A month that is closed, reopened and closed on one day has two closings.
        recorded = record_act(session, act, reason=reason, key=session.now().isoformat())
        report = report_act(session, recorded.outcome, id_=recorded.id)
    output.show("act", report, command.language, as_json, print_act)
    if not report.accepted:
        sys.exit(1)


LEDGER_CONTROLS: Final[tuple[click.Command, ...]] = (close_month, reopen_month, list_months, show_roll, match_account)
"""The commands of this module, under ``tracer ledger``."""

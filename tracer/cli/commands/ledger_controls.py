"""Commands of the ledger for supervisors and auditors: close and reopen a month, list the months."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any, Final

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, REASON, WORDS
from tracer.cli.printing import output
from tracer.cli.printing.act import print_act
from tracer.cli.printing.ledger_controls import print_months


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


LEDGER_CONTROLS: Final[tuple[click.Command, ...]] = (close_month, reopen_month, list_months)
"""The commands of this module, under ``tracer ledger``."""

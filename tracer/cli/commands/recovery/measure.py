"""Commands for measures on assets: list them, record the next step of one."""

from __future__ import annotations

import sys
from datetime import date

import click

from graph_schema.values.money import parse_plain
from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import MEASURES, resolve
from tracer.cli.options import JSON, KEY, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.files import format_decision
from tracer.cli.printing.recovery.measure import print_measures


@click.group(help=WORDS.text("Measures on assets: list them, put the next step on record."))
def measure() -> None:
    pass


@measure.command("list", help=WORDS.text("List measures, nearest deadline first."))
@click.option("--asset")
@click.option("--as-of", type=Day())
@JSON
@click.pass_obj
def measure_list(command: CommandContext, asset: str | None, as_of: date | None, as_json: bool) -> None:
    from tracer.actions.recovery.measures import list_measures

    with command.open() as session:
        node = resolve(session, asset) if asset else None
        found = list_measures(session, asset=node, as_of=as_of)
    output.show("measure", found, command.language, as_json, print_measures)


@measure.command("step", help=WORDS.text("Put the next step of a measure on record."))
@click.argument("measure")
@click.argument("state")
@click.option("--effective", type=Day(), required=True)
@click.option("--document", "document", type=(str, str, Day(), str), metavar=WORDS.text("KIND NUMBER DATE AUTHORITY"))
@click.option(
    "--amount",
    type=(str, str),
    metavar=WORDS.text("AMOUNT CURRENCY"),
    help=WORDS.text("Sum that was paid or received, such as: 1500.00 RON"),
)
@click.option("--reason", required=True)
@KEY
@click.pass_obj
def measure_step(
    command: CommandContext,
    measure: str,
    state: str,
    effective: date,
    document: tuple[str, str, date, str] | None,
    amount: tuple[str, str] | None,
    reason: str,
    key: str,
) -> None:
    from tracer.actions.recovery.orders import Document, record_step

    paper = None if document is None else Document(*document)
    paid = None if amount is None else (parse_plain(*amount), amount[1])
    with command.open(reason) as session:
        node = resolve(session, measure, MEASURES)
        report = record_step(
            session, node, state, effective=effective, document=paper, reason=reason, amount=paid, key=key
        )
    format_decision(report, command.language)
    if report.rejections:
        sys.exit(1)

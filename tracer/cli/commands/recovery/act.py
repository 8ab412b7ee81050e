"""The command that puts one act of recovery on record, or shows what would become of it."""

from __future__ import annotations

import sys
from datetime import date

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import ANYTHING, PARTIES, resolve
from tracer.cli.options import JSON, KEY, REASON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.recovery.act import print_act


@click.command(
    help=WORDS.text(
        "Put an act of recovery on record: an order, an item of it, a step, a check, an appeal, a sale, a posting, a claim, a "
        "certificate. KIND is its kind, each NAME=VALUE a field; a wrong one is answered with those that there are. Records "
        "are named by their number, persons and assets by name, sums as 1500.00 with currency=RON."
    )
)
@click.argument("kind")
@click.argument("values", nargs=-1, metavar="NAME=VALUE")
@click.option("--on", type=Day(), required=True, help=WORDS.text("Day on which the act takes effect."))
@click.option("--number", default="", help=WORDS.text("Number of a new record in its register."))
@click.option("--document", type=(str, str, Day()), metavar=WORDS.text("KIND NUMBER DATE"))
@click.option("--authority", type=(str, str), metavar=WORDS.text("KIND NAME"))
@click.option("--preview", is_flag=True, help=WORDS.text("Record nothing; show what would become of the act."))
@REASON
@KEY
@JSON
@click.pass_obj
def act(
    command: CommandContext,
    kind: str,
    values: tuple[str, ...],
    on: date,
    number: str,
    document: tuple[str, str, date] | None,
    authority: tuple[str, str] | None,
    preview: bool,
    reason: str,
    key: str,
    as_json: bool,
) -> None:
    from tracer.actions.recovery.act_statement import StatedAct, read_stated_act, register_number
    from tracer.actions.recovery.acts import preview_act, record_act, report_act
    from tracer.recovery.acts.act import ActAuthority, ActDocument

    stated = StatedAct(
        kind,
        on,
        _fields(values),
        number,
        None if document is None else ActDocument(*document),
        None if authority is None else ActAuthority(*authority),
    )
    with command.open(reason) as session:
        wanted = read_stated_act(
            session, stated, lambda text, is_asset: resolve(session, text, ANYTHING if is_asset else PARTIES)
        )
        if preview:
            report = report_act(session, preview_act(session, wanted, number=register_number(stated)), preview=True)
        else:
            recorded = record_act(session, wanted, reason=reason, number=register_number(stated), key=key)
            report = report_act(session, recorded.outcome, id_=recorded.id)
    output.show("act", report, command.language, as_json, print_act)
    if not report.accepted:
        sys.exit(1)


def _fields(values: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in values:
        name, sign, text = value.partition("=")
        if not sign or not text or name in found:
            raise WrongUse("{value!r} is not a field of an act; expected NAME=VALUE, each field once.", value=value)
        found[name] = text
    return found

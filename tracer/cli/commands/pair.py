"""Commands for pairs of rows that may be one payment: list them, decide whether they are one payment or two."""

from __future__ import annotations

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, REASON, WORDS
from tracer.cli.printing import output
from tracer.cli.printing.files import format_decision


@click.group(
    invoke_without_command=True,
    help=WORDS.text("Rows of two statements that may be one payment: list them, decide them."),
)
@click.option("--joined", is_flag=True, help=WORDS.text("List those joined, by rule or by a person."))
@click.option("--refused", is_flag=True, help=WORDS.text("List those that a person keeps apart."))
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@click.option("--offset", type=click.IntRange(min=0), default=0, show_default=True)
@JSON
@click.pass_context
def pairs(context: click.Context, joined: bool, refused: bool, limit: int, offset: int, as_json: bool) -> None:
    if context.invoked_subcommand is not None:
        return
    if joined and refused:
        raise WrongUse("One list at a time: give --joined or --refused.")
    from tracer.actions.files.pairs import PairState, list_pairs
    from tracer.cli.printing.pair import format_pairs

    command: CommandContext = context.obj
    with command.open() as session:
        wanted: PairState = "joined" if joined else "refused" if refused else "open"
        found = list_pairs(session, state=wanted, limit=limit, offset=offset)
    output.show("pairs", found, command.language, as_json, format_pairs)


@pairs.command("join", help=WORDS.text("Decide that the two rows of a pair are one payment."))
@click.argument("pair")
@REASON
@click.pass_obj
def pairs_join(command: CommandContext, pair: str, reason: str) -> None:
    from tracer.actions.files.pairs import join_pair

    with command.open(reason) as session:
        report = join_pair(session, pair, reason)
    format_decision(report, command.language)


@pairs.command(
    "refuse", help=WORDS.text("Decide that the two rows of a pair are two payments, even if a rule joined them.")
)
@click.argument("pair")
@REASON
@click.pass_obj
def pairs_refuse(command: CommandContext, pair: str, reason: str) -> None:
    from tracer.actions.files.pairs import keep_pair_apart

    with command.open(reason) as session:
        report = keep_pair_apart(session, pair, reason)
    format_decision(report, command.language)

"""The command for the claims of a case, what they reserve, and what money is free."""

from __future__ import annotations

from datetime import date

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.recovery.claims import print_claims


@click.command(
    help=WORDS.text("Claims of victims and owners: claimed, awarded, paid, left; and the money that is free.")
)
@click.option("--as-of", type=Day(), help=WORDS.text("Claims as they stand on this day; default: today."))
@click.option("--case", "case", metavar="NUMBER", help=WORDS.text("Only the criminal file of this number."))
@JSON
@click.pass_obj
def claims(command: CommandContext, as_of: date | None, case: str | None, as_json: bool) -> None:
    from tracer.actions.recovery_lists.claim_list import list_claims

    with command.open() as session:
        found = list_claims(session, as_of=as_of, case=case)
    output.show("claims", found, command.language, as_json, print_claims)

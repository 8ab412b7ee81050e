"""Commands that look up records: find by name, list the files, show the row behind a figure."""

from __future__ import annotations

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, WORDS
from tracer.cli.printing import output
from tracer.cli.printing.look import hide_ids, print_exact, print_near, print_row, print_sources, print_unveiled


def _check_searched(_context: click.Context, _param: click.Parameter, text: str) -> str:
    """The text to look for. Raises WrongUse if it has neither a letter nor a digit: no record can match it."""
    if not any(map(str.isalnum, text)):
        raise WrongUse(
            "There is nothing to look for in {text!r}. Type a name, the beginning of one, or a number, such as: tracer find "
            "Ionescu",
            text=text,
        )
    return text


@click.command("find", help=WORDS.text("Find persons, companies, accounts and assets."))
@click.argument("text", callback=_check_searched)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@JSON
@click.pass_obj
def find_(command: CommandContext, text: str, limit: int, as_json: bool) -> None:
    from tracer.actions.case_graph.explore import find

    with command.open() as session:
        if as_json:
            output.show("find", hide_ids(session, find(session, text, limit)), command.language, as_json, print_near)
            return
        # The exact hits are printed while the near ones are still searched.
        found = find(session, text, limit, first=lambda exact: print_exact(hide_ids(session, exact), command.language))
        print_near(found, command.language)


@click.command(
    help=WORDS.text("Show who a protected person is, by pseudonym, name or number; needs the right and a reason.")
)
@click.argument("text", callback=_check_searched)
@click.option("--reason", default="", help=WORDS.text("Reason; it is put on record."))
@JSON
@click.pass_obj
def unveil(command: CommandContext, text: str, reason: str, as_json: bool) -> None:
    from tracer.actions.case_graph.unveil import unveil as lift

    with command.open(reason) as session:
        found = lift(session, text, reason=reason)
    output.show("unveil", found, command.language, as_json, print_unveiled)


@click.command(
    help=WORDS.text("Show the row behind a figure: SOURCE is the file's SHA-256, PLACE as footnotes give it.")
)
@click.argument("source")
@click.argument("place")
@JSON
@click.pass_obj
def row(command: CommandContext, source: str, place: str, as_json: bool) -> None:
    from tracer.actions.files.sources import open_row

    with command.open() as session:
        found = open_row(session, source, place)
    output.show("row", found, command.language, as_json, print_row)


@click.command(help=WORDS.text("List the files that the case is built on."))
@JSON
@click.pass_obj
def sources(command: CommandContext, as_json: bool) -> None:
    from tracer.actions.files.sources import list_sources

    with command.open() as session:
        found = list_sources(session)
    output.show("sources", found, command.language, as_json, print_sources)

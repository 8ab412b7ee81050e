"""Commands for the pictures of the report: list them, add one with its caption and sources, take one out."""

from __future__ import annotations

from datetime import date

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, KEY, REASON, WORDS
from tracer.cli.picture_options import WantedPicture, takes_picture
from tracer.cli.printing import output
from tracer.cli.printing.files import format_decision
from tracer.cli.printing.recovery.annex import print_annex, print_annexes


@click.group(help=WORDS.text("Pictures of the report: list them, add one, take one out."))
def annex() -> None:
    pass


@annex.command("list", help=WORDS.text("List the pictures that stand in the report."))
@JSON
@click.pass_obj
def annex_list(command: CommandContext, as_json: bool) -> None:
    from tracer.actions.annexes.listing import list_annexes

    with command.open() as session:
        found = list_annexes(session)
    output.show("annexes", found, command.language, as_json, print_annexes)


@annex.command(
    "add",
    help=WORDS.text(
        "Add a picture of the graph around a node, or of the paths to another node, to the report, with its caption and sources."
    ),
)
@click.argument("node")
@takes_picture
@click.option("--title", default="", help=WORDS.text("Title of the picture; default: what it shows."))
@click.option("--caption", default="", help=WORDS.text("Text under the picture; default: the path in sentences."))
@KEY
@JSON
@click.pass_obj
def annex_add(
    command: CommandContext,
    node: str,
    end: str,
    kind: str | None,
    hops: int | None,
    limit: int | None,
    from_date: date | None,
    to_date: date | None,
    title: str,
    caption: str,
    key: str,
    as_json: bool,
) -> None:
    from tracer.actions.annexes.keeping import add_to_report

    wanted = WantedPicture(end, kind, hops, limit, from_date, to_date)
    with command.open() as session:
        session.allow("decide", "annex")
        report = add_to_report(session, wanted.ask(session, node), title=title, caption=caption, key=key)
    output.show("annex", report, command.language, as_json, print_annex)


@annex.command(
    "remove", help=WORDS.text("Take a picture out of the report; the act and its revocation stay on record.")
)
@click.argument("event")
@REASON
@click.pass_obj
def annex_remove(command: CommandContext, event: str, reason: str) -> None:
    from tracer.actions.annexes.keeping import remove_from_report

    with command.open(reason) as session:
        report = remove_from_report(session, event, reason)
    format_decision(report, command.language)

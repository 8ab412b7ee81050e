"""Commands for what belongs to a person: the paths to an asset, the companies owned or controlled."""

from __future__ import annotations

from datetime import date

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import ASSETS, COMPANIES, MONEY_ENDS, PARTIES, resolve
from tracer.cli.options import JSON, METHODS_WITH_CHAINS, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.bridges import print_bridges
from tracer.cli.printing.most_money import print_most_money
from tracer.cli.printing.tie import print_link, print_owners, print_ownership


@click.command(help=WORDS.text("Show how a suspect is tied to an asset, in sentences."))
@click.argument("suspect")
@click.argument("asset")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@click.option(
    "--method",
    "methods",
    multiple=True,
    type=METHODS_WITH_CHAINS,
    help=WORDS.text(
        "Show only money traced by this method; without it, fifo and libr side by side. Pro rata keeps no chains, so it ties "
        "nothing."
    ),
)
@JSON
@click.pass_obj
def link(
    command: CommandContext, suspect: str, asset: str, limit: int, methods: tuple[str, ...], as_json: bool
) -> None:
    from tracer.actions.ties.link import USUAL_METHODS, link_suspect

    with command.open() as session:
        ends = [resolve(session, suspect, PARTIES), resolve(session, asset, ASSETS)]
        report = link_suspect(
            session, ends[0], ends[1], command.language, limit=limit, methods=methods or USUAL_METHODS
        )
    output.show("link", report, command.language, as_json, print_link)


@click.command(
    help=WORDS.text("Show the records on which a suspect's ties hang: if one of them falls, which assets detach.")
)
@click.argument("suspect")
@click.option("--day", type=Day(), help=WORDS.text("The day asked about; without it, today."))
@JSON
@click.pass_obj
def bridges(command: CommandContext, suspect: str, day: date | None, as_json: bool) -> None:
    from tracer.actions.ties.bridges import list_bridges

    with command.open() as session:
        report = list_bridges(session, resolve(session, suspect, PARTIES), day=day)
    output.show("bridges", report, command.language, as_json, print_bridges)


@click.command(
    "most-money",
    help=WORDS.text("Show how much money can have gone from one party or account to another at most, by all payments."),
)
@click.argument("payer")
@click.argument("payee")
@click.option("--from", "from_date", type=Day(), help=WORDS.text("Only payments that left on or after this day."))
@click.option("--to", "to_date", type=Day(), help=WORDS.text("Only payments that arrived on or before this day."))
@JSON
@click.pass_obj
def most_money(
    command: CommandContext, payer: str, payee: str, from_date: date | None, to_date: date | None, as_json: bool
) -> None:
    from tracer.actions.money.most_money import show_most_money

    with command.open() as session:
        ends = [resolve(session, text, MONEY_ENDS) for text in (payer, payee)]
        report = show_most_money(session, *ends, from_date=from_date, to_date=to_date)
    output.show("most-money", report, command.language, as_json, print_most_money)


@click.command(help=WORDS.text("Show which companies a person owns or controls, through all chains and rings."))
@click.argument("person")
@click.option("--day", type=Day(), help=WORDS.text("The day asked about; without it, today."))
@JSON
@click.pass_obj
def ownership(command: CommandContext, person: str, day: date | None, as_json: bool) -> None:
    from tracer.actions.ties.ownership import own_companies

    with command.open() as session:
        report = own_companies(session, resolve(session, person, PARTIES), day=day)
    output.show("ownership", report, command.language, as_json, print_ownership)


@click.command(help=WORDS.text("Show who owns a company in the end, and who is its beneficial owner under each law."))
@click.argument("company")
@click.option("--day", type=Day(), help=WORDS.text("The day asked about; without it, today."))
@JSON
@click.pass_obj
def owners(command: CommandContext, company: str, day: date | None, as_json: bool) -> None:
    from tracer.actions.ties.owners import list_owners

    with command.open() as session:
        report = list_owners(session, resolve(session, company, COMPANIES), day=day)
    output.show("owners", report, command.language, as_json, print_owners)

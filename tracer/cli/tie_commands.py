"""How a person is tied to things: the paths to an asset, the companies owned or controlled."""

from __future__ import annotations

from datetime import date

import click

from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import JSON, WORDS, Day


@click.command(help=WORDS.text("Show how a suspect is tied to an asset, in sentences."))
@click.argument("suspect")
@click.argument("asset")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@JSON
@click.pass_obj
def link(office: Office, suspect: str, asset: str, limit: int, as_json: bool) -> None:
    from tracer.actions.link import link_suspect

    with office.open() as session:
        ends = [output.resolve(session, text, office.words) for text in (suspect, asset)]
        report = link_suspect(session, ends[0], ends[1], office.words, limit=limit)
    output.show("link", report, office.words, as_json, output.tell_link)


@click.command(help=WORDS.text("Show which companies a person owns or controls, through all chains and rings."))
@click.argument("person")
@click.option("--day", type=Day())
@JSON
@click.pass_obj
def ownership(office: Office, person: str, day: date | None, as_json: bool) -> None:
    from tracer.actions.link import own_companies

    with office.open() as session:
        report = own_companies(session, output.resolve(session, person, office.words), day=day)
    output.show("ownership", report, office.words, as_json, output.tell_ownership)

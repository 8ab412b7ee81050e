"""A look into the records: what goes by a name, which files there are, the row behind a figure."""

from __future__ import annotations

import click

from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import JSON, WORDS


@click.command("find", help=WORDS.text("Find persons, companies, accounts and assets."))
@click.argument("text")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@JSON
@click.pass_obj
def find_(office: Office, text: str, limit: int, as_json: bool) -> None:
    from tracer.actions.explore import find

    with office.open() as session:
        found = find(session, text, limit)
    output.show("find", found, office.words, as_json, output.tell_found)


@click.command(help=WORDS.text("Show the row behind a figure: SOURCE is the file's SHA-256, PLACE as notes give it."))
@click.argument("source")
@click.argument("place")
@JSON
@click.pass_obj
def row(office: Office, source: str, place: str, as_json: bool) -> None:
    from tracer.actions.sources import open_row

    with office.open() as session:
        found = open_row(session, source, place)
    output.show("row", found, office.words, as_json, output.tell_row)


@click.command(help=WORDS.text("List the files that the case is built on."))
@JSON
@click.pass_obj
def sources(office: Office, as_json: bool) -> None:
    from tracer.actions.sources import list_sources

    with office.open() as session:
        found = list_sources(session)
    output.show("sources", found, office.words, as_json, output.tell_sources)

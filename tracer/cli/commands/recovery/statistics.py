"""The command for the statistics of one or more cases."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.recovery.statistics import print_statistics


@click.command(help=WORDS.text("Statistics of one or more cases by year; an order or asset in two cases counts once."))
@click.argument("places", nargs=-1, metavar=WORDS.text("[FOLDER_OR_ADDRESS]..."))
@click.option(
    "--year", "years", multiple=True, type=click.IntRange(1, 9999), help=WORDS.text("Year; can be given several times.")
)
@click.option(
    "--table",
    "chosen",
    multiple=True,
    type=click.Choice(("year", "national", "cohorts", "judgments", "lengths", "confiscated-compared")),
    default=("year",),
    help=WORDS.text("Table to show; can be given several times. Without one: year (E1 to E11, TSN1654)."),
)
@click.option("--as-of", type=Day())
@click.option("--known-on", type=Day())
@click.option("--all", "complete", is_flag=True, help=WORDS.text("Show small counts too; not for publication."))
@click.option(
    "--csv", "tables", type=click.Path(path_type=Path, file_okay=False), help=WORDS.text("Folder for CSV tables.")
)
@click.option(
    "--package",
    type=click.Path(path_type=Path, file_okay=False),
    help=WORDS.text("Folder for a data package: CSV tables and datapackage.json."),
)
@JSON
@click.pass_obj
def statistics(
    command: CommandContext,
    places: tuple[str, ...],
    years: tuple[int, ...],
    chosen: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
    complete: bool,
    tables: Path | None,
    package: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.recovery.statistics import export_statistics, show_statistics

    wanted = [replace(command, settings=command.settings.at(place)) for place in dict.fromkeys(places)] or [command]
    with ExitStack() as opened:
        sessions = [opened.enter_context(one.open()) for one in wanted]
        found = show_statistics(sessions, years=years, as_of=as_of, known_on=known_on, complete=complete, tables=chosen)
    for folder, is_package in ((tables, False), (package, True)):
        if folder is not None:
            export_statistics(found, folder, command.language, package=is_package)
    output.show("statistics", found, command.language, as_json, print_statistics)

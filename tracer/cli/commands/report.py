"""Commands that report: the totals, the schedule of a suspect's assets, the JSON Schema of a result."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import PARTIES, resolve
from tracer.cli.options import JSON, METHODS_WITH_CHAINS, WORDS, Day
from tracer.cli.picture_options import WantedPicture, takes_picture
from tracer.cli.printing import output
from tracer.cli.printing.picture import print_picture
from tracer.cli.printing.recovery.totals import print_totals


@click.command(help=WORDS.text("Totals from identified to realised."))
@click.option("--currency", default="EUR", show_default=True)
@click.option("--as-of", type=Day())
@click.option("--known-on", type=Day())
@JSON
@click.pass_obj
def totals(command: CommandContext, currency: str, as_of: date | None, known_on: date | None, as_json: bool) -> None:
    from tracer.actions.recovery.supervise import show_totals

    with command.open() as session:
        found = show_totals(session, currency=currency, as_of=as_of, known_on=known_on)
    printer = partial(print_totals, past=as_of is not None or known_on is not None)
    output.show("totals", found, command.language, as_json, printer)


@click.command(help=WORDS.text("Write the schedule of a suspect's assets as PDF or XLSX."))
@click.argument("suspect")
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--method",
    type=METHODS_WITH_CHAINS,
    required=True,
    help=WORDS.text("Tracing method of the schedule. Pro rata keeps no chains, so no schedule is written by it."),
)
@click.option("--as-of", type=Day())
@click.option("--no-annexes", is_flag=True, help=WORDS.text("Without the pictures that stand in the report."))
@click.option("--reason", default="", help=WORDS.text("Reason; goes into the log."))
@click.pass_obj
def export(
    command: CommandContext,
    suspect: str,
    target: Path,
    method: str,
    as_of: date | None,
    no_annexes: bool,
    reason: str,
) -> None:
    from tracer.actions.recovery.report import export_schedule, form_of_file, save_document

    form = form_of_file(target)
    with command.open(reason) as session:
        node = resolve(session, suspect, PARTIES)
        data = export_schedule(session, node, method, form.name, command.language, as_of=as_of, annexes=not no_annexes)
    save_document(data, target)
    output.say(
        command.language.text(
            "Written: {target} ({size} bytes).", target=target, size=command.language.number(len(data))
        )
    )


@click.command(
    "graph-export",
    help=WORDS.text(
        "Write a picture of the graph around a node, or of the paths to another node: SVG, PNG, GraphML, CSV (zip), "
        "Analyst's Notebook (anx), FollowTheMoney (jsonl)."
    ),
)
@click.argument("node")
@click.argument("target", type=click.Path(path_type=Path))
@takes_picture
@click.option("--reason", default="", help=WORDS.text("Reason; goes into the log."))
@JSON
@click.pass_obj
def graph_export(
    command: CommandContext,
    node: str,
    target: Path,
    end: str,
    kind: str | None,
    hops: int | None,
    limit: int | None,
    from_date: date | None,
    to_date: date | None,
    reason: str,
    as_json: bool,
) -> None:
    from tracer.actions.case_graph.picture_export import export_picture, graph_form_of_file
    from tracer.actions.recovery.report import save_document

    form, wanted = graph_form_of_file(target), WantedPicture(end, kind, hops, limit, from_date, to_date)
    with command.open(reason) as session:
        session.allow("export", "picture")
        made = export_picture(session, wanted.ask(session, node), form.name)
    save_document(made.data, target)
    output.show("graph-export", made.report, command.language, as_json, partial(print_picture, target=target))


@click.command(hidden=True, help=WORDS.text("Write the JSON Schema of a result."))
@click.argument("name")
def schema(name: str) -> None:
    from tracer.results.json_form import describe_json

    click.echo(json.dumps(describe_json(name), indent=2, ensure_ascii=False, sort_keys=True))

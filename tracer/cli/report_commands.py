"""What goes out: the totals, the schedule of a suspect's assets, the schema of a result."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path

import click

from graph_schema.errors import WrongUse
from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import JSON, METHODS, WORDS, Day


@click.command(help=WORDS.text("Totals from identified to realised."))
@click.option("--currency", default="EUR", show_default=True)
@click.option("--as-of", type=Day())
@click.option("--known-on", type=Day())
@JSON
@click.pass_obj
def totals(office: Office, currency: str, as_of: date | None, known_on: date | None, as_json: bool) -> None:
    from tracer.actions.supervise import show_totals

    with office.open() as session:
        found = show_totals(session, currency=currency, as_of=as_of, known_on=known_on)
    tell = partial(output.tell_totals, past=as_of is not None or known_on is not None)
    output.show("totals", found, office.words, as_json, tell)


@click.command(help=WORDS.text("Write the schedule of a suspect's assets as PDF or XLSX."))
@click.argument("suspect")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--method", type=METHODS, required=True)
@click.option("--as-of", type=Day())
@click.option("--reason", default="", help=WORDS.text("Why; goes into the log."))
@click.pass_obj
def export(office: Office, suspect: str, target: Path, method: str, as_of: date | None, reason: str) -> None:
    from tracer.actions.report import export_schedule, save_document

    forms = {".pdf": "pdf", ".xlsx": "xlsx"}
    form = forms.get(target.suffix.lower())
    if form is None:
        raise WrongUse("{target}: the ending must be .pdf or .xlsx.", target=target)
    with office.open(reason) as session:
        node = output.resolve(session, suspect, office.words)
        data = export_schedule(session, node, method, form, office.words, as_of=as_of)  # type: ignore[arg-type]
    save_document(data, target)
    output.say(
        office.words.text("Written: {target} ({size} bytes).", target=target, size=office.words.number(len(data)))
    )


@click.command(hidden=True, help=WORDS.text("Write the JSON Schema of a result."))
@click.argument("name")
def schema(name: str) -> None:
    from tracer.cli.json_output import describe_json

    click.echo(json.dumps(describe_json(name), indent=2, ensure_ascii=False, sort_keys=True))

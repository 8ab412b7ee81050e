"""Measures on assets: what is on record, and the next step of one."""

from __future__ import annotations

import sys
from datetime import date

import click

from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import JSON, WORDS, Day


@click.group(help=WORDS.text("Measures on assets: list them, put the next step on record."))
def measure() -> None:
    pass


@measure.command("list", help=WORDS.text("List measures, nearest deadline first."))
@click.option("--asset")
@click.option("--as-of", type=Day())
@JSON
@click.pass_obj
def measure_list(office: Office, asset: str | None, as_of: date | None, as_json: bool) -> None:
    from tracer.actions.order import list_measures

    with office.open() as session:
        node = output.resolve(session, asset, office.words) if asset else None
        found = list_measures(session, asset=node, as_of=as_of)
    output.show("measure", found, office.words, as_json, output.tell_measures)


@measure.command("step", help=WORDS.text("Put the next step of a measure on record. AMOUNT in minor units."))
@click.argument("measure")
@click.argument("state")
@click.option("--effective", type=Day(), required=True)
@click.option("--document", "document", nargs=4, metavar=WORDS.text("KIND NUMBER DATE AUTHORITY"))
@click.option("--amount", nargs=2, metavar="AMOUNT CURRENCY", type=(int, str))
@click.option("--reason", required=True)
@click.pass_obj
def measure_step(
    office: Office,
    measure: str,
    state: str,
    effective: date,
    document: tuple[str, str, str, str] | None,
    amount: tuple[int, str] | None,
    reason: str,
) -> None:
    from tracer.actions.order import Document, record_step

    paper = None
    if document is not None:
        kind, number, day, authority = document
        paper = Document(kind, number, Day().convert(day, None, None), authority)
    with office.open(reason) as session:
        node = output.resolve(session, measure, office.words)
        report = record_step(session, node, state, effective=effective, document=paper, reason=reason, amount=amount)
    output.tell_decision(report, office.words)
    if report.rejections:
        sys.exit(1)

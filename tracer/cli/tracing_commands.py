"""The money followed: what counts as proceeds, by which method, and where it went."""

from __future__ import annotations

from datetime import date

import click

from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import JSON, METHOD, METHODS, WORDS, Day


@click.command(help=WORDS.text("Hold receipts of an account to be proceeds of crime."))
@click.argument("account")
@click.option("--label", default="proceeds", show_default=True)
@click.option("--kind", "kinds", multiple=True)
@click.option("--from", "from_date", type=Day())
@click.option("--to", "to_date", type=Day())
@click.option("--reason", required=True, help=WORDS.text("Why; goes on record."))
@click.pass_obj
def mark(
    office: Office,
    account: str,
    label: str,
    kinds: tuple[str, ...],
    from_date: date | None,
    to_date: date | None,
    reason: str,
) -> None:
    from tracer.actions.decide import mark_proceeds

    with office.open(reason) as session:
        node = output.resolve(session, account, office.words)
        report = mark_proceeds(
            session, node, label=label, reason=reason, kinds=kinds, from_date=from_date, to_date=to_date
        )
    output.tell_decision(report, office.words)


@click.command(help=WORDS.text("Choose the tracing method under which an asset goes to court."))
@click.argument("asset")
@click.argument("method", type=METHODS)
@click.option("--reason", required=True, help=WORDS.text("Why; goes on record."))
@click.pass_obj
def method(office: Office, asset: str, method: str, reason: str) -> None:
    from tracer.actions.decide import choose_method

    with office.open(reason) as session:
        report = choose_method(session, output.resolve(session, asset, office.words), method, reason)
    output.tell_decision(report, office.words)


@click.command(help=WORDS.text("Follow the money into an asset or through an account."))
@click.argument("subject")
@METHOD
@click.option(
    "--chains",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help=WORDS.text("How many chains to show for each sum."),
)
@JSON
@click.pass_obj
def trace(office: Office, subject: str, methods: tuple[str, ...], chains: int, as_json: bool) -> None:
    from tracer.actions.trace import trace_subject

    with office.open() as session:
        report = trace_subject(session, output.resolve(session, subject, office.words), methods, chains=chains)
    output.show("trace", report, office.words, as_json, output.tell_trace)

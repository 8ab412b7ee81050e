"""Commands that follow money: mark proceeds, choose a method, trace."""

from __future__ import annotations

from datetime import date

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import ASSETS, resolve
from tracer.cli.options import JSON, KEY, METHOD, METHODS, REASON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.files import format_decision
from tracer.cli.printing.mark import print_mark, print_marks
from tracer.cli.printing.trace import print_trace


@click.command(
    help=WORDS.text(
        "Mark money as proceeds of crime: receipts of an account, receipts of one payer, one transfer, or the balance at "
        "the beginning of its statements."
    )
)
@click.argument("account", required=False)
@click.option("--label", default="proceeds", show_default=True)
@click.option("--kind", "kinds", multiple=True)
@click.option("--from", "from_date", type=Day())
@click.option("--to", "to_date", type=Day())
@click.option("--counterparty", help=WORDS.text("One payer: the account, or the name if the rows give no account."))
@click.option("--transfer", help=WORDS.text("One transfer by its id; ACCOUNT is not needed."))
@click.option("--date", "day", type=Day(), help=WORDS.text("One transfer by its date, with --amount or --row."))
@click.option("--row", help=WORDS.text("One transfer by the place of its row in the file, as footnotes give it."))
@click.option("--opening", is_flag=True, help=WORDS.text("The balance at the beginning of the account's statements."))
@click.option("--currency", help=WORDS.text("Currency of that balance, if the account has several."))
@click.option("--amount", help=WORDS.text("Sum of the transfer, or part of that balance, such as 1500.00."))
@REASON
@KEY
@JSON
@click.pass_obj
def mark(
    command: CommandContext,
    account: str | None,
    label: str,
    kinds: tuple[str, ...],
    from_date: date | None,
    to_date: date | None,
    counterparty: str | None,
    transfer: str | None,
    day: date | None,
    row: str | None,
    opening: bool,
    currency: str | None,
    amount: str | None,
    reason: str,
    key: str,
    as_json: bool,
) -> None:
    from tracer.actions.money.mark import mark_opening, mark_receipts, mark_transfer, read_marked_amount

    one = transfer is not None or day is not None or row is not None
    wide = bool(kinds) or from_date is not None or to_date is not None or counterparty is not None
    if one + wide + opening > 1 or (account is None and transfer is None) or (amount and not (one or opening)):
        raise WrongUse(
            "Name the money in exactly one way: an account with --kind, --from, --to and --counterparty; one "
            "transfer with --transfer, or the account with --date, --amount and --row; or the account with "
            "--opening, --currency and --amount."
        )
    with command.open(reason) as session:
        node = None if account is None else resolve(session, account)
        minor = None if amount is None else read_marked_amount(session, node, transfer, currency, amount)
        if one:
            report = mark_transfer(
                session,
                label=label,
                reason=reason,
                transfer=transfer,
                account=node,
                day=day,
                amount_minor=minor,
                row=row,
                key=key,
            )
        elif opening and node is not None:
            report = mark_opening(
                session, node, label=label, reason=reason, currency=currency, amount_minor=minor, key=key
            )
        else:
            report = mark_receipts(
                session,
                node or "",
                label=label,
                reason=reason,
                kinds=kinds,
                from_date=from_date,
                to_date=to_date,
                counterparty=counterparty,
                key=key,
            )
    output.show("mark", report, command.language, as_json, print_mark)


@click.command(help=WORDS.text("List what is marked as proceeds of crime, by whom and why."))
@JSON
@click.pass_obj
def marks(command: CommandContext, as_json: bool) -> None:
    from tracer.actions.money.mark_list import list_marks

    with command.open() as session:
        found = list_marks(session)
    output.show("marks", found, command.language, as_json, print_marks)


@click.command(help=WORDS.text("Revoke a decision by its id; the decision and the revocation both stay on record."))
@click.argument("event")
@REASON
@click.pass_obj
def revoke(command: CommandContext, event: str, reason: str) -> None:
    from tracer.actions.decisions import revoke as revoke_event

    with command.open(reason) as session:
        report = revoke_event(session, event, reason)
    format_decision(report, command.language)


@click.command(help=WORDS.text("Choose the tracing method under which an asset goes to court."))
@click.argument("asset")
@click.argument("method", type=METHODS)
@REASON
@click.pass_obj
def method(command: CommandContext, asset: str, method: str, reason: str) -> None:
    from tracer.actions.decisions import choose_method

    with command.open(reason) as session:
        report = choose_method(session, resolve(session, asset, ASSETS), method, reason)
    format_decision(report, command.language)


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
def trace(command: CommandContext, subject: str, methods: tuple[str, ...], chains: int, as_json: bool) -> None:
    from tracer.actions.money.trace import trace_subject

    with command.open() as session:
        report = trace_subject(session, resolve(session, subject), methods, chains=chains)
    output.show("trace", report, command.language, as_json, print_trace)

"""Commands for documents of proceedings: certificates for other States, proposals of orders."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.meaning import ACCOUNTS, resolve
from tracer.cli.options import JSON, WORDS
from tracer.cli.printing import output
from tracer.cli.printing.recovery.documents import print_certificate
from tracer.settings import LANGUAGES


@click.command(
    help=WORDS.text(
        "Fill the freezing or confiscation certificate of Regulation (EU) 2018/1805 for a certificate or an order on record, "
        "named by its number; write it as DOCX or PDF. Without --output, show what is filled and what is empty."
    )
)
@click.argument("record", metavar=WORDS.text("CERTIFICATE|ORDER"))
@click.option("--form", type=click.Choice(["freezing", "confiscation"]), required=True)
@click.option("--output", "target", type=click.Path(path_type=Path), help=WORDS.text("File to write: .docx or .pdf."))
@click.option(
    "--force",
    is_flag=True,
    help=WORDS.text("Write the file also while fields are empty that the records of the case should fill."),
)
@click.option(
    "--lang",
    "document_language",
    type=click.Choice(list(LANGUAGES)),
    help=WORDS.text("Language of the certificate; default: that of the program."),
)
@click.option("--reason", default="", help=WORDS.text("Reason; goes into the log."))
@JSON
@click.pass_obj
def certificate(
    command: CommandContext,
    record: str,
    form: str,
    target: Path | None,
    force: bool,
    document_language: str | None,
    reason: str,
    as_json: bool,
) -> None:
    from tracer.actions.documents.certificates import certificate_file_of, export_certificate, open_certificate
    from tracer.actions.recovery.report import save_document
    from tracer.wording.language import find_language

    language = command.language if document_language is None else find_language(document_language)
    if target is None and force:
        raise WrongUse("--force is about a file. Name the file: --output FILE.")
    kind = None if target is None else certificate_file_of(target).name
    with command.open(reason) as session:
        if target is None or kind is None:
            filled, size = open_certificate(session, record, form, language), 0
        else:
            written = export_certificate(session, record, form, kind, language, force=force)
            save_document(written.data, target)
            filled, size = written.certificate, len(written.data)
    output.show("certificate", filled, command.language, as_json, partial(print_certificate, target=target, size=size))


@click.command(
    "order-draft",
    help=WORDS.text(
        "Write the draft of a prosecutor's order over items on record, or over all items of an order, as DOCX in Romanian. The "
        "grounds and the signature are left open."
    ),
)
@click.argument("records", nargs=-1, required=True, metavar=WORDS.text("ORDER|ITEM..."))
@click.option("--kind", type=click.Choice(["freezing", "release", "return"]), required=True)
@click.option(
    "--output", "target", type=click.Path(path_type=Path), required=True, help=WORDS.text("File to write: .docx.")
)
@click.option("--reason", default="", help=WORDS.text("Reason; goes into the log."))
@click.pass_obj
def order_proposal(command: CommandContext, records: tuple[str, ...], kind: str, target: Path, reason: str) -> None:
    from tracer.actions.documents.order_proposals import export_order_proposal
    from tracer.actions.recovery.report import save_document

    if target.suffix.lower() != ".docx":
        raise WrongUse("{target}: the ending must be one of: {endings}.", target=target, endings=".docx")
    with command.open(reason) as session:
        written = export_order_proposal(session, records, kind)
    save_document(written.data, target)
    size = command.language.number(len(written.data))
    output.say(command.language.text("Written: {target} ({size} bytes).", target=target, size=size))


@click.command(
    "bank-request",
    help=WORDS.text(
        "Write a letter to the bank of an account as DOCX: it asks for the days without a statement and for statements that "
        "do not add up. The legal basis and the signature are left open."
    ),
)
@click.argument("account")
@click.option(
    "--output", "target", type=click.Path(path_type=Path), required=True, help=WORDS.text("File to write: .docx.")
)
@click.option(
    "--lang",
    "document_language",
    type=click.Choice(list(LANGUAGES)),
    help=WORDS.text("Language of the letter; default: that of the program."),
)
@click.option("--reason", default="", help=WORDS.text("Reason; goes into the log."))
@click.pass_obj
def bank_request(
    command: CommandContext, account: str, target: Path, document_language: str | None, reason: str
) -> None:
    from tracer.actions.documents.bank_requests import export_bank_request
    from tracer.actions.recovery.report import save_document
    from tracer.wording.language import find_language

    if target.suffix.lower() != ".docx":
        raise WrongUse("{target}: the ending must be one of: {endings}.", target=target, endings=".docx")
    language = command.language if document_language is None else find_language(document_language)
    with command.open(reason) as session:
        written = export_bank_request(session, resolve(session, account, ACCOUNTS), language)
    save_document(written.data, target)
    size = command.language.number(len(written.data))
    output.say(command.language.text("Written: {target} ({size} bytes).", target=target, size=size))

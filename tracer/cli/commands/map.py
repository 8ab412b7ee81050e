"""The command that proposes a column mapping for a table."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from graph_schema.errors import WrongUse
from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, WORDS
from tracer.cli.printing import output
from tracer.cli.printing.mapping import print_proposal


@click.command(
    "map",
    help=WORDS.text(
        "Propose the column mapping of a table: each key with its reason, what must be asked, and the rows as they would be "
        "kept. No case is needed. Exit code 1 while something is to be asked or a row would be rejected."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "table_format", default="bank-ledger", show_default=True, help=WORDS.text("Kind of table."))
@click.option("--sheet", help=WORDS.text("Sheet of a workbook, if it has several."))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar=WORDS.text("KEY=VALUE"),
    help=WORDS.text("Answer to a question, such as constants/currency=RON; can be given several times."),
)
@click.option("--account", metavar="IBAN", help=WORDS.text("Account of the rows, if the file does not state it."))
@click.option("--write", "target", type=click.Path(path_type=Path), help=WORDS.text("New file for the mapping (YAML)."))
@JSON
@click.pass_obj
def map_(
    command: CommandContext,
    file: Path,
    table_format: str,
    sheet: str | None,
    answers: tuple[str, ...],
    account: str | None,
    target: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.files.propose import propose_file, save_mapping
    from tracer.casework.sessions.opening import largest_file

    report = propose_file(
        file,
        command.language,
        format=table_format,
        sheet=sheet,
        answers=dict(map(_read_answer, answers)),
        account=account,
        largest=largest_file(command.settings),
    )
    if target is not None:
        save_mapping(report, target)
    output.show("map", report, command.language, as_json, partial(print_proposal, target=target))
    if report.questions or report.rejected or report.refused:
        sys.exit(1)


def _read_answer(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark or not key.strip():
        raise WrongUse("The answer {text!r} is not KEY=VALUE, such as constants/currency=RON. Correct it.", text=text)
    return key.strip(), value

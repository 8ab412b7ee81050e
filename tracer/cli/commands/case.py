"""Commands for the case itself: make it, import files, retract an import, verify."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from tracer.cli.command_context import CommandContext, make_context
from tracer.cli.options import EXIT_CODES, FLAGS, JSON, WORDS, Day
from tracer.cli.printing import output
from tracer.cli.printing.files import print_import, print_preview, print_verify
from tracer.cli.printing.moving import format_place


@click.command(help=WORDS.text("Make an empty case."))
@click.option(
    "--store", metavar="ADDRESS", help=WORDS.text("Where to make the case; the same as --store before the command.")
)
@click.pass_context
def init(context: click.Context, store: str | None) -> None:
    from tracer.casework.sessions.opening import open_session

    command: CommandContext = context.obj
    if store and context.parent is not None:
        before = context.parent.params
        command = make_context(before["case"], before["role"], before["lang"], store)
    with open_session(command.settings, create=True) as session:
        if not any(session.store.log()):
            with session.store.transaction() as writer:
                session.log(writer, "init")
        format_place(command.settings, command.language)


@click.command(
    "import", help=WORDS.text("Import files into the case; the format of each is recognised by its content.")
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--mapping", "mappings", multiple=True, type=click.Path(path_type=Path), help=WORDS.text("Column mapping (JSON).")
)
@click.option("--account", metavar="IBAN", help=WORDS.text("Account of the rows, if the file does not state it."))
@click.option("--owner", metavar="NAME", help=WORDS.text("Holder of that account."))
@click.option("--from", "from_date", type=Day(), help=WORDS.text("First day that the file covers."))
@click.option("--to", "to_date", type=Day(), help=WORDS.text("Last day that the file covers."))
@click.option("--opening", metavar="AMOUNT", help=WORDS.text("Balance before the first row, such as 1234.56."))
@click.option("--closing", metavar="AMOUNT", help=WORDS.text("Balance after the last row, such as 1234.56."))
@click.option(
    "--replace",
    "replace_reason",
    metavar="REASON",
    help=WORDS.text("Replace the earlier reading of a file that is already in the case; the reason goes into the log."),
)
@click.option("--dry-run", is_flag=True, help=WORDS.text("Read and check the files, but import nothing."))
@click.option(
    "--why", is_flag=True, help=WORDS.text("For a file that no importer reads, show what each importer expected.")
)
@click.option(
    "--rejected",
    type=click.Path(path_type=Path, file_okay=False),
    help=WORDS.text("Folder for the rejected rows as CSV."),
)
@FLAGS
@JSON
@click.pass_obj
def import_(
    command: CommandContext,
    files: tuple[Path, ...],
    mappings: tuple[Path, ...],
    account: str | None,
    owner: str | None,
    from_date: date | None,
    to_date: date | None,
    opening: str | None,
    closing: str | None,
    replace_reason: str | None,
    dry_run: bool,
    why: bool,
    rejected: Path | None,
    flags: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.files.ingest import Declaration, import_files

    declared = Declaration(
        account=account, owner=owner, from_date=from_date, to_date=to_date, opening=opening, closing=closing
    )
    progress = None if as_json else output.progress(command.language)
    preview = None
    with command.open() as session:
        if dry_run:
            from tracer.actions.files.preview import preview_files

            preview = preview_files(
                session,
                files,
                mappings=mappings,
                declared=declared,
                replace_reason=replace_reason,
                progress=progress,
            )
            report = preview.as_import
        else:
            report = import_files(
                session,
                files,
                mappings=mappings,
                declared=declared,
                replace_reason=replace_reason,
                progress=progress,
            )
    if rejected is not None:
        from tracer.intake.reports.rejections import write_rejections

        rejected.mkdir(parents=True, exist_ok=True)
        for file in report.files:
            if file.rejections:
                write_rejections(file, rejected / f"{file.file}.{file.digest[:8]}.rejected.csv", command.language)
    if flags is not None:
        from tracer.actions.files.flag_table import import_flags, placed_flags, write_flags

        flags.mkdir(parents=True, exist_ok=True)
        for file in report.files:
            if rows := import_flags(file):
                write_flags(rows, flags / f"{file.file}.{file.digest[:8]}.flags.csv", command.language)
        if report.flags:
            write_flags(placed_flags(report.flags), flags / "case.flags.csv", command.language)
    if preview is not None:
        output.show("preview", preview, command.language, as_json, partial(print_preview, why=why))
    else:
        output.show("import", report, command.language, as_json, partial(print_import, why=why))
    if not report.clean:
        sys.exit(1)


@click.command(help=WORDS.text("Retract one import: its records leave the case; its kept file and the log stay."))
@click.argument("digest")
@click.option("--reason", required=True, help=WORDS.text("Reason; goes into the log."))
@click.pass_obj
def retract(command: CommandContext, digest: str, reason: str) -> None:
    from tracer.actions.files.ingest import retract_source

    with command.open(reason) as session:
        counts = retract_source(session, digest)
    output.say(
        command.language.text("Retracted: {counts}.", counts=", ".join(f"{k} {v}" for k, v in sorted(counts.items())))
    )


@click.command(
    help=WORDS.text(
        "Check that the case is complete and unchanged: files, rows, balances, log. Exit codes: 0 it holds, 1 a person must "
        "look (red flags, balances, missing statements), 4 it is broken, 2 wrong use, 3 environment."
    )
)
@FLAGS
@JSON
@click.pass_obj
def verify(command: CommandContext, flags: Path | None, as_json: bool) -> None:
    from tracer.actions.files.check import verify_case
    from tracer.actions.files.flag_table import verify_flags, write_flags

    with command.open() as session:
        report = verify_case(session)
    if flags is not None:
        flags.mkdir(parents=True, exist_ok=True)
        write_flags(verify_flags(report), flags / "verify.flags.csv", command.language)
    output.show("verify", report, command.language, as_json, print_verify)
    sys.exit(EXIT_CODES[report.result])

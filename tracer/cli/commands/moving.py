"""Commands for a case as a whole: copy it with its history, rebuild it from its kept files, upgrade it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from tracer.cli.command_context import CommandContext
from tracer.cli.options import EXIT_CODES, JSON, WORDS
from tracer.cli.printing import output
from tracer.cli.printing.moving import print_copy, print_import_files, print_rebuild, print_upgrade, upgrade_printer

_FILES = click.option(
    "--files",
    envvar="TRACER_FILES",
    type=click.Path(path_type=Path, file_okay=False),
    help=WORDS.text(
        "Folder of the kept files of a case on a server (default TRACER_FILES); without it they stay where they are."
    ),
)


@click.command(
    help=WORDS.text(
        "Copy a case with its whole history: SOURCE and TARGET are folders or servers (neo4j://host:port/database)."
    )
)
@click.argument("source")
@click.argument("target", required=False)
@_FILES
@click.option(
    "--to-import-files",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help=WORDS.text("Instead of TARGET: write files into this empty folder, for the import of a stopped Neo4j server."),
)
@JSON
@click.pass_obj
def copy(
    command: CommandContext, source: str, target: str | None, files: Path | None, folder: Path | None, as_json: bool
) -> None:
    if folder is not None and target is None and not _is_given("files"):
        from tracer.actions.administration.import_files import write_import_files

        written = write_import_files(command.settings, source, folder)
        output.show("import-files", written, command.language, as_json, print_import_files)
        return
    if folder is not None or target is None:
        raise WrongUse("Name either TARGET or --to-import-files. --files needs TARGET.")
    from tracer.actions.administration.copying import copy_case, files_of_copy

    progress = None if as_json else output.progress(command.language)
    report = copy_case(command.settings, source, target, files=files, progress=progress)
    output.show("copy", report, command.language, as_json, print_copy)
    kept = None if as_json else files_of_copy(command.settings, source, target, files)
    if kept is not None:
        said = N_("The kept files of the copy are in {folder}. To work on the copy, set TRACER_FILES to that folder.")
        output.say(command.language.text(said, folder=kept))
    if report.missing_files:
        sys.exit(1)


def _is_given(option: str) -> bool:
    """Is the option on the command line, and not only in the environment?"""
    return click.get_current_context().get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE


@click.command(
    help=WORDS.text(
        "Build the case anew at TARGET, a new folder or server, from its kept files and decisions, and compare the two cases."
    )
)
@click.argument("target")
@_FILES
@JSON
@click.pass_obj
def rebuild(command: CommandContext, target: str, files: Path | None, as_json: bool) -> None:
    from tracer.actions.administration.rebuilding import rebuild_case

    progress = None if as_json else output.progress(command.language)
    report = rebuild_case(command.settings, target, files=files, progress=progress)
    output.show("rebuild", report, command.language, as_json, print_rebuild)
    if not as_json:
        output.say(command.language.text(N_("The case built anew is at {target}."), target=target))
    if not report.holds:
        sys.exit(1)


@click.command(
    help=WORDS.text(
        "Bring a case that an earlier version of Tracer wrote to the form of this one. A copy is kept until it has succeeded. "
        "Exit codes as those of verify."
    )
)
@click.option("--dry-run", is_flag=True, help=WORDS.text("Show what would happen and write nothing."))
@JSON
@click.pass_obj
def upgrade(command: CommandContext, dry_run: bool, as_json: bool) -> None:
    from tracer.actions.administration.upgrading import upgrade_case

    report_step = None if as_json else upgrade_printer(command.language)
    report = upgrade_case(command.settings, dry_run=dry_run, report_step=report_step)
    output.show("upgrade", report, command.language, as_json, print_upgrade)
    sys.exit(EXIT_CODES[report.verified] if report.verified else 0)

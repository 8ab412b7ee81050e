"""The case as a whole brought elsewhere: copied with all its history, or built anew from its kept files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph_schema.errors import WrongUse
from graph_schema.words import N_
from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import JSON, WORDS

_FILES = click.option(
    "--files",
    envvar="TRACER_FILES",
    type=click.Path(path_type=Path, file_okay=False),
    help=WORDS.text(
        "Folder of the kept files where a server holds the case, else TRACER_FILES; without both they stay where they are."
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
    metavar="DIR",
    help=WORDS.text("Instead of TARGET: write files for the import of a stopped Neo4j server into this empty folder."),
)
@JSON
@click.pass_obj
def copy(
    office: Office, source: str, target: str | None, files: Path | None, folder: Path | None, as_json: bool
) -> None:
    if folder is not None and target is None and not _is_given("files"):
        from tracer.actions.import_files import write_import_files

        written = write_import_files(office.settings, source, folder)
        output.show("import-files", written, office.words, as_json, output.tell_import_files)
        return
    if folder is not None or target is None:
        raise WrongUse("Name either TARGET or --to-import-files. Kept files go with TARGET alone.")
    from tracer.actions.copying import copy_case, files_of_copy

    progress = None if as_json else output.progress(office.words)
    report = copy_case(office.settings, source, target, files=files, progress=progress)
    output.show("copy", report, office.words, as_json, output.tell_copy)
    kept = None if as_json else files_of_copy(office.settings, source, target, files)
    if kept is not None:
        said = N_("The kept files of the copy lie in {folder}. Who works on it names that folder by TRACER_FILES.")
        output.say(office.words.text(said, folder=kept))
    if report.missing_files:
        sys.exit(1)


def _is_given(option: str) -> bool:
    """On this command line, that is, not by the environment."""
    return click.get_current_context().get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE


@click.command(help=WORDS.text("Build the case anew at TARGET from its kept files and decisions, and compare."))
@click.argument("target")
@_FILES
@JSON
@click.pass_obj
def rebuild(office: Office, target: str, files: Path | None, as_json: bool) -> None:
    from tracer.actions.rebuilding import rebuild_case

    progress = None if as_json else output.progress(office.words)
    report = rebuild_case(office.settings, target, files=files, progress=progress)
    output.show("rebuild", report, office.words, as_json, output.tell_rebuild)
    if not report.holds:
        sys.exit(1)

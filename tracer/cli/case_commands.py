"""The case itself: made, filled from files, an import taken back, the whole checked."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tracer.actions.session import open_session
from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import JSON, WORDS


@click.command(help=WORDS.text("Make an empty case."))
@click.option("--store", metavar="ADDRESS", help=WORDS.text("Where to make it, as --store before the command."))
@click.pass_obj
def init(office: Office, store: str | None) -> None:
    if store:
        office = office.at(store)
    with open_session(office.settings, create=True) as session:
        if not any(session.store.log()):
            with session.store.transaction() as writer:
                session.log(writer, "init")
        output.tell_place(office.settings, office.words)


@click.command("import", help=WORDS.text("Bring files into the case; each is recognised by its content."))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--mapping", "mappings", multiple=True, type=click.Path(path_type=Path), help=WORDS.text("Column mapping (JSON).")
)
@click.option("--dry-run", is_flag=True, help=WORDS.text("Show what would happen and write nothing."))
@click.option(
    "--rejected", type=click.Path(path_type=Path, file_okay=False), help=WORDS.text("Folder for rejected rows.")
)
@JSON
@click.pass_obj
def import_(
    office: Office,
    files: tuple[Path, ...],
    mappings: tuple[Path, ...],
    dry_run: bool,
    rejected: Path | None,
    as_json: bool,
) -> None:
    from tracer.actions.ingest import import_files
    from tracer.actions.rejections import write_rejections

    with office.open() as session:
        progress = None if as_json else output.progress(office.words)
        report = import_files(session, files, mappings=mappings, dry_run=dry_run, progress=progress)
    if rejected is not None:
        rejected.mkdir(parents=True, exist_ok=True)
        for file in report.files:
            if file.rejections:
                write_rejections(file, rejected / f"{file.file}.{file.digest[:8]}.rejected.csv", office.words)
    output.show("import", report, office.words, as_json, output.tell_import)
    if not report.clean:
        sys.exit(1)


@click.command(help=WORDS.text("Take one import back as a whole."))
@click.argument("digest")
@click.option("--reason", required=True, help=WORDS.text("Why; goes into the log."))
@click.pass_obj
def retract(office: Office, digest: str, reason: str) -> None:
    from tracer.actions.ingest import retract_source

    with office.open(reason) as session:
        counts = retract_source(session, digest)
    output.say(
        office.words.text("Taken back: {counts}.", counts=", ".join(f"{k} {v}" for k, v in sorted(counts.items())))
    )


@click.command(help=WORDS.text("Check that the case holds what it was given: files, rows, balances, log."))
@JSON
@click.pass_obj
def verify(office: Office, as_json: bool) -> None:
    from tracer.actions.check import verify_case

    with office.open() as session:
        report = verify_case(session)
    output.show("verify", report, office.words, as_json, output.tell_verify)
    if not report.holds:
        sys.exit(1)

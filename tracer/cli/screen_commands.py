"""The screens: opened on a case, or after a walk through the sample case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tracer.cli import output
from tracer.cli.office import Office
from tracer.cli.options import WORDS


@click.command(help=WORDS.text("Open the screens in a browser on this machine."))
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.pass_obj
def dashboard(office: Office, port: int) -> None:
    from tracer.actions.serving import start_dashboard

    with office.open():
        pass
    sys.exit(start_dashboard(office.settings, port))


@click.command(help=WORDS.text("Walk the whole chain on the sample case, then open the screens."))
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("tracer-demo"), show_default=True
)
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--no-dashboard", is_flag=True, help=WORDS.text("End after the chain, for scripts."))
@click.pass_obj
def demo(office: Office, folder: Path, port: int, no_dashboard: bool) -> None:
    from tracer.actions.demo import run_demo
    from tracer.actions.serving import start_dashboard

    settings, report = run_demo(office.settings, folder, office.words, tell=output.demo_teller(office.words))
    output.tell_demo(report, office.words)
    if not report.holds:
        sys.exit(1)
    if not no_dashboard:
        sys.exit(start_dashboard(settings, port))

"""Commands that open the screens: on a case, or on the sample case."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tracer.cli.command_context import CommandContext
from tracer.cli.options import WORDS
from tracer.cli.printing import output
from tracer.settings import default_case_folder


@click.command(help=WORDS.text("Open the screens in a browser on this machine."))
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.pass_obj
def dashboard(command: CommandContext, port: int) -> None:
    from tracer.actions.administration.serving import start_dashboard

    with command.open():
        pass
    start_dashboard(command.settings, port)


def open_screens(command: CommandContext, *, named: bool, port: int = 8501) -> None:
    """Open the screens of the case that is named; if none is named, of all cases in the folder of cases."""
    from tracer.actions.administration.serving import start_dashboard

    if named:
        with command.open():
            pass
        start_dashboard(command.settings, port)
    else:
        start_dashboard(command.settings, port, default_case_folder(os.environ))


@click.command(help=WORDS.text("Run the whole chain on the sample case, then open the screens."))
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("tracer-demo"), show_default=True
)
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--no-dashboard", is_flag=True, help=WORDS.text("Do not open the screens; for scripts."))
@click.pass_obj
def demo(command: CommandContext, folder: Path, port: int, no_dashboard: bool) -> None:
    from tracer.actions.administration.serving import start_dashboard
    from tracer.actions.demo import run_demo

    settings, report = run_demo(
        command.settings, folder, command.language, report_step=output.demo_printer(command.language)
    )
    output.print_demo(report, command.language)
    if not report.holds:
        sys.exit(1)
    if not no_dashboard:
        start_dashboard(settings, port)

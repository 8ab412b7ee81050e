"""The command line: one command for each question or act; it calls the same actions as the screens."""

from __future__ import annotations

import gc
import logging
import sys
import time
import traceback
from pathlib import Path
from typing import Final

import click

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from graph_schema.messages import N_
from tracer.cli.click_words import speaking
from tracer.cli.command_context import language_of
from tracer.cli.root import root
from tracer.wording.language import Language
from tracer.wording.visible_signs import show_signs

__all__ = ["COLLECTOR", "main"]

COLLECTOR: Final = (50_000, 20, 20)
"""After how many new objects, and how many of its rounds, Python looks for unreachable ones. The values of a case are many
and stay: looking at them as often as Python does by itself takes a quarter of the time of a trace."""

_log = logging.getLogger(__name__)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 rejections or something to check, 2 wrong use, 3 environment, 4 broken."""
    given = sys.argv[1:] if arguments is None else arguments
    if arguments is None:
        sys.meta_path.insert(0, _WithoutFrames())
    begin = time.monotonic()
    gc.set_threshold(*COLLECTOR)
    try:
        _run(given)
    except SystemExit as end:
        _log.info("command ends code=%s seconds=%.3f", end.code, time.monotonic() - begin)
        raise
    _log.info("command ends code=0 seconds=%.3f", time.monotonic() - begin)


class _WithoutFrames:
    """Refuses pandas in this process: no command uses it, and pyarrow loads it, if it can, with its first array.

    That takes a quarter of the time of a short command. The screens need pandas; they are a process of their own.
    """

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("The command line uses no pandas.", name=name)


def _run(given: list[str]) -> None:
    try:
        _check_text(given)
        _call(given)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        click.echo(language_of(given).text("Stopped."), err=True)
        sys.exit(1)
    except TracerError as error:
        _log.warning("command refused kind=%s", type(error).__name__)
        click.echo(show_signs(language_of(given).error(error)), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(
            show_signs(language_of(given).text(N_("The operating system refused: {reason}."), reason=error)), err=True
        )
        sys.exit(EnvironmentFailure.exit_code)
    except Exception as fault:  # a fault of the program is reported in one line, without data of the case
        _log.exception("fault of the program")
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        template = N_(
            "A fault of the program stopped the command ({kind} at {where}); an unfinished change was undone. "
            "Report this line."
        )
        click.echo(language_of(given).text(template, kind=type(fault).__name__, where=where), err=True)
        sys.exit(EnvironmentFailure.exit_code)


def _call(given: list[str]) -> None:
    """Call the command; click says in the reader's language how it is used and what is wrong with its use."""
    with speaking(language_of(given)):
        try:
            root.main(args=given, prog_name="tracer", standalone_mode=False)
        except click.ClickException as wrong:
            wrong.show()
            _explain_place(wrong, language_of(given))
            sys.exit(2)


def _explain_place(wrong: click.ClickException, language: Language) -> None:
    """An option of the program itself, such as ``--case``, stands before the command: say so where it came after it."""
    if not isinstance(wrong, click.NoSuchOption) or wrong.ctx is None or wrong.ctx.parent is None:
        return
    option = next((one for one in root.params if wrong.option_name in one.opts), None)
    if isinstance(option, click.Option):
        value = "" if option.is_flag else f" {option.make_metavar(wrong.ctx)}"
        call = f"tracer {wrong.option_name}{value} {wrong.ctx.command_path.removeprefix('tracer ')} …"
        click.echo(
            language.text(
                "{option} is an option of the program: give it before the command, {call}",
                option=wrong.option_name,
                call=call,
            ),
            err=True,
        )


def _check_text(arguments: list[str]) -> None:
    """Refuse an argument that is not text in UTF-8: it comes from a terminal or a file name in another encoding."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            shown = argument.encode("ascii", "backslashreplace").decode()
            raise WrongUse(
                "The argument {argument} is not text in UTF-8. Set the terminal to UTF-8, or rename the file.",
                argument=shown,
            ) from None

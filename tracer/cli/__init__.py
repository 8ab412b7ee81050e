"""The command line: one command a question or a deed, the same actions as the screens."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from graph_schema.words import N_
from tracer.cli.commands import root
from tracer.cli.office import language_of

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with 0 done, 1 rejections or failed checks, 2 wrong use, 3 environment."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        _check_text(given)
        root.main(args=given, prog_name="tracer", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except click.Abort:
        click.echo(language_of(given).text("Stopped."), err=True)
        sys.exit(1)
    except TracerError as error:
        click.echo(language_of(given).error(error), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(language_of(given).text(N_("The machine refused: {reason}."), reason=error), err=True)
        sys.exit(EnvironmentFailure.exit_code)
    except Exception as fault:  # the last door: a fault of the program is told in one line, without data of the case
        place = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        template = N_(
            "A fault of the program stopped the command ({kind} at {where}); a change under way was not made. "
            "Report this line."
        )
        click.echo(language_of(given).text(template, kind=type(fault).__name__, where=where), err=True)
        sys.exit(EnvironmentFailure.exit_code)


def _check_text(arguments: list[str]) -> None:
    """A terminal of another encoding, or a file named in one, hands over bytes that no store can keep as text."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            shown = argument.encode("ascii", "backslashreplace").decode()
            raise WrongUse(
                "The argument {argument} is not text in UTF-8. Set the terminal to UTF-8, or rename the file.",
                argument=shown,
            ) from None

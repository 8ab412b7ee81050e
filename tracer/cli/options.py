"""Options that several commands share: a day, a tracing method, a reason, JSON; and the language of the help."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from graph_schema.messages import N_
from tracer.cli.command_context import language_of
from tracer.wording.terms import METHOD_WORDS

WORDS = language_of(sys.argv[1:])
"""Help is written before the options are read, so its language is looked up in the arguments."""

EXIT_CODES: Final = {"holds": 0, "look": 1, "broken": 4}
"""What a command that checks the case leaves, by the result of the check."""

METHODS = click.Choice(list(METHOD_WORDS))
METHODS_WITH_CHAINS = click.Choice([name for name in METHOD_WORDS if name != "pro_rata"])
"""Of these, money can be followed from transfer to transfer."""
JSON = click.option("--json", "as_json", is_flag=True, help=WORDS.text("Write the result as JSON."))
REASON = click.option("--reason", required=True, help=WORDS.text("Reason; it is put on record."))
FLAGS = click.option(
    "--flags",
    type=click.Path(path_type=Path, file_okay=False),
    help=WORDS.text("Folder for all flags, one by one, as CSV."),
)
KEY = click.option(
    "--key",
    default="",
    metavar="TEXT",
    help=WORDS.text(
        "A repeated act adds no second record. To record a second one on purpose, give any text here; the same text again "
        "adds nothing."
    ),
)
METHOD = click.option(
    "--method",
    "methods",
    multiple=True,
    type=METHODS,
    required=True,
    help=WORDS.text("Tracing method; there is no default. Give the option several times to compare methods."),
)


_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = WORDS.text(N_("YYYY-MM-DD"))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read an ISO day. Fails with the value and the form expected."""
        if isinstance(value, date):
            return value
        try:
            # date.fromisoformat reads other forms of ISO 8601 too, such as days of a week.
            return date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            self.fail(WORDS.text("{value} is not a day; expected YYYY-MM-DD.", value=repr(value)), param, ctx)

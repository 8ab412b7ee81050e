"""What several commands take: their words in the reader's language, a day, a tracing method, JSON or not."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click

from tracer.cli.office import language_of
from tracer.terms import METHOD_WORDS

WORDS = language_of(sys.argv[1:])
"""Help is written before the options are read, so its language is looked up in the arguments."""

METHODS = click.Choice(list(METHOD_WORDS))
JSON = click.option("--json", "as_json", is_flag=True, help=WORDS.text("Write the result as JSON."))
METHOD = click.option(
    "--method",
    "methods",
    multiple=True,
    type=METHODS,
    required=True,
    help=WORDS.text("Tracing method; must be named, can be given twice."),
)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(WORDS.text("{value} is no day; expected YYYY-MM-DD.", value=repr(value)), param, ctx)

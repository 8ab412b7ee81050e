"""The command that queries the case graph in Cypher."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from graph_schema.records.fields import Value
from tracer.cli.command_context import CommandContext
from tracer.cli.options import JSON, WORDS
from tracer.cli.printing import output
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.case_graph.console import QueryAnswer


@click.command(help=WORDS.text("Query a case on a server in Cypher, read-only (see docs/console.md)."))
@click.argument("text")
@click.option(
    "--param",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    help=WORDS.text("A value for $NAME: NAME=text, or NAME:=whole number, true or false."),
)
@click.option("--reason", default="", help=WORDS.text("Reason; it is put on record."))
@JSON
@click.pass_obj
def query(command: CommandContext, text: str, params: tuple[str, ...], reason: str, as_json: bool) -> None:
    from tracer.actions.case_graph.console import query_graph

    given = read_params(params)
    with command.open(reason) as session:
        answer = query_graph(session, text, given)
    output.show("query", answer, command.language, as_json, print_answer)


def read_params(written: Iterable[str]) -> dict[str, Value]:
    """Read parameters by name. ``NAME=text`` stays text, even if it has only digits: a CNP is not a number.

    Raises WrongUse.
    """
    params: dict[str, Value] = {}
    for item in written:
        name, mark, value = item.partition("=")
        typed = name.endswith(":")
        name = name.removesuffix(":")
        if not mark or not name.isidentifier():
            raise WrongUse("{item} is not a parameter; expected NAME=text or NAME:=number.", item=repr(item))
        params[name] = _read_typed(name, value) if typed else value
    return params


def _read_typed(name: str, value: str) -> Value:
    if value in ("true", "false"):
        return value == "true"
    try:
        number = int(value)
    except ValueError:
        number = None
    if number is None or not -(2**63) <= number < 2**63:
        raise WrongUse(
            "{name}:={value} is neither a whole number nor true or false. For a text write {name}=text.",
            name=name,
            value=value,
        )
    return number


def print_answer(answer: QueryAnswer, language: Language) -> None:
    """How many rows, then the rows."""
    output.say(language.plural("{n} row", "{n} rows", len(answer.rows)))
    table = [answer.columns, *(tuple(map(_cell, row)) for row in answer.rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table if answer.columns else ():
        output.say("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    if not answer.complete:
        output.say(language.text(N_("There are more rows; narrow the query.")))


def _cell(value: object) -> str:
    """Text as it is, with steering signs shown by their code points; everything else as JSON."""
    return value if isinstance(value, str) and value.isprintable() else json.dumps(value, ensure_ascii=False)

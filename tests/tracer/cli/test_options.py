"""Options of several commands: a day has one form and a refusal that names it; the methods are those of the engine."""

from __future__ import annotations

from datetime import date

import click
import pytest

from tracer.casework.tracing import case_tracing
from tracer.cli.options import METHODS, METHODS_WITH_CHAINS, Day
from tracer.cli.root import root


def day_options(command, *names):
    for param in command.params:
        types = param.type.types if isinstance(param.type, click.Tuple) else [param.type]
        if any(isinstance(one, Day) for one in types):
            yield names, command, param
    for name, below in getattr(command, "commands", {}).items():
        yield from day_options(below, *names, name)


OPTIONS = list(day_options(root))


@pytest.mark.parametrize("text", ["31.02.2024", "2024-02-30", "20240203", "2024-W01-1", "2024-1-1", "٢٠٢٤-٠١-٠١", ""])
def test_a_wrong_day_names_its_option_and_the_form(text):
    assert {param.opts[0] for _, _, param in OPTIONS} >= {
        "--from",
        "--to",
        "--as-of",
        "--day",
        "--effective",
        "--document",
    }
    for names, command, param in OPTIONS:
        value = tuple(text for _ in param.type.types) if isinstance(param.type, click.Tuple) else text
        with click.Context(command) as context, pytest.raises(click.BadParameter) as refused:
            param.process_value(context, [value] if param.multiple else value)
        told = refused.value.format_message()
        assert f"'{param.opts[0]}': {text!r} is not a day; expected YYYY-MM-DD" in told, names


def test_a_day_is_read():
    assert Day().convert("2024-02-29", None, None) == date(2024, 2, 29)


def test_the_methods_offered_are_those_of_the_engine():
    assert set(METHODS.choices) == {method.value for method in case_tracing.METHODS}
    assert set(METHODS_WITH_CHAINS.choices) == {method.value for method in case_tracing.METHODS_WITH_CHAINS}

"""Makes click, which reads the command line, speak the reader's language: its texts are looked up in our catalogue."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from graph_schema.messages import N_, Counted
from tracer.wording.language import Language

# The keys are click's own texts, word for word; a test compares them with the click that is installed.
TEXTS: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("%(prog)s, version %(version)s"),
    N_("default: {default}"),
    N_("(dynamic)"),
    N_("env var: {var}"),
    N_("required"),
    N_("deprecated"),
    N_("Error: {message}"),
    N_("Aborted!"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("Missing parameter: {param_name}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not a valid boolean. Recognized values: {states}"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("{name} {filename!r} is not executable."),
    N_("Could not open file {filename!r}: {message}"),
    N_("unknown error"),
    N_("Value must be an iterable."),
)
COUNTED: Final = (
    Counted("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    Counted("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    Counted("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    Counted("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    Counted("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    Counted(
        "{len_type} values are required, but {len_value} was given.",
        "{len_type} values are required, but {len_value} were given.",
    ),
)
_METAVARS: Final = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("[COMMAND] [ARGS]..."))
_VALUES: Final = (
    N_("FOLDER"),
    N_("ADDRESS"),
    N_("ROLE"),
    N_("FILE"),
    N_("NAME"),
    N_("REASON"),
    N_("AMOUNT"),
    N_("NAME=VALUE"),
    N_("NUMBER"),
)
_TYPES: Final = (N_("integer range"), "directory", "path")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Click looks its texts up in the catalogue of this language while the block runs.

    Click asks the functions of gettext that its modules import. Those read a file on disk and the environment, which
    know neither ``--lang`` nor our catalogue; so the modules get our functions in their place, and theirs back at the end.
    """
    lookups = {gettext.gettext: language.text, gettext.ngettext: language.catalogue.ngettext}
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "click"]
    found = [
        (module, name, value, lookups[value])
        for module in modules
        for name, value in vars(module).items()
        if name in ("_", "ngettext") and value in lookups
    ]
    for module, name, _, ours in found:
        setattr(module, name, ours)
    try:
        yield
    finally:
        for module, name, theirs, _ in found:
            setattr(module, name, theirs)


def name_values(command: click.Command, language: Language) -> None:
    """Name in this language what is named without gettext: the parts of the line of use, the values and their types."""
    if command.options_metavar in _METAVARS:
        command.options_metavar = language.text(command.options_metavar)
    for param in command.params:
        if param.metavar in _VALUES:
            param.metavar = language.text(param.metavar)
        if param.type.name in _TYPES:
            param.type.name = language.text(param.type.name)
    if isinstance(command, click.Group):
        if command.subcommand_metavar in _METAVARS:
            command.subcommand_metavar = language.text(command.subcommand_metavar)
        for below in command.commands.values():
            name_values(below, language)

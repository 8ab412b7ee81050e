"""Click, which reads the command line, says nothing in English to a Romanian reader."""

from __future__ import annotations

import ast
import gettext
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tracer.cli.click_words import COUNTED, TEXTS, speaking
from tracer.cli.root import root
from tracer.wording.language import find_language

ROOT = Path(__file__).parents[3]
# Words of click and of its names for values; options are taken out of the text first.
ENGLISH = re.compile(
    r"\b(Usage|Options?|Commands?|ARGS|Show|exit|version|default|required|integer|range|directory|path|Error|Try|help|"
    r"Missing|an argument|extra argument|Got|No such|Invalid|value|not one of|requires?|takes?|does not|valid|is a|Choose|"
    r"Did you mean|given|folder of|amount|reason|address)\b",
    re.IGNORECASE,
)
# What a programmer is told about a command that is declared wrongly, or what asks for an answer: ours do neither.
NOT_SHOWN = (
    "Argument {name!r} takes",
    "Arguments take exactly",
    "Boolean option",
    "Choice(",
    "Confirm the action",
    "Could not determine",
    "DeprecationWarning",
    "Do you want",
    "Invalid start character",
    "Name '",
    "No options defined",
    "{value!r} does not match",
    "{value!r} is not a valid UUID",
)
WRONG = (
    ("fnd",),
    ("nicio-comanda",),
    ("find",),
    ("find", "--limitt", "3", "x"),
    ("find", "--nimic", "x"),
    ("find", "--limit", "0", "x"),
    ("find", "--limit", "x", "x"),
    ("find", "x", "y"),
    ("find", "x", "y", "z"),
    ("find", "--limit"),
    ("find", "--json=3", "x"),
    ("trace", "x"),
    ("trace", "x", "--method", "magic"),
    ("mark", "x", "--from", "1.2.2024", "--reason", "x"),
    ("measure", "step", "m", "FROZEN", "--effective", "2026-02-30", "--reason", "x"),
    ("measure", "step", "m", "FROZEN", "--effective", "2026-02-03", "--reason", "x", "--document", "a", "b"),
    ("measure", "step", "m", "FROZEN", "--effective", "2026-02-03", "--reason", "x", "--amount", "5"),
    ("import", "--flags", "pyproject.toml", "README.md"),
    ("import",),
    ("measure",),
    ("pairs", "nimic"),
    ("dashboard", "--port", "70000"),
    ("--nimic",),
    ("--lang",),
)
SAY = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from tracer.cli import main
said = []
for arguments in json.loads(sys.stdin.read()):
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            main([*sys.argv[1:], *arguments])
            code = 0
        except SystemExit as end:
            code = end.code
    said.append([code, out.getvalue()])
print(json.dumps(said))
"""


def say(calls, *options, **environment):
    """What these calls print in a process that starts with these options, and how each ends."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("TRACER_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", SAY, *options],
        cwd=ROOT,
        env={**plain, **environment},
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def commands(command, *names):
    yield names
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, *names, name)


def english_in(text):
    return sorted({found[0] for found in ENGLISH.finditer(re.sub(r"--?[a-z][a-z-]*|'[^']*'", "", text))})


HELP = [(*names, "--help") for names in commands(root)]
ROMANIAN = [((), {"LANG": "ro_RO.UTF-8"}), (("--lang", "ro"), {"LANG": "C.UTF-8"})]


@pytest.mark.parametrize(("options", "environment"), ROMANIAN)
def test_the_help_of_every_command_is_romanian(options, environment):
    said = say(HELP, *options, **environment)
    assert len(said) > 25
    for names, (code, text) in zip(HELP, said, strict=True):
        assert (code, english_in(text)) == (0, []), (names, text)
        assert text.startswith("Utilizare: tracer") and "Arată acest text" in text


@pytest.mark.parametrize(("options", "environment"), ROMANIAN)
def test_a_wrong_use_is_refused_in_romanian(options, environment):
    for names, (code, text) in zip(WRONG, say(WRONG, *options, **environment), strict=True):
        assert (code, english_in(text)) == (2, []), (names, text)
        assert len(text) > 20


def test_an_english_reader_is_told_the_same_in_english():
    for names, (code, text) in zip(WRONG, say(WRONG, LANG="C.UTF-8"), strict=True):
        assert code == 2 and english_in(text), (names, text)


def test_no_text_of_the_installed_click_is_left_out():
    texts = set()
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        for node in ast.walk(ast.parse((Path(click.__file__).parent / f"{name}.py").read_bytes())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                texts |= {item.value for item in node.args if isinstance(getattr(item, "value", None), str)}
    ours = {*TEXTS, *(form for counted in COUNTED for form in counted)}
    assert len(texts) > 50
    assert {text for text in texts - ours if not text.startswith(NOT_SHOWN)} == set()
    assert ours - texts == {"required"}  # click asks for this one through a variable


def test_click_has_its_own_words_back_afterwards():
    with speaking(find_language("ro")):
        assert click.exceptions._("Missing command.") == "Lipsește comanda."
        assert click.parser._("Missing command.") == "Lipsește comanda."
    assert click.exceptions._ is click.parser._ is gettext.gettext
    assert click.exceptions.ngettext is gettext.ngettext

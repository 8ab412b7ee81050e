"""What every command uses to print: one line, a result, progress, evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from graph_schema.messages import N_
from tracer.wording.language import Language
from tracer.wording.visible_signs import show_signs

if TYPE_CHECKING:
    from tracer.actions.demo import DemoReport, Milestone
    from tracer.actions.files.ingest import Progress
    from tracer.casework.evidence_lines import EvidenceLine


def say(text: str = "") -> None:
    """One line on the screen, without the signs by which text from a file could steer the screen."""
    click.echo(show_signs(text))


def show(name: str, result: Any, language: Language, as_json: bool, printer: Callable[[Any, Language], None]) -> None:
    """A result as JSON or in words."""
    if as_json:
        from tracer.results.json_form import format_json

        click.echo(format_json(name, result))
    else:
        printer(result, language)


def progress(language: Language) -> Progress | None:
    """A line that counts the files while they are read, where there is a screen."""
    if not sys.stderr.isatty():
        return None

    def show_progress(name: str, done: int, all_: int) -> None:
        click.echo(f"\r\x1b[K{done}/{all_} {show_signs(name)}", err=True, nl=done == all_)

    return show_progress


def print_demo(report: DemoReport, language: Language) -> None:
    """Where the demo left its work."""
    say()
    say(
        language.text(
            N_("The sample case is in {folder}; its answers are in {answers}."),
            folder=report.folder,
            answers=report.answers,
        )
    )
    for line in report.differences:
        say(language.text(N_("DIFFERS from the known answer: {line}"), line=line))


def demo_printer(language: Language) -> Callable[[Milestone], None]:
    """Says each step of the demo as it is done."""

    def show_progress(milestone: Milestone) -> None:
        say(f"[{milestone.seconds}] {language.text(milestone.template, **milestone.params)}")

    return show_progress


def print_evidence(lines: Iterable[EvidenceLine], indent: str = "    ") -> None:
    """The file and the place of each row."""
    for line in lines:
        say(f"{indent}[{line.file} {line.locator}]")

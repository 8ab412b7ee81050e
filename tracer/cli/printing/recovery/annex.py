"""Prints the pictures of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.annexes.keeping import AnnexReport
    from tracer.actions.annexes.listing import AnnexLine, AnnexList


def print_annex(report: AnnexReport, language: Language) -> None:
    """Print whether the picture was added, then the picture."""
    from tracer.intake.writing.same_act import SAME_ACT

    template = SAME_ACT if report.status == "known" else N_("On record as {digest}.")
    say(language.text(template, digest=report.digest[:16]))
    _print_line(report.annex, language)


def print_annexes(found: AnnexList, language: Language) -> None:
    """Print each picture that stands, in the order in which they were added."""
    for line in found.annexes:
        _print_line(line, language)
    if not found.annexes:
        say(language.text(N_("No picture stands in the report. Add one: tracer annex add")))


def _print_line(line: AnnexLine, language: Language) -> None:
    from tracer.actions.annexes.listing import say_state

    nodes = language.plural("{n} node", "{n} nodes", line.nodes)
    rows = language.plural("{n} row", "{n} rows", line.rows)
    say(f"{line.event}  {language.number(line.number)}. {line.title}")
    if line.caption:
        say(f"  {line.caption}")
    say(f"  {line.author} · {nodes} · {rows} · SHA-256 {line.digest}")
    say(f"  {'! ' if line.changed or line.withheld else ''}{say_state(line, language)}")

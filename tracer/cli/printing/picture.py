"""Prints what a picture of the graph holds after it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.case_graph.picture_export import PictureReport


def print_picture(report: PictureReport, language: Language, *, target: Path) -> None:
    """The file, what is in it, and what could not be said in its form."""
    size = language.number(report.size)
    say(language.text(N_("Written: {target} ({size} bytes)."), target=target, size=size))
    nodes = language.plural("{n} node", "{n} nodes", report.nodes)
    links = language.plural("{n} link", "{n} links", report.links)
    rows = language.plural("{n} row", "{n} rows", report.rows)
    say(f"{nodes}, {links}, {rows}; SHA-256 {report.digest}")
    if report.further:
        say(
            language.plural(
                "{n} neighbour of these nodes is not in the picture.",
                "{n} neighbours of these nodes are not in the picture.",
                report.further,
            )
        )
    if report.left_out:
        listed = ", ".join(f"{one.type} {language.number(one.count)}" for one in report.left_out)
        say(language.text(N_("This form has no word for, and leaves out: {listed}."), listed=listed))

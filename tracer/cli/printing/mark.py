"""Prints marks: what is marked as proceeds, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.money.mark import MarkReport
    from tracer.actions.money.mark_list import MarkLine, MarkList


def print_mark(report: MarkReport, language: Language) -> None:
    """Print whether the mark was recorded, then the mark."""
    from tracer.intake.writing.same_act import SAME_ACT

    template = SAME_ACT if report.status == "known" else N_("On record as {digest}.")
    say(language.text(template, digest=report.digest[:16]))
    _print_line(report.mark, language)


def print_marks(found: MarkList, language: Language) -> None:
    """Print each mark that is not revoked, in the order of recording."""
    for line in found.marks:
        _print_line(line, language)
    if not found.marks:
        say(language.text(N_("No receipts are marked as proceeds, so nothing is traced. Mark them: tracer mark")))


def _print_line(line: MarkLine, language: Language) -> None:
    from tracer.actions.money.mark_list import COVERS_WORDS

    sums = ", ".join(language.money(minor, currency) for currency, minor in line.sums)
    parts = [line.caption, language.text(COVERS_WORDS[line.covers]), line.detail, sums]
    if line.covers != "opening":
        parts.append(language.plural("{n} transfer", "{n} transfers", line.receipts))
    say(f"{line.event}  {line.label}: {' · '.join(part for part in parts if part)}")
    say(f"  {line.author}, {language.date(line.recorded)}: {line.reason}")
    if line.beside:
        say(
            "  ! "
            + language.text(
                N_("Not covered, because the name has other words too: {names}."), names="; ".join(line.beside)
            )
        )
    if not line.met:
        say(
            "  ! "
            + language.text(N_("The case no longer shows what was marked; the mark does not count, or not in full."))
        )

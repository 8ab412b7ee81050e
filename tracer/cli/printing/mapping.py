"""Prints a proposed column mapping: its reasons, its questions, the rows as they would be kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.files.propose import ProposalReport


def print_proposal(report: ProposalReport, language: Language, *, target: Path | None = None) -> None:
    """First what was found, then the questions, then the preview, then the mapping or where it was written."""
    for key in report.keys:
        if not key.asks:
            say(f"  {key.key} = {key.value}: {key.reason}")
    for key in report.questions:
        say(f"? {key.key}: {key.reason}")
        for candidate in key.candidates:
            say(f"    --answer {key.key}={candidate}")
        if not key.candidates:
            say(f"    --answer {key.key}=…")
    for row in report.preview:
        amount = language.money(row.amount, row.currency)
        other = " ".join(filter(None, (row.counterparty, row.counterparty_account)))
        say(f"  {row.place:<9} {row.booking_date} {amount:>20}  {other} | {row.description[:60]}")
    for refused in report.rejections:
        say(f"x {refused.place} {refused.value}: {refused.reason}")
    for flag in report.red_flags:
        say(f"!! {flag}")
    if report.refused:
        say(f"! {report.refused}")
    if report.rows is not None:
        say(
            language.text(
                "Rows: {rows}; kept: {kept}; rejected: {rejected}.",
                rows=language.number(report.rows),
                kept=language.number(report.kept or 0),
                rejected=language.number(report.rejected or 0),
            )
        )
    if report.questions:
        say(language.text("The mapping cannot be used until these questions are answered."))
    if report.needs_account:
        say(language.text("The table does not state its account: import it with --account."))
    if target is None:
        say()
        say(report.text.rstrip())
    else:
        say(language.text("Written: {target} ({size} bytes).", target=target, size=len(report.text.encode())))

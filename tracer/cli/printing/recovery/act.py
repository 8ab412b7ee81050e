"""What ``tracer act`` prints: what became of the act, and what a person should check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.recovery.acts import ActReport


def print_act(report: ActReport, language: Language) -> None:
    """One line for the outcome, one for each flag."""
    if not report.accepted:
        say(language.text(N_("Refused, {code}: {text}"), code=report.code, text=report.text))
    elif report.preview:
        say(language.text(N_("The act would be accepted; nothing was recorded.")))
    else:
        say(language.text(N_("On record: {id}"), id=report.id))
    for flag in report.flags:
        say(f"  ! {flag.code}: {flag.text}")

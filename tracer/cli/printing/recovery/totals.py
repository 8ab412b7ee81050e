"""The totals as lines: each step with its sum, then what could not be counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.terms import PAST_ASSETS, STEP_WORDS

if TYPE_CHECKING:
    from tracer.recovery.totals.totals import Totals


def format_steps(totals: Totals, language: Language, *, past: bool) -> Iterator[str]:
    """From identified to paid out, one line a step; steps without money are left out. ``past``: of an earlier day."""
    from tracer.actions.recovery.supervise import say_flag

    yield language.text(
        N_("As of {day}, known on {known}: {count} assets, in {currency}"),
        day=language.date(totals.as_of),
        known=language.date(totals.known_on),
        count=language.number(totals.assets),
        currency=totals.currency,
    )
    for step in totals.waterfall:
        if step.minor or step.kind == "total":
            name = language.text(STEP_WORDS[step.key])
            lead = "" if step.kind == "total" else "  "
            yield f"{lead}{name:<{36 - len(lead)}} {language.money(step.minor, totals.currency):>20}"
    for bucket in totals.buckets:
        if bucket.assets:
            yield f"  {language.text(STEP_WORDS[bucket.name])}: {language.plural('{n} asset', '{n} assets', bucket.assets)}"
    if totals.unvalued:
        yield language.plural(
            "{n} asset has no value on record and is not in the sums.",
            "{n} assets have no value on record and are not in the sums.",
            len(totals.unvalued),
        )
    if totals.unconverted:
        yield language.plural(
            "{n} sum has no exchange rate near its day and is not in the sums.",
            "{n} sums have no exchange rate near their day and are not in the sums.",
            len(totals.unconverted),
        )
    if past:
        yield language.text(PAST_ASSETS)
    for flag in totals.flags:
        yield "! " + say_flag(flag, totals.currency, language)


def print_totals(totals: Totals, language: Language, *, past: bool) -> None:
    """The waterfall, then what could not be counted. ``past``: an earlier day was asked about."""
    for line in format_steps(totals, language, past=past):
        say(line)

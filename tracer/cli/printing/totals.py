"""The totals as lines: each step with its sum, then what could not be counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.terms import PAST_ASSETS, STEP_WORDS

if TYPE_CHECKING:
    from tracer.recovery.statistics.totals import Totals


def format_steps(totals: Totals, words: Language, *, past: bool) -> Iterator[str]:
    """From identified to paid out, one line a step; steps without money are left out. ``past``: of an earlier day."""
    from tracer.actions.recovery.supervise import say_flag

    yield words.text(
        N_("As of {day}, known on {known}: {count} assets, in {currency}"),
        day=words.date(totals.as_of),
        known=words.date(totals.known_on),
        count=words.number(totals.assets),
        currency=totals.currency,
    )
    for step in totals.waterfall:
        if step.minor or step.kind == "total":
            name = words.text(STEP_WORDS[step.key])
            lead = "" if step.kind == "total" else "  "
            yield f"{lead}{name:<{36 - len(lead)}} {words.money(step.minor, totals.currency):>20}"
    for bucket in totals.buckets:
        if bucket.assets:
            yield f"  {words.text(STEP_WORDS[bucket.name])}: {words.plural('{n} asset', '{n} assets', bucket.assets)}"
    if totals.unvalued:
        yield words.plural(
            "{n} asset has no value on record and is not in the sums.",
            "{n} assets have no value on record and are not in the sums.",
            len(totals.unvalued),
        )
    if totals.unconverted:
        yield words.plural(
            "{n} sum has no exchange rate near its day and is not in the sums.",
            "{n} sums have no exchange rate near their day and are not in the sums.",
            len(totals.unconverted),
        )
    if past:
        yield words.text(PAST_ASSETS)
    for flag in totals.flags:
        yield "! " + say_flag(flag, totals.currency, words)


def print_totals(totals: Totals, words: Language, *, past: bool) -> None:
    """The waterfall, then what could not be counted. ``past``: an earlier day was asked about."""
    for line in format_steps(totals, words, past=past):
        say(line)

"""Prints pairs of payments: both rows, why they may be one payment, who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.actions.files.pairs import format_pair_reason
from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.terms import PAIR_STATE_WORDS

if TYPE_CHECKING:
    from tracer.actions.files.pairs import PairLine, PairList, PairRow


def format_pairs(found: PairList, language: Language) -> None:
    """How many there are, then each pair with its rows."""
    say(
        language.text(
            N_("Pairs of rows: {open} open, {joined} joined, {refused} kept apart."),
            open=language.number(found.open),
            joined=language.number(found.joined),
            refused=language.number(found.refused),
        )
    )
    for pair in found.pairs:
        _print_pair(pair, language)
    for number in found.numbers:
        say(
            language.text(
                N_("The number {number} stands for the account {account}, the only one that has it."),
                number=number.number,
                account=number.account,
            )
        )
    left = found.total - found.offset - len(found.pairs)
    if left > 0:
        say(language.text(N_("Further pairs are not shown: {count}; raise --offset."), count=language.number(left)))


def _print_pair(pair: PairLine, language: Language) -> None:
    say(f"{pair.id}  {language.text(PAIR_STATE_WORDS[pair.state])}")
    for row in (pair.first, pair.second):
        _print_row(row, language)
    for mark, codes in (("+", pair.reasons), ("-", pair.doubts)):
        for code in codes:
            say(f"    {mark} {format_pair_reason(code, pair.days, language)}")
    if pair.decided_by == "rule":
        say("    " + language.text(N_("Joined by rule.")))
    elif pair.decided_on is not None:
        say(
            "    "
            + language.text(
                N_("Decided by {author} on {day}: {reason}"),
                author=pair.decided_by,
                day=language.date(pair.decided_on),
                reason=pair.reason,
            )
        )


def _print_row(row: PairRow, language: Language) -> None:
    amount = language.money(row.amount_minor, row.currency)
    cells = [language.date(row.value_date), amount, row.account, row.named, row.reference, row.description]
    evidence = ", ".join(f"{line.file} {line.locator}" for line in row.evidence)
    say(f"    {' · '.join(part for part in cells if part)} [{evidence}]")

"""What ``tracer most-money`` prints: a sum for each currency, the payments that limit it, and the widest chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import print_evidence, say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.money.most_money import MostMoneyReport, PaymentLine


def print_most_money(report: MostMoneyReport, language: Language) -> None:
    """One block a currency."""
    say(f"{report.payer_caption} → {report.payee_caption}")
    for line in report.lines:
        template = N_("At most {sum} can have gone from the one to the other, forward in time.")
        say(language.text(template, sum=language.money(line.most_minor, line.currency)))
        say("  " + language.text(N_("All of it goes over these payments, which add up to that sum:")))
        _print_payments(line.limits, line.currency, language)
        if line.limit_count > len(line.limits):
            left = line.limit_count - len(line.limits)
            say(
                "    "
                + language.plural("{n} smaller payment is not listed.", "{n} smaller payments are not listed.", left)
            )
        template = N_("A single chain of payments can have carried at most {sum}:")
        say("  " + language.text(template, sum=language.money(line.chain_minor, line.currency)))
        _print_payments(line.chain, line.currency, language)
    if not report.lines:
        say(language.text(N_("No payments lead from the one to the other, forward in time.")))
    if report.converted:
        say(
            "! "
            + language.plural(
                "{n} payment of the case changes the currency and is in no sum.",
                "{n} payments of the case change the currency and are in no sum.",
                report.converted,
            )
        )
    template = N_(
        "This is an upper bound: money can have gone this way, not that it did. A reversed payment counts as one that was made."
    )
    say(language.text(template))


def _print_payments(lines: Iterable[PaymentLine], currency: str, language: Language) -> None:
    for line in lines:
        money = language.money(line.minor, currency)
        say(f"    {language.date(line.day)} · {money} · {line.payer} → {line.payee}")
        print_evidence(line.evidence, indent="      ")

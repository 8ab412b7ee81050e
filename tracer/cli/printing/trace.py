"""What ``tracer trace`` prints: each sum with its method, and the chains behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import print_evidence, say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.actions.money.trace import ChainStep, TracedPurchase, TracedSum, TraceReport


def print_trace(report: TraceReport, language: Language) -> None:
    """Each sum with its method, then the chains behind it."""
    say(report.caption)
    for purchase in report.purchases:
        say(_format_price(purchase, language))
        for sum_ in purchase.sums:
            _print_sum(N_("paid with proceeds"), sum_, language)
        print_evidence(purchase.evidence)
    for account in report.accounts:
        say(f"{account.caption} {account.currency}")
        for received, back, held in zip(account.received, account.reversed, account.held, strict=True):
            _print_sum(N_("proceeds received"), received, language)
            if back.upper_minor:
                _print_sum(N_("of these taken back by reversals"), back, language)
            _print_sum(N_("proceeds held at the end"), held, language)
    if not report.purchases and not report.accounts:
        say(
            language.text(
                N_("No purchase with a price and payment reference is on record, or no statement of the account.")
            )
        )
    for caution in report.cautions:
        say("! " + language.text(caution.template, **caution.params))


def _format_price(purchase: TracedPurchase, language: Language) -> str:
    template = N_("Price {price}, payment found {paid} ({reference})")
    if not purchase.paid_upper_minor:
        template = N_("Price {price}, payment found none ({reference})")
    elif purchase.unmatched_minor:
        template = N_("Price {price}, payment found {paid}, not matched {rest} ({reference})")
    return language.text(
        template,
        price=language.money(purchase.price_minor, purchase.currency),
        paid=_format_ends(purchase.paid_minor, purchase.paid_upper_minor, purchase.currency, language),
        rest=language.money(purchase.unmatched_minor, purchase.currency),
        reference=purchase.reference,
    )


def _print_sum(what: str, found: TracedSum, language: Language) -> None:
    value = _format_ends(found.lower_minor, found.upper_minor, found.currency, language)
    if found.upper_open:
        value = language.text(N_("at least {low}"), low=language.money(found.lower_minor, found.currency))
    say(f"  {found.method}: {language.text(what)} {value}")
    for chain in found.chains:
        steps = " → ".join(
            [
                chain.steps[0].payer or "…",
                *(f"{step.payee or '…'} ({step_days(step, language)})" for step in chain.steps),
            ]
        )
        begin = f"{language.text(N_('opening balance'))}: " if chain.from_opening else ""
        say(f"    {language.money(chain.amount_minor, chain.currency)}: {begin}{steps}")
    if not found.chains_complete:
        say("    " + language.text(N_("Further chains are not shown; raise --chains.")))


def _format_ends(lower: int, upper: int, currency: str, language: Language) -> str:
    """A sum, or the two sums between which it lies."""
    low, high = (language.money(minor, currency) for minor in (lower, upper))
    return low if low == high else language.text(N_("between {low} and {high}"), low=low, high=high)


def step_days(step: ChainStep, language: Language) -> str:
    """The day of a payment; both days where two banks date it differently."""
    return " → ".join(language.date(day) for day in (step.day, step.arrived) if day is not None)

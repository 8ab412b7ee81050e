"""What ``tracer claims`` prints: claims, the reserve of each file, the money of each lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language
from tracer.wording.recovery.claim_words import CLAIM_KIND_WORDS, CLAIM_STATUS_WORDS

if TYPE_CHECKING:
    from tracer.actions.recovery_lists.claim_list import ClaimLine, ClaimList, LotLine

NO_AMOUNT = N_("no amount stated")
NO_LIMIT = N_("without limit")


def print_claims(found: ClaimList, language: Language) -> None:
    """The claims by file, then the reserve of each file and the money of each lot."""
    say(language.text(N_("Claims on {day}"), day=language.date(found.as_of)))
    if not found.claims:
        say(language.text(N_("No claim is on record.")))
    for claim in found.claims:
        _print_claim(claim, language)
    if found.files:
        say()
        say(language.text(N_("Reserved for claims, by file:")))
    for file in found.files:
        reserved = _sum(file.reserved_minor, file.currency, NO_LIMIT, language)
        held = language.money(file.held_minor, file.currency)
        say(
            f"  {file.case:<16} {language.text(N_('reserved {sum}; final money held {held}'), sum=reserved, held=held)}"
        )
    if found.lots:
        say()
        say(language.text(N_("Money held, by lot; lots of one file may have the same money free:")))
    for lot in found.lots:
        _print_lot(lot, language)


def _print_claim(claim: ClaimLine, language: Language) -> None:
    kind, status = language.text(CLAIM_KIND_WORDS[claim.kind]), language.text(CLAIM_STATUS_WORDS[claim.status])
    filed = language.text(N_("filed on {day}"), day=language.date(claim.filed))
    rank = language.text(N_("rank {rank}"), rank=claim.rank)
    on = language.text(N_("item {number}"), number=claim.item) if claim.item else ""
    say(f"{claim.case} / {claim.number}  {'; '.join(filter(None, (kind, claim.claimant, on, filed, rank, status)))}")
    if claim.is_title:
        return
    say(
        "    "
        + language.text(
            N_("claimed {claimed}; awarded {awarded}; paid {paid}; left {left}"),
            claimed=_sum(claim.claimed_minor, claim.currency, NO_AMOUNT, language),
            awarded=language.money(claim.awarded_minor, claim.currency),
            paid=language.money(claim.paid_minor, claim.currency),
            left=_sum(claim.left_minor, claim.currency, NO_LIMIT, language),
        )
    )


def _print_lot(lot: LotLine, language: Language) -> None:
    held = language.text(
        N_("held {held}, of it in the unique account {account}; free {free}"),
        held=language.money(lot.held_minor, lot.currency),
        account=language.money(lot.account_minor, lot.currency),
        free=language.money(lot.free_minor or 0, lot.currency),
    )
    say(f"  {', '.join(lot.cases)} / {lot.number} {lot.asset}: {held}")
    if lot.free_minor is None:
        say(
            f"    ! {language.text(N_('nothing is free: a claim reserves without limit, or no exchange rate is on record'))}"
        )
    elif not lot.final:
        say(f"    ! {language.text(N_('nothing is free: the item is not final'))}")
    if lot.title_claims:
        numbers = ", ".join(lot.title_claims)
        say(f"    ! {language.text(N_('nothing is free while the ownership is claimed: {numbers}'), numbers=numbers)}")


def _sum(minor: int | None, currency: str, unstated: str, language: Language) -> str:
    return language.text(unstated) if minor is None else language.money(minor, currency)

"""Checks what an office controls: closed months, separate duties, the closing of a month and of a sale."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.messages import N_, Message
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import MonthAct, PostAct, ReverseAct, RevokeAct, SaleAct
from tracer.recovery.acts.parties import CaseAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.admission.steps import require_item
from tracer.recovery.controls.duties import (
    DUTY_OF_TEMPLATE,
    EARLIER_DUTIES,
    excluding_duty,
    same_name,
    sellers,
)
from tracer.recovery.controls.months import closed_months, closed_until, first_of_month, last_of_month, next_month
from tracer.recovery.controls.sale_closing import appraised_value, booked_sale, closing_of, missing_conditions
from tracer.recovery.ledger.lots import lot_of, office_of

_CLOSES: Final = N_("closes the month")
_SELLS: Final = N_("took part in the sale")


def require_open_day(facts: RecoveryFacts, item: ItemAct, day: date) -> None:
    """A closed month takes no posting. Raises: Refused MONTH_CLOSED with the first open day."""
    office = office_of(facts, lot_of(facts, item).item)
    until = closed_until(facts, office)
    if until is not None and day <= until:
        raise Refused("MONTH_CLOSED", month=f"{day:%Y-%m}", office=office, day=next_month(until))


def check_day_of_posting(facts: RecoveryFacts, post: PostAct) -> None:
    """Does an open month take this posting, whatever the other rules say? Raises: Refused MONTH_CLOSED."""
    item = facts.first(ItemAct, post.item)
    if item is not None:
        require_open_day(facts, item, post.effective)


def require_day_of_reversal(facts: RecoveryFacts, item: ItemAct, post: PostAct, reversal: ReverseAct) -> None:
    """A reversal is booked on the day of its posting; in an open month if that month is closed. Raises: Refused."""
    until = closed_until(facts, office_of(facts, lot_of(facts, item).item))
    if until is None or post.effective > until:
        if reversal.effective != post.effective:
            raise Refused("BAD_DATE", day=post.effective)
        return
    require_open_day(facts, item, reversal.effective)


def require_separate_duty(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> None:
    """Who valued, kept or approved an asset neither sells it nor pays from it. Raises: Refused SAME_PERSON."""
    duty = DUTY_OF_TEMPLATE.get(post.template)
    if duty is not None and post.author:
        require_other_person(facts, item, post.author, duty)


def require_other_person(facts: RecoveryFacts, item: ItemAct, person: str, duty: str) -> None:
    """Does an earlier duty exclude this person from this one? Raises: Refused SAME_PERSON."""
    done = excluding_duty(facts, item, person, duty)
    if done is not None:
        raise Refused("SAME_PERSON", person=person, done=Message(EARLIER_DUTIES[done]))


def check_month(facts: RecoveryFacts, act: MonthAct) -> list[str]:
    """May the month be closed or reopened? Raises: Refused."""
    if not any(case.office == act.office for case in facts.of(CaseAct)):
        raise Refused("NO_SUCH_RECORD", record=act.office)
    if act.month != first_of_month(act.month):
        raise Refused("BAD_DATE", day=first_of_month(act.month))
    before = facts.of(MonthAct, act.office)
    if before and act.effective < before[-1].effective:
        raise Refused("BAD_DATE", day=before[-1].effective)
    closed = closed_months(facts, act.office)
    if act.event == "closed":
        if act.effective <= last_of_month(act.month):
            raise Refused("TERM_RUNS", day=last_of_month(act.month))
        if closed and act.month <= closed[-1].month:
            raise Refused("ALREADY_CLOSED", month=f"{act.month:%Y-%m}", office=act.office)
        if not act.signed_by:
            raise Refused("NO_SECOND_PERSON")
        if same_name(act.signed_by, act.author):
            raise Refused("SAME_PERSON", person=act.signed_by, done=Message(_CLOSES))
    elif act.event == "reopened":
        if not closed or act.month > closed[-1].month:
            raise Refused("NO_SUCH_STEP")
        if act.month < closed[-1].month:
            raise Refused("BREAKS_LATER", act=closed[-1].id)
        if not act.reason:
            raise Refused("NO_REASON")
    else:
        raise Refused("NO_SUCH_STEP")
    return []


def check_revoked_money(facts: RecoveryFacts, revoke: RevokeAct) -> None:
    """A posting of a closed month is not taken back, nor is the closing of a month or what closes a sale of it.

    Raises: Refused MONTH_CLOSED, NO_SUCH_STEP.
    """
    target = facts.find(revoke.target)
    if isinstance(target, MonthAct):
        raise Refused("NO_SUCH_STEP")
    post = facts.find(target.posting) if isinstance(target, ReverseAct) else target
    if isinstance(post, PostAct) and isinstance(target, PostAct | ReverseAct):
        require_open_day(facts, require_item(facts, post.item), target.effective)


def check_closing(facts: RecoveryFacts, item: ItemAct, act: SaleAct) -> list[str]:
    """May the sale be closed: is it complete, does the ledger agree, did others buy and approve? Raises: Refused.

    Source: official requirements, F136, F140.
    """
    booked = booked_sale(facts, item)
    if not booked:
        raise Refused("NO_SOURCE")
    missing = missing_conditions(act)
    if missing:
        raise Refused("SALE_INCOMPLETE", missing=Message.listed([Message(row.words) for row in missing], ", "))
    currency, price = act.currency or "", act.price or 0
    if booked != {currency: (price, act.cost)}:
        raise Refused("SALE_DIFFERS", booked=_booked_text(booked))
    require_other_person(facts, item, act.buyer or "", "buys")
    if any(same_name(act.buyer or "", name) for name in (act.author, *sellers(facts, item))):
        raise Refused("SAME_PERSON", person=act.buyer, done=Message(_SELLS))
    value = appraised_value(facts, item, currency)
    if value is None:
        return ["NO_APPRAISAL"]
    share = facts.settings.low_price
    if price < share * value:
        _require_approval(facts, item, act, share)
    return []


def require_no_closing(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> None:
    """A sale that is closed keeps its postings. Raises: Refused BREAKS_LATER."""
    closing = closing_of(facts, item.item) if post.template == "sale" else None
    if closing is not None:
        raise Refused("BREAKS_LATER", act=closing.id)


def _require_approval(facts: RecoveryFacts, item: ItemAct, act: SaleAct, share: Fraction) -> None:
    if not act.second_person or not act.reason:
        raise Refused("LOW_PRICE", share=f"{share.numerator}/{share.denominator}")
    if any(same_name(act.second_person, name) for name in (act.author, act.buyer or "", *sellers(facts, item))):
        raise Refused("SAME_PERSON", person=act.second_person, done=Message(_SELLS))


def _booked_text(booked: dict[str, tuple[int, int]]) -> str:
    return "; ".join(f"{price} {currency}, {cost} {currency}" for currency, (price, cost) in sorted(booked.items()))

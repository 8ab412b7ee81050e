"""Checks postings: pair, amount, the rule of the template, and that no holding falls below 0."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from graph_schema.values.money import exponent
from tracer.recovery.acts.abroad import CollectedAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.admission import payments
from tracer.recovery.admission.office_controls import (
    require_day_of_reversal,
    require_no_closing,
    require_open_day,
    require_separate_duty,
)
from tracer.recovery.admission.steps import require_item
from tracer.recovery.ledger.classes import DESTINATIONS, HOLDINGS, UNIQUE_ACCOUNT
from tracer.recovery.ledger.entries import valid_posts
from tracer.recovery.ledger.lot_books import book_of, held_on
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.ledger.posted_sums import CERTIFICATE, posted_sum
from tracer.recovery.ledger.sold_shares import share_to_sell, sold_shares
from tracer.recovery.ledger.sums_due import balance_due, find_certificate
from tracer.recovery.ledger.takings import deposit_term
from tracer.recovery.ledger.templates import TEMPLATES
from tracer.recovery.orders.early_sales import early_sale
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.pairs import require_pair
from tracer.recovery.orders.titles import MONEY_CLASSES, asset_class
from tracer.recovery.orders.transitions import TIED_STATES

Flags = tuple[str, ...]


def check_post(facts: RecoveryFacts, post: PostAct) -> list[str]:
    """May this posting be booked? Returns the flags. Raises: Refused."""
    item = require_item(facts, post.item)
    template = TEMPLATES.get(post.template)
    if template is None:
        raise Refused("NO_SUCH_RECORD", record=post.template)
    if post.amount <= 0 or post.cost < 0 or (post.to_amount is not None and post.to_amount <= 0):
        raise Refused("BAD_AMOUNT")
    require_pair(post, template.pairs)
    require_open_day(facts, item, post.effective)
    require_no_closing(facts, item, post)
    require_separate_duty(facts, item, post)
    flags = _CHECKS[template.check](facts, item, post)
    lot = lot_of(facts, item).item
    if book_of(facts, lot).overdraft_by(post, (*HOLDINGS, *DESTINATIONS)) is not None:
        holding = UNIQUE_ACCOUNT if UNIQUE_ACCOUNT in (template.debit, template.credit) else template.credit
        raise Refused("OVERDRAFT", held=held_on(facts, lot, post.currency, post.effective, holding))
    return list(flags)


def check_reversal(facts: RecoveryFacts, reversal: ReverseAct) -> list[str]:
    """May this posting be reversed? Money that has moved on must be reversed first. Raises: Refused."""
    post = facts.find(reversal.posting)
    if not isinstance(post, PostAct):
        raise Refused("NO_SUCH_RECORD", record=reversal.posting)
    if facts.of(ReverseAct, reversal.posting):
        raise Refused("ALREADY_REVERSED")
    item = require_item(facts, post.item)
    require_day_of_reversal(facts, item, post, reversal)
    if not reversal.reason:
        raise Refused("NO_REASON")
    require_no_closing(facts, item, post)
    lot = lot_of(facts, item).item
    watched = (*HOLDINGS, *DESTINATIONS)
    broken = book_of(facts, lot).overdraft_without(post, watched, reversal.effective)
    if broken is not None:
        later = [row for row in valid_posts(facts) if row.effective >= broken and row.id != post.id]
        raise Refused("BREAKS_LATER", act=later[-1].id if later else post.id)
    return []


def _check_none(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    return ()


def _check_money(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    if asset_class(facts, item.asset) not in MONEY_CLASSES:
        raise Refused("WRONG_CLASS")
    return ()


def _check_deposit(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    if item.asset is None:
        raise Refused("WRONG_CLASS")
    kind = asset_class(facts, item.asset)
    if kind not in MONEY_CLASSES:
        raise Refused("SALE_NOT_ORDERED")
    term = deposit_term(facts, item, post.currency, post.effective)
    is_late = term is not None and term.rule.id == "cash_deposit" and post.effective > term.due_day
    return ("LATE_DEPOSIT",) if is_late else ()


def _check_sale(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    if item.asset is None or asset_class(facts, item.asset) in MONEY_CLASSES:
        raise Refused("WRONG_CLASS")
    if post.share is not None and not 0 < post.share <= 1:
        raise Refused("BAD_SHARE", limit=1)
    left = share_to_sell(facts, item, post.effective)
    left -= sum(sold_shares(facts, item.asset, item.holder).values(), Fraction(0))
    if left <= 0:
        raise Refused("ALREADY_SOLD")
    state = item_state(facts, item, post.effective)
    if not state.is_final:
        sale = early_sale(facts, item.item, post.effective)
        if state.state not in TIED_STATES or not sale.is_ordered:
            raise Refused("SALE_NOT_ORDERED")
        if not sale.may_close(post.effective):
            raise Refused("SALE_CHALLENGE_OPEN")
    if post.share is not None and post.share > left:
        raise Refused("ALREADY_SOLD")
    if post.cost > post.amount:
        raise Refused("BAD_AMOUNT")
    return ()


def _check_collect(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    if item.amount is None or item.currency is None:
        raise Refused("WRONG_CLASS")
    if not item_state(facts, item, post.effective).is_final:
        raise Refused("NOT_FINAL")
    if post.currency != item.currency:
        raise Refused("CURRENCY_MISMATCH", currency=item.currency)
    if post.amount > balance_due(facts, item):
        raise Refused("OVER_COLLECTION")
    return ()


def _check_advance(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    advanced = held_on(facts, lot_of(facts, item).item, post.currency, post.effective, "ADVANCE")
    if post.amount > -advanced:
        raise Refused("OVER_COST")
    return ()


def _check_fx(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    if not post.to_currency or post.to_amount is None or not post.rate_num or not post.rate_den:
        raise Refused("BAD_RATE")
    scale = Fraction(10) ** (exponent(post.to_currency) - exponent(post.currency))
    expected = post.amount * Fraction(post.rate_num, post.rate_den) * scale
    if post.to_currency == post.currency or expected <= 0 or abs(expected - post.to_amount) > 1:
        raise Refused("BAD_RATE")
    return ()


def _check_received(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    certificate = find_certificate(facts, post.certificate)
    if certificate is None:
        raise Refused("NOT_COLLECTED")
    if post.currency != certificate.currency:
        raise Refused("CURRENCY_MISMATCH", currency=certificate.currency)
    there = sum(row.amount for row in facts.of(CollectedAct, certificate.certificate, post.effective))
    here = posted_sum(facts, (CERTIFICATE, certificate.certificate, "receive_state"), post.currency)
    if here + post.amount > there:
        raise Refused("NOT_COLLECTED")
    return ()


def _check_loss(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    if not post.reason:
        raise Refused("NO_REASON")
    return ()


_CHECKS: Final[MappingProxyType[str, Callable[[RecoveryFacts, ItemAct, PostAct], Flags]]] = MappingProxyType(
    {
        "none": _check_none,
        "money": _check_money,
        "deposit": _check_deposit,
        "sale": _check_sale,
        "collect": _check_collect,
        "advance": _check_advance,
        "fx": _check_fx,
        "received": _check_received,
        "loss": _check_loss,
        "victim": payments.check_victim,
        "free": payments.check_free,
        "creditor": payments.check_creditor,
        "owner": payments.check_owner,
        "unfreeze": payments.check_unfreeze,
        "refund": payments.check_refund,
        "refund_victim": payments.check_refund_victim,
    }
)

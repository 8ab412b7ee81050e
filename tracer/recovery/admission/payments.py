"""Checks payments out of a lot: to victims, the budget, other States, creditors and owners; and refunds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import ClaimAct, PostAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.claims.awards import claim_state, in_claim_currency
from tracer.recovery.claims.debts import debt_left, find_debt
from tracer.recovery.claims.distribution import divide_with_state
from tracer.recovery.claims.exchange import rounded_amount
from tracer.recovery.claims.free_money import files_of_lot, free_money
from tracer.recovery.ledger.classes import HOLDINGS, SOURCES
from tracer.recovery.ledger.lot_books import book_of, held_on
from tracer.recovery.ledger.lots import items_of_lot, lot_of
from tracer.recovery.ledger.posted_sums import CLAIM, posts_about
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.transitions import FINAL_STATES, TIED_STATES

Flags = tuple[str, ...]


def check_victim(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    """A final award in a file of the lot is paid from a final item, up to what is left of the award."""
    claim = _require_claim(facts, post)
    lot = lot_of(facts, item).item
    if claim.case not in files_of_lot(facts, lot):
        raise Refused("WRONG_CASE")
    state = claim_state(facts, claim)
    if state.status != "awarded_final" or not item_state(facts, item, post.effective).is_final:
        raise Refused("NOT_FINAL")
    minor = in_claim_currency(facts, claim, post)
    if minor is None:
        raise Refused("RATE_MISSING")
    if minor > state.award_left:
        raise Refused("OVER_AWARD")
    _require_held(facts, lot, post)
    return ()


def check_free(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    """The budget and other States get only what no claim reserves. Source: Law 318/2015; Regulation (EU) 2018/1805 art. 30."""
    if not item_state(facts, item, post.effective).is_final:
        raise Refused("NOT_FINAL")
    if item.purposes == {"damage"}:
        raise Refused("WRONG_PURPOSE")
    lot = lot_of(facts, item).item
    _require_held(facts, lot, post)
    free = free_money(facts, lot, post.currency, post.effective)
    if free is None or post.amount > free:
        raise Refused("CLAIM_OPEN")
    return _share_flags(facts, item, lot, post)


def check_creditor(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    """A secured debt on the asset is paid up to what is left of it."""
    debts = [find_debt(facts, post.encumbrance, row.asset) for row in items_of_lot(facts, lot_of(facts, item).item)]
    debt = next((row for row in debts if row is not None), None)
    if debt is None:
        raise Refused("NO_ENCUMBRANCE")
    if post.currency != debt.currency:
        raise Refused("CURRENCY_MISMATCH", currency=debt.currency)
    if post.amount > debt_left(facts, debt):
        raise Refused("OVER_ENCUMBRANCE")
    _require_held(facts, lot_of(facts, item).item, post)
    return ()


def check_owner(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    """Money is returned after a release or a lapse; after a part release only the released part of the receipts."""
    _require_released(facts, item, post)
    _require_held(facts, lot_of(facts, item).item, post)
    return ()


def check_unfreeze(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    """A bank frees money after a release, a lapse or a return to the victim."""
    if item_state(facts, item, post.effective).state != "RETURNED_VICTIM":
        _require_released(facts, item, post)
    return ()


def check_refund(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    """The budget returns at most what it got from the lot."""
    paid = held_on(facts, lot_of(facts, item).item, post.currency, post.effective, "PAID_BUDGET")
    if post.amount > paid:
        raise Refused("OVERDRAFT", held=paid)
    return ()


def check_refund_victim(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> Flags:
    """A victim returns at most what was paid on the claim from the lot."""
    claim = _require_claim(facts, post)
    lot = lot_of(facts, item).item
    names = {row.item for row in items_of_lot(facts, lot)}
    # A payment of a closed month can be reversed after the day of this posting.
    paid = min(_paid_to_victim(facts, claim, names, post.currency, day) for day in (post.effective, None))
    if post.amount > paid:
        raise Refused("OVERDRAFT", held=paid)
    return ()


def _paid_to_victim(facts: RecoveryFacts, claim: ClaimAct, items: set[str], currency: str, until: date | None) -> int:
    return sum(
        sign * row.amount
        for template, sign in (("pay_victim", 1), ("refund_victim", -1))
        for row in posts_about(facts, [(CLAIM, claim.claim, template)], until)
        if row.item in items and row.currency == currency
    )


def _require_claim(facts: RecoveryFacts, post: PostAct) -> ClaimAct:
    claim = facts.first(ClaimAct, post.claim) if post.claim else None
    if claim is None:
        raise Refused("NO_CLAIM")
    return claim


def _require_held(facts: RecoveryFacts, lot: str, post: PostAct) -> None:
    held = held_on(facts, lot, post.currency, post.effective)
    if post.amount > held:
        raise Refused("OVERDRAFT", held=held)


def _require_released(facts: RecoveryFacts, item: ItemAct, post: PostAct) -> None:
    state = item_state(facts, item, post.effective)
    lot = lot_of(facts, item).item
    bound = FINAL_STATES | TIED_STATES
    if state.state in ("RELEASED", "LAPSED"):
        others = [row for row in items_of_lot(facts, lot) if row.item != item.item]
        if any(item_state(facts, row, post.effective).state in bound for row in others):
            raise Refused("NOT_RELEASED")
        return
    if state.state not in bound or not state.released:
        raise Refused("NOT_RELEASED")
    rows = book_of(facts, lot).balances(post.effective)
    received = -sum(rows.get((name, post.currency), 0) for name in SOURCES if name != "ADVANCE")
    received -= rows.get(("COST", post.currency), 0)
    part = received * state.released / (state.released + state.live)
    if post.amount + rows.get(("PAID_OWNER", post.currency), 0) > Fraction(part):
        raise Refused("NOT_RELEASED")


def _share_flags(facts: RecoveryFacts, item: ItemAct, lot: str, post: PostAct) -> Flags:
    """More than the share of this State is kept of a sum enforced for another State."""
    if not item.foreign or post.template != "pay_budget":
        return ()
    rows = book_of(facts, lot).balances(post.effective)
    kept = rows.get(("PAID_BUDGET", post.currency), 0) + post.amount
    held = sum(rows.get((name, post.currency), 0) for name in HOLDINGS)
    shared = kept + rows.get(("PAID_STATE", post.currency), 0) + held - post.amount
    euro = rounded_amount(facts, shared, post.currency, "EUR", post.effective)
    return ("SHARE_DUE",) if euro is not None and kept > divide_with_state(shared, euro).stays else ()

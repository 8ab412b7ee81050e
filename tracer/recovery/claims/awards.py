"""Answers how a claim stands: status, award, paid, and what is still outstanding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, PostAct
from tracer.recovery.claims.exchange import rounded_amount
from tracer.recovery.ledger.posted_sums import CLAIM, posted_groups

PENDING: frozenset[str] = frozenset({"filed", "awarded"})
PAYABLE_KINDS: frozenset[str] = frozenset({"damage", "restitution"})


@dataclass(frozen=True, slots=True)
class ClaimState:
    """A claim on a day, minor units of its currency. ``awarded`` 0: nothing awarded. ``status``: last outcome, or filed."""

    claim: ClaimAct
    status: str
    awarded: int
    paid: int

    @property
    def is_open(self) -> bool:
        """Is the claim not decided finally?"""
        return self.status in PENDING

    @property
    def outstanding(self) -> int | None:
        """How much is reserved for the claim? None: without limit, because no amount is stated."""
        if self.claim.claim_kind not in PAYABLE_KINDS or self.status in ("rejected", "withdrawn", "admitted"):
            return 0
        due = self.awarded if self.status == "awarded_final" else self.claim.amount
        return None if due is None else max(0, due - self.paid)

    @property
    def award_left(self) -> int:
        """How much of a final award is not paid yet?"""
        return self.awarded - self.paid if self.status == "awarded_final" else 0


def claim_state(facts: RecoveryFacts, claim: ClaimAct, until: date | None = None) -> ClaimState:
    """How does this claim stand on this day?"""
    status, awarded = "filed", 0
    for decision in facts.of(ClaimDecisionAct, claim.claim, until):
        status = decision.outcome
        awarded = 0
        if status in ("awarded", "awarded_final"):
            awarded = (claim.amount or 0) if decision.amount is None else decision.amount
    return ClaimState(claim, status, awarded, paid_to_claim(facts, claim, until))


def paid_to_claim(facts: RecoveryFacts, claim: ClaimAct, until: date | None = None) -> int:
    """How much was paid on this claim, less refunds, in minor units of its currency?

    Cost: logarithmic in the payments of its currency, linear in those of other currencies.
    """
    paid = 0
    for template, sign in (("pay_victim", 1), ("refund_victim", -1)):
        for currency, group in posted_groups(facts, (CLAIM, claim.claim, template)).items():
            if currency == claim.currency:
                paid += sign * group.total.at(until)
                continue
            for _, post in group.posts.values():
                if until is None or post.effective <= until:
                    paid += sign * (in_claim_currency(facts, claim, post) or 0)
    return paid


def in_claim_currency(facts: RecoveryFacts, claim: ClaimAct, post: PostAct) -> int | None:
    """The amount of a payment in the currency of the claim, at the rate of its day; None: no rate."""
    return rounded_amount(facts, post.amount, post.currency, claim.currency, post.effective)


def claims_of_cases(facts: RecoveryFacts, cases: frozenset[str], until: date | None = None) -> list[ClaimState]:
    """How do the claims of these files stand, by id?"""
    rows = [claim for claim in facts.of(ClaimAct, until=until) if claim.case in cases]
    return [claim_state(facts, claim, until) for claim in sorted(rows, key=lambda claim: claim.claim)]

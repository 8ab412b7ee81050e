"""Checks claims and their decisions, certificates, sums collected abroad, and recognitions of foreign orders."""

from __future__ import annotations

from typing import Final

from tracer.recovery.acts.abroad import CertificateAct, CollectedAct, RecognitionAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import OrderAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.claims.awards import PAYABLE_KINDS, claim_state
from tracer.recovery.ledger.sums_due import collected_abroad, collected_here, find_certificate
from tracer.recovery.orders.orders_on_items import items_of_order
from tracer.recovery.orders.pairs import pairs, require_pair, require_source
from tracer.recovery.orders.people import fact_day

CLAIM_KINDS: Final = (*sorted(PAYABLE_KINDS), "title")
AWARDS: Final = frozenset({"awarded", "awarded_final"})
RECOGNISERS: Final = pairs("recognition:court prosecutor")


def check_claim(facts: RecoveryFacts, claim: ClaimAct) -> list[str]:
    """May this claim be filed? Raises: Refused."""
    if facts.first(ClaimAct, claim.claim) is not None:
        raise Refused("ALREADY_RECORDED", record=claim.claim)
    if claim.claim_kind not in CLAIM_KINDS:
        raise Refused("NO_SUCH_STEP")
    if claim.amount is not None and claim.amount <= 0:
        raise Refused("BAD_AMOUNT")
    return []


def check_claim_decision(facts: RecoveryFacts, decision: ClaimDecisionAct) -> list[str]:
    """May this decision on a claim be recorded? Source: CPP 397. Raises: Refused."""
    claim = facts.first(ClaimAct, decision.claim)
    if claim is None:
        raise Refused("NO_CLAIM")
    require_source(decision)
    state = claim_state(facts, claim)
    retried = fact_day(facts, claim.case, "retrial", decision.effective) is not None
    allowed = (
        {"rejected", "withdrawn", "admitted"} if claim.claim_kind == "title" else {*AWARDS, "rejected", "withdrawn"}
    )
    if decision.outcome not in allowed or not (state.is_open or retried):
        raise Refused("NO_SUCH_STEP")
    if decision.effective < claim.effective:
        raise Refused("BAD_DATE", day=claim.effective)
    if decision.outcome not in AWARDS:
        return []
    amount = claim.amount if decision.amount is None else decision.amount
    if amount is None or amount <= 0:
        raise Refused("BAD_AMOUNT")
    if decision.currency not in (None, claim.currency):
        raise Refused("CURRENCY_MISMATCH", currency=claim.currency)
    return ["AWARD_ABOVE_CLAIM"] if claim.amount is not None and amount > claim.amount else []


def check_certificate(facts: RecoveryFacts, certificate: CertificateAct) -> list[str]:
    """May this certificate be sent? Source: Regulation (EU) 2018/1805. Raises: Refused."""
    if facts.first(OrderAct, certificate.order) is None:
        raise Refused("NO_SUCH_RECORD", record=certificate.order)
    if find_certificate(facts, certificate.certificate) is not None:
        raise Refused("ALREADY_RECORDED", record=certificate.certificate)
    if certificate.amount_here <= 0 or certificate.total <= 0:
        raise Refused("BAD_AMOUNT")
    if certificate.amount_here > certificate.total:
        raise Refused("OVER_TOTAL")
    return []


def check_collected(facts: RecoveryFacts, collected: CollectedAct) -> list[str]:
    """May this sum have been collected? What all States collect stays within the total. Raises: Refused."""
    certificate = find_certificate(facts, collected.certificate)
    if certificate is None:
        raise Refused("NO_SUCH_RECORD", record=collected.certificate)
    if collected.amount <= 0:
        raise Refused("BAD_AMOUNT")
    if collected.currency != certificate.currency:
        raise Refused("CURRENCY_MISMATCH", currency=certificate.currency)
    before = collected_abroad(facts, certificate.order) + collected_here(
        facts, items_of_order(facts, certificate.order)
    )
    if before + collected.amount > certificate.total:
        raise Refused("OVER_COLLECTION")
    return []


def check_recognition(facts: RecoveryFacts, act: RecognitionAct) -> list[str]:
    """May this step with a foreign order be taken? Source: Regulation (EU) 2018/1805 art. 8, 19. Raises: Refused."""
    steps = facts.of(RecognitionAct, act.recognition)
    events = [step.event for step in steps]
    decided = next((step for step in reversed(steps) if step.event == "decided"), None)
    if act.event == "received":
        if events:
            raise Refused("ALREADY_RECORDED", record=act.recognition)
        return []
    if not events:
        raise Refused("NO_SUCH_RECORD", record=act.recognition)
    if act.event == "decided":
        require_pair(act, RECOGNISERS)
        if decided is not None and decided.result != "postponed":
            raise Refused("NO_SUCH_STEP")
        if act.result == "refused" and not act.ground:
            raise Refused("NO_REASON")
        return []
    require_source(act)
    is_open = decided is not None and decided.result == "recognised" and "executed" not in events
    if act.event == "postponed" and "executed" not in events:
        return []
    if act.event != "executed" or not is_open:
        raise Refused("NO_SUCH_STEP")
    return []

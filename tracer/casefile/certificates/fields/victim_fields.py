"""Fills what a certificate says of victims: restitution and compensation. A victim stands under a pseudonym."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.messages import N_
from tracer.casefile.certificates.certificate_context import CertificateContext
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.recovery.acts.act import SourcedAct
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct
from tracer.recovery.claims.awards import PENDING, claim_state
from tracer.recovery.orders.people import is_protected

_GRANTED = frozenset({"awarded", "awarded_final", "admitted"})
_OF_PROPERTY = frozenset({"restitution", "title"})


def restitutions(context: CertificateContext) -> tuple[str, ...]:
    """The decisions to give back property of this order."""
    returned = [step.id for step in _returns(context)]
    return tuple([row.id for row in _decisions(context, _OF_PROPERTY)] + returned)


def victim_awards(context: CertificateContext) -> tuple[str, ...]:
    """The decisions for victims: property and sums."""
    kinds = _OF_PROPERTY | {"damage"}
    return tuple([row.id for row in _decisions(context, kinds)] + [step.id for step in _returns(context)])


def restitution_issued(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Yes where a decision is on record. No is left to the magistrate: the file may not have it yet."""
    return [context.tick("yes", record) for record in restitutions(context)]


def restitution_pending(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Yes where a claim for restitution is not decided finally."""
    return [context.tick("yes", claim.claim) for claim in _pending(context, _OF_PROPERTY)]


def victim_decisions(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The boxes of decisions for sums, for property, and of pending proceedings."""
    for row in _decisions(context, frozenset({"damage"})):
        yield context.tick("sum", row.id)
    for record in restitutions(context):
        yield context.tick("property", record)
    for claim in _pending(context, _OF_PROPERTY | {"damage"}):
        yield context.tick("pending", claim.claim)


def decision_authority(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Who decided."""
    act = context.facts.find(subject)
    authority = act.authority if isinstance(act, SourcedAct) else None
    return [] if authority is None else context.stated(context.veil.text(authority.name), subject)


def decision_date(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The day of the decision."""
    act = context.facts.find(subject)
    return [] if act is None else [context.value(context.language.date(act.effective), subject)]


def decision_final(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The day of a final decision; empty for one that is not final."""
    act = context.facts.find(subject)
    final = isinstance(act, ClaimDecisionAct) and act.outcome == "awarded_final"
    return decision_date(context, subject) if final else []


def decision_number(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The number of the document."""
    act = context.facts.find(subject)
    document = act.document if isinstance(act, SourcedAct) else None
    return [] if document is None else context.stated(context.veil.text(document.number), subject)


def decision_sum(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The sum awarded, in its currency."""
    act = context.facts.find(subject)
    claim = _claim(context, subject)
    if not isinstance(act, ClaimDecisionAct) or claim is None or claim.claim_kind == "title":
        return []
    amount = claim.amount if act.amount is None else act.amount
    return [] if amount is None else [context.money(amount, act.currency or claim.currency, subject)]


def decision_property(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The asset that goes back."""
    item = _item(context, subject)
    return [] if item is None else context.stated(context.caption(item.asset), item.item)


def victim(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """The pseudonym of the victim, or the name of a claimant who is not protected."""
    claim = _claim(context, subject)
    return [] if claim is None else context.stated(context.caption(claim.person), claim.claim)


def contested_title(context: CertificateContext, subject: str) -> Iterable[FilledValue]:
    """Other persons who claim ownership of the same item."""
    claim, item = _claim(context, subject), _item(context, subject)
    for other in context.facts.of(ClaimAct, until=context.day):
        same = item is not None and other.item == item.item
        own = claim is not None and other.person == claim.person
        if same and not own and other.claim_kind == "title":
            status = claim_state(context.facts, other, context.day).status
            if status != "withdrawn":
                template = N_("{person}: claims ownership of {asset}")
                asset = context.caption(item.asset) if item is not None else ""
                text = context.said(template, person=context.caption(other.person), asset=asset)
                yield context.value(text, other.claim)


def _claims(context: CertificateContext, kinds: frozenset[str]) -> list[ClaimAct]:
    """The claims of these kinds on the items, or on the file as a whole; of ownership only those of a victim."""
    own = {item.item for item in context.items}
    return [
        claim
        for claim in context.facts.of(ClaimAct, until=context.day)
        if claim.claim_kind in kinds
        and (claim.item in own or (claim.item is None and claim.case == context.case))
        and (claim.claim_kind != "title" or is_protected(context.facts, claim.person))
    ]


def _decisions(context: CertificateContext, kinds: frozenset[str]) -> list[ClaimDecisionAct]:
    """The last decision of each claim that was granted."""
    found = []
    for claim in _claims(context, kinds):
        decisions = context.facts.of(ClaimDecisionAct, claim.claim, context.day)
        if decisions and decisions[-1].outcome in _GRANTED:
            found.append(decisions[-1])
    return found


def _pending(context: CertificateContext, kinds: frozenset[str]) -> list[ClaimAct]:
    claims = _claims(context, kinds)
    return [claim for claim in claims if claim_state(context.facts, claim, context.day).status in PENDING]


def _returns(context: CertificateContext) -> list[StepAct]:
    own = {item.item for item in context.items}
    steps = context.facts.of(StepAct, until=context.day)
    return [step for step in steps if step.item in own and step.to == "RETURNED_VICTIM"]


def _claim(context: CertificateContext, subject: str) -> ClaimAct | None:
    act = context.facts.find(subject)
    return context.facts.first(ClaimAct, act.claim) if isinstance(act, ClaimDecisionAct) else None


def _item(context: CertificateContext, subject: str) -> ItemAct | None:
    act = context.facts.find(subject)
    if isinstance(act, StepAct):
        return context.facts.first(ItemAct, act.item)
    claim = _claim(context, subject)
    return None if claim is None or claim.item is None else context.facts.first(ItemAct, claim.item)

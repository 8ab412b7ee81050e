"""Checks any act before it counts: what all acts need, then the rules of its kind."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Final

from tracer.recovery.acts.abroad import CertificateAct, CollectedAct, RecognitionAct
from tracer.recovery.acts.act import RecoveryAct, SourcedAct
from tracer.recovery.acts.assets import AssetAct, CountTableAct, EncumbranceAct, OwnerAct, RateAct, ValueAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import (
    AppealAct,
    AppealDecisionAct,
    CommunicationAct,
    CustodyAct,
    FindingAct,
    ItemAct,
    OrderAct,
    PartReleaseAct,
    PeriodicCheckAct,
    StepAct,
)
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, MonthAct, PostAct, ReverseAct, SaleAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.admission.acts_on_items import (
    check_appeal,
    check_appeal_decision,
    check_custody,
    check_part_release,
    check_periodic_check,
    check_sale,
)
from tracer.recovery.admission.claims_and_certificates import (
    check_certificate,
    check_claim,
    check_claim_decision,
    check_collected,
    check_recognition,
)
from tracer.recovery.admission.office_controls import check_month
from tracer.recovery.admission.postings import check_post, check_reversal
from tracer.recovery.admission.steps import check_step, require_item
from tracer.recovery.orders.pairs import require_source


def check_act(facts: RecoveryFacts, act: RecoveryAct) -> tuple[str, ...]:
    """May this act count after those in ``facts``? Returns its flags, sorted. Raises: Refused with the code."""
    if act.effective > act.recorded:
        raise Refused("FUTURE_DATE")
    check = _CHECKS.get(type(act))
    flags = list(check(facts, act)) if check else []
    if isinstance(act, SourcedAct) and act.document is not None and act.document.on > act.effective:
        flags.append("DOCUMENT_AFTER_EFFECT")
    return tuple(sorted(flags))


def _check_item(facts: RecoveryFacts, item: ItemAct) -> list[str]:
    if facts.first(ItemAct, item.item) is not None:
        raise Refused("ALREADY_RECORDED", record=item.item)
    for name in (item.attached_to, item.under):
        if name is not None:
            require_item(facts, name)
    if (item.asset is None) is (item.amount is None):
        raise Refused("BAD_SHARE", limit=1)
    if item.amount is not None and (item.amount <= 0 or not item.currency):
        raise Refused("BAD_AMOUNT")
    if item.asset is not None and (item.share is None or not 0 < item.share <= 1):
        raise Refused("BAD_SHARE", limit=1)
    if item.cap is not None and item.cap <= 0:
        raise Refused("BAD_AMOUNT")
    return []


def _check_order(facts: RecoveryFacts, order: OrderAct) -> list[str]:
    if facts.first(OrderAct, order.order) is not None:
        raise Refused("ALREADY_RECORDED", record=order.order)
    require_source(order)
    return []


def _check_communication(facts: RecoveryFacts, act: CommunicationAct) -> list[str]:
    order = facts.first(OrderAct, act.order)
    if order is None:
        raise Refused("NO_SUCH_RECORD", record=act.order)
    if act.effective < order.effective:
        raise Refused("BAD_DATE", day=order.effective)
    return []


def _check_finding(facts: RecoveryFacts, act: FindingAct) -> list[str]:
    require_item(facts, act.item)
    return []


def _check_asset(facts: RecoveryFacts, act: AssetAct) -> list[str]:
    if facts.first(AssetAct, act.asset) is not None:
        raise Refused("ALREADY_RECORDED", record=act.asset)
    return []


def _check_owner(facts: RecoveryFacts, act: OwnerAct) -> list[str]:
    if not 0 < act.share <= 1:
        raise Refused("BAD_SHARE", limit=1)
    return []


def _check_amount(facts: RecoveryFacts, act: ValueAct | EncumbranceAct) -> list[str]:
    if act.amount <= 0:
        raise Refused("BAD_AMOUNT")
    return []


def _check_rate(facts: RecoveryFacts, act: RateAct) -> list[str]:
    if act.num <= 0 or act.den <= 0 or act.from_currency == act.to_currency:
        raise Refused("BAD_RATE")
    return []


def _check_table(facts: RecoveryFacts, act: CountTableAct) -> list[str]:
    if any(count < 0 or len(row) != len(act.rows[0]) for row in act.rows for count in row):
        raise Refused("BAD_AMOUNT")
    return []


_CHECKS: Final[MappingProxyType[type, Callable[[RecoveryFacts, Any], list[str]]]] = MappingProxyType(
    {
        AppealAct: check_appeal,
        AppealDecisionAct: check_appeal_decision,
        AssetAct: _check_asset,
        CertificateAct: check_certificate,
        ClaimAct: check_claim,
        ClaimDecisionAct: check_claim_decision,
        CollectedAct: check_collected,
        CommunicationAct: _check_communication,
        CountTableAct: _check_table,
        CustodyAct: check_custody,
        EncumbranceAct: _check_amount,
        FindingAct: _check_finding,
        ItemAct: _check_item,
        MonthAct: check_month,
        OrderAct: _check_order,
        OwnerAct: _check_owner,
        PartReleaseAct: check_part_release,
        PeriodicCheckAct: check_periodic_check,
        PostAct: check_post,
        RateAct: _check_rate,
        RecognitionAct: check_recognition,
        ReverseAct: check_reversal,
        SaleAct: check_sale,
        StepAct: check_step,
        ValueAct: _check_amount,
    }
)

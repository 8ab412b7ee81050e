"""Lists each kind of act with how it is written as records, and what reads the acts of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from graph_schema.records.identity import charge_id, request_id
from tracer.casework.recovery_records import abroad, assets, item_acts, money, orders, parties
from tracer.casework.recovery_records.act_sheet import ActSheet
from tracer.casework.recovery_records.case_records import CaseRecords, Placed
from tracer.recovery.acts.abroad import CertificateAct, CollectedAct, RecognitionAct, RequestAct
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.assets import AssetAct, EncumbranceAct, OwnerAct, ValueAct, WorksheetAct
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
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, MonthAct, PostAct, ReverseAct, RevokeAct, SaleAct
from tracer.recovery.acts.parties import CaseAct, ChargeAct, NoticeAct, ProceedingAct, RoleAct, TermDoneAct

ACCOUNT_CLASS: Final = "account"
_WRITERS: Final[Mapping[type, Callable[[Any, ActSheet], None]]] = MappingProxyType(
    {
        AppealAct: item_acts.write_appeal,
        AppealDecisionAct: item_acts.write_appeal_decision,
        CaseAct: parties.write_case,
        CertificateAct: abroad.write_certificate,
        ClaimAct: money.write_claim,
        CollectedAct: abroad.write_collected,
        CommunicationAct: orders.write_communication,
        CustodyAct: item_acts.write_custody,
        EncumbranceAct: assets.write_encumbrance,
        FindingAct: item_acts.write_finding,
        ItemAct: orders.write_item,
        NoticeAct: parties.write_notice,
        OrderAct: orders.write_order,
        PartReleaseAct: item_acts.write_part_release,
        PeriodicCheckAct: item_acts.write_check,
        PostAct: money.write_posting,
        ProceedingAct: parties.write_proceeding,
        RecognitionAct: abroad.write_recognition,
        RoleAct: parties.write_role,
        SaleAct: money.write_sale,
        StepAct: item_acts.write_step,
        TermDoneAct: parties.write_term_done,
        ValueAct: assets.write_value,
        WorksheetAct: assets.write_worksheet,
    }
)
READERS: Final[tuple[Callable[[CaseRecords], Iterator[tuple[Placed, RecoveryAct]]], ...]] = (
    parties.read_cases,
    assets.read_assets,
    assets.read_owners,
    parties.read_roles,
    parties.read_charges,
    assets.read_values,
    assets.read_encumbrances,
    orders.read_orders,
    orders.read_items,
    money.read_claims,
    abroad.read_certificates,
    abroad.read_recognitions,
    abroad.read_requests,
    assets.read_worksheets,
    parties.read_events_of_files,
    orders.read_communications,
    item_acts.read_events_of_items,
    item_acts.read_appeals,
    money.read_sales,
    money.read_postings,
    money.read_months,
    money.read_revocations,
)
"""What reads the acts of each kind. In this order, acts of one source are sorted: what is named stands before what names it."""


def write_act(act: RecoveryAct, sheet: ActSheet, facts: RecoveryFacts) -> None:
    """Put the records of this act on the sheet. ``facts``: what is on record; a reversal finds its posting there."""
    if isinstance(act, ReverseAct | RevokeAct):
        target = facts.find(act.about)
        subject = target.about if target is not None else act.about
        if isinstance(act, ReverseAct):
            money.write_reversal(act, sheet, subject)
        else:
            money.write_revocation(act, sheet, subject)
    elif isinstance(act, ClaimDecisionAct):
        claim = facts.first(ClaimAct, act.claim)
        stated = act.currency or (claim.currency if claim is not None and act.amount is not None else None)
        money.write_claim_decision(replace(act, currency=stated), sheet)
    elif isinstance(act, MonthAct):
        cases = sorted(case.case for case in facts.of(CaseAct) if case.office == act.office)
        money.write_month(act, sheet, cases[0] if cases else "")
    elif isinstance(act, ChargeAct):
        parties.write_charge(act, sheet, charge_id(act.case, sheet.number))
    elif isinstance(act, OwnerAct):
        asset = facts.first(AssetAct, act.asset)
        assets.write_owner(act, sheet, of_account=asset is not None and asset.asset_class == ACCOUNT_CLASS)
    elif isinstance(act, RequestAct):
        abroad.write_request(act, sheet, request_id(act.channel or "", sheet.number), None)
    else:
        _WRITERS[type(act)](act, sheet)

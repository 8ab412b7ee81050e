"""Checks the acts of recovery in a batch against the law and against what is on record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from importers.contract import Batch, Rejection

# Most files hold no act of recovery: its rules are imported with the first one.
if TYPE_CHECKING:
    from tracer.casework.sessions.session import Session

CHECKED_NODES: Final = frozenset({"Order", "OrderItem", "Appeal", "Claim", "Certificate", "Recognition"})
CHECKED_EVENTS: Final = frozenset(
    {
        "ItemStep",
        "PartRelease",
        "PeriodicCheck",
        "Communicated",
        "CustodyTaken",
        "SaleStep",
        "AppealDecided",
        "ClaimDecided",
        "Posted",
        "Reversed",
        "Collected",
        "RecognitionStep",
        "Finding",
        "LedgerMonth",
    }
)
"""The kinds of record by which a person acts; owners, values and roles are facts of a register."""
MONEY_EVENTS: Final = frozenset({"StateChange", "Cost"})
"""The events of a register of measures that state sums."""


def refuse_forbidden_acts(session: Session, batch: Batch) -> Batch:
    """The batch with each act that the law or the ledger does not allow turned into a rejection with its reason.

    Called inside the transaction that writes the batch: of two payments of the same money one is refused.
    Cost: nothing if the batch has no act; else one pass over the records of recovery of the case.
    """
    if not _has_acts(batch) and not (_has_money(batch) and _has_closed_month(session)):
        return batch
    from tracer.casework.recovery.recovery_case import read_new_acts, read_recovery_case

    case = read_recovery_case(session)
    refused: dict[str, Rejection] = {}
    for act, locator in read_new_acts(session, batch, known=case.acts):
        outcome = case.take_as_stated(act) if act.as_stated else case.record(act)
        if outcome.refusal is not None:
            refused[locator] = Rejection(locator, outcome.refusal.code, outcome.refusal.message)
    if not refused:
        return batch
    count = len(refused)
    return replace(
        batch,
        source=replace(batch.source, kept=batch.source.kept - count, rejected=batch.source.rejected + count),
        nodes=tuple(node for node in batch.nodes if node.locator not in refused),
        events=tuple(event for event in batch.events if event.locator not in refused),
        rejections=(*batch.rejections, *refused.values()),
    )


def _has_money(batch: Batch) -> bool:
    return any(event.type in MONEY_EVENTS and "amount_minor" in event.props for event in batch.events)


def _has_closed_month(session: Session) -> bool:
    return any(kept.event.type == "LedgerMonth" for kept in session.graph().events)


def _has_acts(batch: Batch) -> bool:
    return any(node.type in CHECKED_NODES for node in batch.nodes) or any(
        event.type in CHECKED_EVENTS for event in batch.events
    )

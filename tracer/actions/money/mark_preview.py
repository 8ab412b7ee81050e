"""Says what a mark would cover before it is recorded, and records it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_schema.errors import WrongUse
from tracer.actions.decisions import new_event
from tracer.actions.money.mark import MarkReport, mark_opening, mark_receipts, mark_transfer
from tracer.actions.money.mark_list import Covers, MarkLine, mark_lines
from tracer.actions.money.mark_plans import MarkPlan, check_label, plan_opening, plan_receipts, plan_transfer
from tracer.actions.money.named_receipts import receipts_of
from tracer.analysis.tracing.ledgers.marks import covered_by, with_joined_ids
from tracer.casework.sessions.protection import with_keys_of
from tracer.casework.sessions.session import Session


@dataclass(frozen=True, slots=True)
class WantedMark:
    """A mark that a person describes: which money of which account, under which label.

    ``covers``: receipts of the account (``kinds``, ``from_date``, ``to_date``), those of one payer (``counterparty``
    besides), one ``transfer`` by its id, or the opening balance (``currency``, ``amount_minor``; None: all of it).
    """

    covers: Covers
    account: str
    label: str
    kinds: tuple[str, ...] = ()
    from_date: date | None = None
    to_date: date | None = None
    counterparty: str | None = None
    transfer: str | None = None
    currency: str | None = None
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class MarkPreview:
    """What the mark would cover. ``already``: how many of its transfers another mark covers; these keep that mark.

    ``stands``: the same mark is on record; a second one adds nothing.
    """

    line: MarkLine
    already: int
    stands: bool


def preview_mark(session: Session, wanted: WantedMark) -> MarkPreview:
    """How many transfers and which sum would this mark cover? Nothing is recorded.

    Raises what recording it would raise, but for a missing reason.
    """
    session.read_nodes("decide", "mark preview", wanted.account)
    check_label(wanted.label)
    plan = _plan(session, wanted)
    event = new_event(session, "ProceedsMarked", plan.account, {**plan.props, "reason": ""})
    graph, origins = session.graph(), session.ledger().origins
    if "counterparty_person" in event.props:  # the case knows the names of protected payers of recorded marks alone
        graph = with_keys_of(graph, session.veil(), {str(event.props["counterparty_person"])})
    (line,) = mark_lines(session, [event], graph)
    covered = covered_by(graph, with_joined_ids(graph, event), receipts_of(graph, plan.account))
    already = sum(str(row["transfer_id"]) in origins for row in covered)
    return MarkPreview(line, already, plan.known is not None)


def record_mark(session: Session, wanted: WantedMark, reason: str, key: str = "") -> MarkReport:
    """Put this mark on record, under the person's name. Raises as the mark of its kind does."""
    if wanted.covers == "transfer":
        return mark_transfer(session, label=wanted.label, reason=reason, transfer=_transfer(wanted), key=key)
    if wanted.covers == "opening":
        return mark_opening(
            session,
            wanted.account,
            label=wanted.label,
            reason=reason,
            currency=wanted.currency,
            amount_minor=wanted.amount_minor,
            key=key,
        )
    return mark_receipts(
        session,
        wanted.account,
        label=wanted.label,
        reason=reason,
        kinds=wanted.kinds,
        from_date=wanted.from_date,
        to_date=wanted.to_date,
        counterparty=_payer(wanted),
        key=key,
    )


def _plan(session: Session, wanted: WantedMark) -> MarkPlan:
    if wanted.covers == "transfer":
        return plan_transfer(session, label=wanted.label, transfer=_transfer(wanted))
    if wanted.covers == "opening":
        return plan_opening(
            session, wanted.account, label=wanted.label, currency=wanted.currency, amount_minor=wanted.amount_minor
        )
    return plan_receipts(
        session,
        wanted.account,
        label=wanted.label,
        kinds=wanted.kinds,
        from_date=wanted.from_date,
        to_date=wanted.to_date,
        counterparty=_payer(wanted),
    )


def _transfer(wanted: WantedMark) -> str:
    if wanted.transfer is None:
        raise WrongUse("Choose the receipt that is to be marked.")
    return wanted.transfer


def _payer(wanted: WantedMark) -> str | None:
    if wanted.covers == "payer" and wanted.counterparty is None:
        raise WrongUse("Choose the payer whose receipts are to be marked.")
    return wanted.counterparty if wanted.covers == "payer" else None

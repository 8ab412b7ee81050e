"""Marks money as proceeds of crime: receipts, one payer, one transfer, an opening balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from graph_schema.errors import WrongUse
from graph_schema.records.events import Event
from graph_schema.records.identity import event_id
from graph_schema.values.money import parse_plain
from tracer.actions.decisions import new_event, record_decision
from tracer.actions.money.mark_list import MarkLine, mark_lines
from tracer.actions.money.mark_plans import (
    MarkPlan,
    check_label,
    plan_opening,
    plan_receipts,
    plan_transfer,
    refuse_second,
)
from tracer.actions.money.named_receipts import statement_begins
from tracer.casework.sessions.session import Session
from tracer.intake.writing.same_act import SameAct, find_same, first_source, report_same
from tracer.store.ports.store_values import KeptSource


@dataclass(frozen=True, slots=True)
class MarkReport:
    """What became of a mark: ``recorded``, or ``known`` where the same mark already stands and nothing was added.

    ``digest``: of the record of it, which was there already if it is known.
    """

    status: Literal["recorded", "known"]
    digest: str
    mark: MarkLine


def mark_receipts(
    session: Session,
    account: str,
    *,
    label: str,
    reason: str,
    kinds: Sequence[str] = (),
    from_date: date | None = None,
    to_date: date | None = None,
    counterparty: str | None = None,
    key: str = "",
) -> MarkReport:
    """Mark the receipts of an account, of these kinds, days and payer, as proceeds of crime, under a label.

    A mark is the assessment of the person who makes it, and can be revoked; all tracing starts from the marks.
    ``counterparty``: the payer's account by id or number, or the payer's name if the rows give no account.
    Raises NotFound for an id that is not an account, or a name that no receipt gives; WrongUse.
    """
    session.allow("decide")
    plan = plan_receipts(
        session,
        account,
        label=label,
        reason=reason,
        kinds=kinds,
        from_date=from_date,
        to_date=to_date,
        counterparty=counterparty,
    )
    return _record(session, plan, reason, key)


def mark_transfer(
    session: Session,
    *,
    label: str,
    reason: str,
    transfer: str | None = None,
    account: str | None = None,
    day: date | None = None,
    amount_minor: int | None = None,
    row: str | None = None,
    key: str = "",
) -> MarkReport:
    """Mark one transfer as proceeds: by its id, or as the receipt of an account on a day, of an amount, at a row.

    ``day``: value or booking date; ``amount_minor``: what came in, in minor units; ``row``: the place in its file.
    Raises NotFound where there is no such receipt; WrongUse where several fit, naming them, and for a transfer that
    brings nothing new into an account of the case.
    """
    session.allow("decide")
    plan = plan_transfer(
        session, label=label, transfer=transfer, account=account, day=day, amount_minor=amount_minor, row=row
    )
    return _record(session, plan, reason, key)


def mark_opening(
    session: Session,
    account: str,
    *,
    label: str,
    reason: str,
    currency: str | None = None,
    amount_minor: int | None = None,
    key: str = "",
) -> MarkReport:
    """Mark the balance with which an account's statements begin, or a part of it, as proceeds.

    ``currency``: needed if the account has statements in several. ``amount_minor``: the part in minor units; absent: all
    that no mark covers yet. A balance has at most one mark of each label.
    Raises NotFound without a statement; WrongUse for an amount above what no mark covers, for a balance that is not
    stated, empty or overdrawn, and if a mark of this label with another amount is on record.
    """
    session.allow("decide")
    plan = plan_opening(session, account, label=label, currency=currency, amount_minor=amount_minor)
    known = plan.known
    if known is None:
        return _record(session, plan, reason, key)
    if key and _find_same(session, plan, key).event != known.id:
        raise refuse_second(plan.account, label, known)
    kept = {one.event.id: one for one in session.graph().events}
    return _known(session, first_source(session, kept[known.id]), known)


def read_marked_amount(
    session: Session, account: str | None, transfer: str | None, currency: str | None, text: str
) -> int:
    """How many minor units is this amount, in the currency of what is marked? A point stands before the decimals.

    Raises WrongUse if the currency is not known, and for a text that is not an amount in it.
    """
    graph = session.graph()
    rows = graph.transfer_rows([transfer]) if transfer is not None else []
    known = (
        {currency}
        if currency
        else {str(row["credit_currency"]) for row in rows} or set(statement_begins(graph, account or ""))
    )
    if len(known) != 1:
        raise WrongUse(
            "The amount {amount} has no currency here. Name it with --currency; the account's statements are in: "
            "{known}.",
            amount=text,
            known=", ".join(sorted(known)) or "-",
        )
    return parse_plain(text, known.pop())


def _record(session: Session, plan: MarkPlan, reason: str, key: str) -> MarkReport:
    """Put a mark on record, unless the same person has made the same mark.

    For ``key`` see :mod:`tracer.intake.writing.same_act`.
    """
    check_label(str(plan.props["label"]))
    same = _find_same(session, plan, key)
    if same.source is not None:
        (there,) = (kept.event for kept in session.store.events(subject=plan.account) if kept.event.id == same.event)
        return _known(session, same.source, there)
    event = replace(new_event(session, "ProceedsMarked", plan.account, {**plan.props, "reason": reason}), id=same.event)
    report = record_decision(session, right="decide", action="mark", reason=reason, events=[event])
    return MarkReport("recorded", report.digest, *mark_lines(session, [event]))


def _find_same(session: Session, plan: MarkPlan, key: str) -> SameAct:
    account, props = plan.account, plan.props
    parts = (*(f"{name}={props[name]}" for name in sorted(props)), session.actor.name)
    return find_same(session, account, lambda *more: event_id("ProceedsMarked", account, "", *parts, *more), key)


def _known(session: Session, source: KeptSource, mark: Event) -> MarkReport:
    known = report_same(session, source, "mark")
    return MarkReport("known", known.digest, *mark_lines(session, [mark]))

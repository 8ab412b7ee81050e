"""Marks money as proceeds of crime: receipts, one payer, one transfer, an opening balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from graph_schema.codes.transfer_kinds import TRANSFER_KINDS
from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.events import Event
from graph_schema.records.identity import event_id
from graph_schema.values.money import format_plain, parse_plain
from tracer.actions.decisions import new_event, record_decision
from tracer.actions.money.mark_list import MarkLine, mark_lines
from tracer.actions.money.named_receipts import Props, check_account, receipts_at, statement_begins
from tracer.actions.money.payers import find_payer
from tracer.analysis.tracing.ledgers.labels import RESERVED, UNKNOWN
from tracer.analysis.tracing.ledgers.marks import (
    is_receipt,
    marks_on_record,
    stated_accounts,
)
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
    graph = session.graph()
    account = check_account(graph, account)
    wrong = [kind for kind in kinds if kind not in TRANSFER_KINDS]
    if wrong:
        raise WrongUse(
            "There is no kind of transfer {kind}; known are {known}.", kind=wrong[0], known=", ".join(TRANSFER_KINDS)
        )
    if from_date is not None and to_date is not None and to_date < from_date:
        raise WrongUse("The period ends on {end}, before it begins on {begin}.", begin=from_date, end=to_date)
    props: Props = {"label": label}
    if kinds:
        props["kinds"] = ",".join(dict.fromkeys(kinds))
    if from_date is not None:
        props["from_date"] = from_date.isoformat()
    if to_date is not None:
        props["to_date"] = to_date.isoformat()
    if counterparty is not None:
        props |= find_payer(replace(session, reason=reason), account, counterparty)
    return _record(session, account, props, reason, key)


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
    graph = session.graph()
    if transfer is not None:
        found = graph.transfer_rows([transfer])
        if not found:
            raise NotFound("There is no transfer with the id {id} in the case.", id=transfer)
    else:
        if account is None or (day is None and row is None):
            raise WrongUse("Name the transfer by its id, or by the account with its date and amount, or its row.")
        account = check_account(graph, account)
        found = receipts_at(graph, account, day, amount_minor, row)
    one = found[0]
    if account is not None and one["credit_account"] != account:
        raise WrongUse(
            "The transfer {id} does not come into the account {account}.", id=one["transfer_id"], account=account
        )
    entries = {entry.id: entry for entry in session.ledger().ledger.entries}
    if not is_receipt(one, stated_accounts(graph)) or entries[one["transfer_id"]].void_of is not None:
        raise WrongUse(
            "The transfer {id} brings no new money into an account of the case: it goes out, stays in one account or "
            "takes a movement back. Mark the receipt by which the money came in.",
            id=one["transfer_id"],
        )
    props: Props = {"label": label, "transfer": one["transfer_id"]}
    side = "credit" if one["credit_source"] is not None else "debit"
    if one[f"{side}_source"] is not None:
        props |= {"transfer_source": one[f"{side}_source"], "transfer_row": one[f"{side}_locator"]}
    return _record(session, str(one["credit_account"]), props, reason, key)


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
    graph = session.graph()
    account = check_account(graph, account)
    begins = statement_begins(graph, account)
    if currency is None and len(begins) > 1:
        raise WrongUse("The account has statements in {known}. Name the currency.", known=", ".join(sorted(begins)))
    if not begins or (currency is not None and currency not in begins):
        raise NotFound(
            "There is no statement of the account {account} in the case, so no balance at its beginning. Import "
            "the statement first.",
            account=account,
        )
    chosen = currency or next(iter(begins))
    case = session.ledger()
    opening = case.openings.get((account, chosen), 0)
    if opening <= 0:
        raise WrongUse(
            "The account {account} has no money at the beginning of its statements on {day}: the balance there is "
            "{balance} {currency}, or not stated. Mark receipts instead, or import the earlier statement.",
            account=account,
            day=begins[chosen],
            balance=format_plain(opening, chosen),
            currency=chosen,
        )
    kept = {one.event.id: one for one in graph.events}
    marked = [
        mark
        for mark in marks_on_record(graph.events)
        if mark.subject == account and mark.props.get("opening_currency") == chosen
    ]
    for mark in marked:
        if mark.props["label"] == label and mark.props["opening_date"] == begins[chosen]:
            stated_props: Props = {name: value for name, value in mark.props.items() if name != "reason"}
            same = amount_minor in (None, mark.props["amount_minor"])
            if same and (not key or _find_same(session, account, stated_props, key).event == mark.id):
                return _known(session, first_source(session, kept[mark.id]), mark)
            raise WrongUse(
                "The opening balance of the account {account} is already marked {label}, and one mark of a label stands on "
                "it. Revoke that mark first: tracer revoke {event}",
                account=account,
                label=label,
                event=mark.id,
            )
    parts = case.opening_labels.get((account, chosen), ())
    free = opening - sum(part for name, part in parts if name != UNKNOWN)
    wanted = free if amount_minor is None else amount_minor
    if not 0 < wanted <= free:
        raise WrongUse(
            "The opening balance of the account {account} on {day} is {balance} {currency}, of which no mark covers "
            "{free}; {wanted} cannot be marked. Name an amount above zero and up to {free}, or none to mark all of it.",
            account=account,
            day=begins[chosen],
            balance=format_plain(opening, chosen),
            currency=chosen,
            free=format_plain(free, chosen),
            wanted=format_plain(wanted, chosen),
        )
    props: Props = {"label": label, "opening_currency": chosen, "opening_date": begins[chosen], "amount_minor": wanted}
    return _record(session, account, props, reason, key)


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


def _record(session: Session, account: str, props: Props, reason: str, key: str) -> MarkReport:
    """Put a mark on record, unless the same person has made the same mark.

    For ``key`` see :mod:`tracer.intake.writing.same_act`.
    """
    label = str(props["label"])
    if not label.strip() or label in RESERVED or label == UNKNOWN:
        raise WrongUse(
            "The label {label!r} is kept for the program. Name the source of the money differently.", label=label
        )
    same = _find_same(session, account, props, key)
    if same.source is not None:
        (there,) = (kept.event for kept in session.store.events(subject=account) if kept.event.id == same.event)
        return _known(session, same.source, there)
    event = replace(new_event(session, "ProceedsMarked", account, {**props, "reason": reason}), id=same.event)
    report = record_decision(session, right="decide", action="mark", reason=reason, events=[event])
    return MarkReport("recorded", report.digest, *mark_lines(session, [event]))


def _find_same(session: Session, account: str, props: Props, key: str) -> SameAct:
    parts = (*(f"{name}={props[name]}" for name in sorted(props)), session.actor.name)
    return find_same(session, account, lambda *more: event_id("ProceedsMarked", account, "", *parts, *more), key)


def _known(session: Session, source: KeptSource, mark: Event) -> MarkReport:
    known = report_same(session, source, "mark")
    return MarkReport("known", known.digest, *mark_lines(session, [mark]))

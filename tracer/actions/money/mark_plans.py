"""Works out what a mark would cover: the account, and the fields by which the mark names the money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph_schema.codes.transfer_kinds import TRANSFER_KINDS
from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.events import Event
from graph_schema.values.money import format_plain
from tracer.actions.money.named_receipts import Props, check_account, receipts_at, statement_begins
from tracer.actions.money.payers import find_payer
from tracer.analysis.tracing.ledgers.labels import RESERVED, UNKNOWN
from tracer.analysis.tracing.ledgers.marks import is_receipt, marks_on_record, stated_accounts
from tracer.casework.sessions.session import Session


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """What a mark would cover: ``props`` without the reason. ``known``: the mark that already covers exactly this part."""

    account: str
    props: Props
    known: Event | None = None


def check_label(label: str) -> None:
    """Raises WrongUse for a label that is empty or kept for the program."""
    if not label.strip() or label in RESERVED or label == UNKNOWN:
        raise WrongUse(
            "The label {label!r} is kept for the program. Name the source of the money differently.", label=label
        )


def plan_receipts(
    session: Session,
    account: str,
    *,
    label: str,
    reason: str = "",
    kinds: Sequence[str] = (),
    from_date: date | None = None,
    to_date: date | None = None,
    counterparty: str | None = None,
) -> MarkPlan:
    """What would a mark on the receipts of these kinds, days and payer cover? As ``mark_receipts``."""
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
    return MarkPlan(account, props)


def plan_transfer(
    session: Session,
    *,
    label: str,
    transfer: str | None = None,
    account: str | None = None,
    day: date | None = None,
    amount_minor: int | None = None,
    row: str | None = None,
) -> MarkPlan:
    """What would a mark on one transfer cover? As ``mark_transfer``."""
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
    return MarkPlan(str(one["credit_account"]), props)


def plan_opening(
    session: Session, account: str, *, label: str, currency: str | None = None, amount_minor: int | None = None
) -> MarkPlan:
    """What would a mark on an opening balance cover? As ``mark_opening``; ``known`` if this part is marked already."""
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
    marked = [
        mark
        for mark in marks_on_record(graph.events)
        if mark.subject == account and mark.props.get("opening_currency") == chosen
    ]
    for mark in marked:
        if mark.props["label"] == label and mark.props["opening_date"] == begins[chosen]:
            stated_props: Props = {name: value for name, value in mark.props.items() if name != "reason"}
            if amount_minor in (None, mark.props["amount_minor"]):
                return MarkPlan(account, stated_props, mark)
            raise refuse_second(account, label, mark)
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
    return MarkPlan(account, props)


def refuse_second(account: str, label: str, mark: Event) -> WrongUse:
    """The refusal of a second mark of one label on an opening balance."""
    return WrongUse(
        "The opening balance of the account {account} is already marked {label}, and one mark of a label stands on "
        "it. Revoke that mark first: tracer revoke {event}",
        account=account,
        label=label,
        event=mark.id,
    )

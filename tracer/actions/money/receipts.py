"""Lists the receipts of an account in a period, and who paid them, to mark some of them as proceeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracer.access.pseudonyms import Veil
from tracer.actions.money.named_receipts import check_account, receipts_of
from tracer.casework.evidence_lines import EvidenceLine, account_caption, format_evidence
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph

Sums = tuple[tuple[str, int], ...]
"""(currency, minor units)"""


@dataclass(frozen=True, slots=True)
class Payer:
    """Who paid receipts of the account. ``text``: what a mark names the payer by: a pseudonym, an account, a name.

    ``receipts``: how many of the period; ``protected``: is it a protected person, shown by pseudonym?
    """

    text: str
    caption: str
    protected: bool
    receipts: int
    sums: Sums


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One receipt. ``marked``: does a mark cover it already?"""

    transfer: str
    day: date
    amount_minor: int
    currency: str
    kind: str
    payer: str
    description: str
    marked: bool
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class ReceiptList:
    """The receipts of a period, by day, ``total`` of them and at most a page here; all payers, the largest number first."""

    receipts: tuple[ReceiptLine, ...]
    total: int
    sums: Sums
    kinds: tuple[str, ...]
    payers: tuple[Payer, ...]


def list_receipts(
    session: Session, account: str, *, from_date: date | None = None, to_date: date | None = None, most: int = 500
) -> ReceiptList:
    """What came into this account in this period, from whom, and what of it is marked?

    Days are value dates of the payee, both inclusive. Payers whom no mark can name, such as cash without a name, are left
    out of ``payers``. Raises NotFound for an id that is not an account.
    """
    session.read_nodes("read", "receipts", account)
    graph, veil = session.graph(), session.veil()
    account = check_account(graph, account)
    rows = [
        row
        for row in receipts_of(graph, account)
        if (from_date is None or _day(row) >= from_date) and (to_date is None or _day(row) <= to_date)
    ]
    rows.sort(key=lambda row: (_day(row), str(row["transfer_id"])))
    origins = session.ledger().origins
    protected = _protected(graph, veil, rows)
    return ReceiptList(
        receipts=tuple(
            ReceiptLine(
                transfer=str(row["transfer_id"]),
                day=_day(row),
                amount_minor=int(row["credit_minor"]),
                currency=str(row["credit_currency"]),
                kind=str(row["kind"]),
                payer=_payer(graph, veil, protected, row)[1],
                description=veil.text(str(row["description"] or "")),
                marked=row["transfer_id"] in origins,
                evidence=format_evidence(session, graph.transfer_evidence(str(row["transfer_id"]))),
            )
            for row in rows[:most]
        ),
        total=len(rows),
        sums=_sums(rows),
        kinds=tuple(sorted({str(row["kind"]) for row in rows})),
        payers=_payers(graph, veil, protected, rows),
    )


def _protected(graph: CaseGraph, veil: Veil, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Account id, or name as the rows write it -> the protected person whom it means."""
    found = {graph.account_of(account): one.id for one in veil.persons for account in veil.accounts_of(one.id)}
    for name in {str(row["counterparty_name"]) for row in rows if row["counterparty_name"]}:
        person = veil.named(name)
        if person is not None:
            found[name] = person
    return found


def _day(row: Mapping[str, Any]) -> date:
    day: date = row.get("credit_value_date") or row["value_date"]
    return day


def _sums(rows: Iterable[Mapping[str, Any]]) -> Sums:
    found: dict[str, int] = {}
    for row in rows:
        currency = str(row["credit_currency"])
        found[currency] = found.get(currency, 0) + int(row["credit_minor"])
    return tuple(sorted(found.items()))


def _payers(
    graph: CaseGraph, veil: Veil, protected: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> tuple[Payer, ...]:
    by_payer: dict[tuple[str, str, bool], list[Mapping[str, Any]]] = {}
    for row in rows:
        text, shown, hidden = _payer(graph, veil, protected, row)
        if text:
            by_payer.setdefault((text, shown, hidden), []).append(row)
    found = [Payer(*payer, len(own), _sums(own)) for payer, own in by_payer.items()]
    return tuple(sorted(found, key=lambda payer: (-payer.receipts, payer.caption, payer.text)))


def _payer(graph: CaseGraph, veil: Veil, protected: Mapping[str, str], row: Mapping[str, Any]) -> tuple[str, str, bool]:
    """What names the payer in a mark, how the payer is shown, and whether it is a protected person."""
    account, name = row["debit_account"], row["counterparty_name"]
    named = name if row["debit_source"] is None else None
    person = protected.get(str(account)) or protected.get(str(named))
    if person is not None:
        return veil.pseudonym(person), veil.pseudonym(person), True
    if account is not None:
        shown = account_caption(graph, veil, str(account)) or veil.text(str(account))
        if named and graph.holder_of(str(account)) is None:
            shown = f"{veil.text(str(named))} ({shown})"
        return str(account), shown, False
    shown = veil.text(str(name)) if name else ""
    return shown, shown, False

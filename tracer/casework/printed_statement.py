"""Lays out a bank statement as a person reads it: who, when, opening balance, the rows, closing balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.statements.rows import OwnRow
from tracer.casework.evidence_lines import EvidenceLine, account_caption, evidence_format
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.reconciliation import ReconciledStatement
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import Column
from tracer.store.ports.store_values import SourceRecords


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a statement. ``number``: its place, from 1. ``minor``: above 0 money in, below 0 money out.

    ``balance_minor``: after the row, None if no balance is known. ``marked``: the row that was asked for.
    ``account``: the number of the other side, masked for a protected person; may be empty.
    """

    number: int
    locator: str
    booked: date
    party: str
    account: str
    purpose: str
    minor: int
    balance_minor: int | None
    marked: bool


@dataclass(frozen=True, slots=True)
class PrintedStatement:
    """A part of a statement. ``before`` and ``after``: rows of it that are not shown. ``holder``: may be empty.

    ``is_computed``: the balances after rows are worked out from the opening balance; the bank prints none.
    """

    account: str
    holder: str
    rows: tuple[PrintedRow, ...]
    before: int
    after: int
    is_computed: bool


@dataclass(frozen=True, slots=True)
class OtherSide:
    """The same payment in the statement of the other side. ``minor``: above 0 money in, below 0 money out."""

    account: str
    day: date
    minor: int
    currency: str
    evidence: EvidenceLine


def lay_out(
    session: Session, records: SourceRecords, found: ReconciledStatement, place: str, around: int | None
) -> PrintedStatement:
    """The rows around the one at this place. ``around``: how many on each side; None: all.

    Cost: the rows of the statement.
    """
    graph, veil = session.graph(), session.veil()
    spot = next(number for number, row in enumerate(found.rows) if row.locator == place)
    first, last = (0, len(found.rows)) if around is None else (max(0, spot - around), spot + around + 1)
    shown = found.rows[first:last]
    balances = _balances(found)
    texts = _texts(records, found.node.id, shown)
    rows = []
    for number, row in enumerate(shown, first + 1):
        stated = texts[row.locator, row.side, row.transfer]
        other = stated["credit_account" if row.side == "debit" else "debit_account"]
        party, account = _other(session, graph, other, str(stated["counterparty_name"] or ""))
        rows.append(
            PrintedRow(
                number=number,
                locator=veil.place(row.locator),
                booked=row.booked,
                party=party,
                account=account,
                purpose=veil.text(str(stated["description"] or "")),
                minor=row.minor,
                balance_minor=balances[number - 1],
                marked=number == spot + 1,
            )
        )
    node = graph.nodes.get(found.account)
    holder = graph.holder_of(found.account)
    return PrintedStatement(
        account=veil.caption(found.account, found.number),
        holder=""
        if holder is None or node is None or (veil.covers(found.account) and not veil.covers(holder))
        else veil.caption(holder, str(graph.nodes[holder].props["name"])),
        rows=tuple(rows),
        before=first,
        after=len(found.rows) - first - len(shown),
        is_computed=all(row.balance is None for row in found.rows),
    )


def find_other_side(session: Session, found: ReconciledStatement, place: str) -> OtherSide | None:
    """The row of the other statement that is the same payment, if the case has it."""
    graph = session.graph()
    row = next(one for one in found.rows if one.locator == place)
    side = "credit" if row.side == "debit" else "debit"
    for payment in graph.transfer_rows([row.transfer]):
        if payment[f"{side}_source"] is None or payment[f"{side}_account"] is None:
            continue
        (line,) = evidence_format(session).lines(
            one
            for one in graph.transfer_evidence(row.transfer)
            if (one.source, one.locator) == (payment[f"{side}_source"], payment[f"{side}_locator"])
        )[:1]
        minor = payment[f"{side}_minor"]
        return OtherSide(
            account=account_caption(graph, session.veil(), payment[f"{side}_account"]),
            day=(payment["credit_booking_date"] if side == "credit" else None) or payment["booking_date"],
            minor=minor if side == "credit" else -minor,
            currency=payment[f"{side}_currency"],
            evidence=line,
        )
    return None


def _balances(found: ReconciledStatement) -> list[int | None]:
    """After each row: as printed, else worked out from the opening balance."""
    balance, balances = found.result.opening_minor, []
    for row in found.rows:
        balance = None if balance is None else balance + row.minor
        balance = balance if row.balance is None else row.balance
        balances.append(balance)
    return balances


def _texts(
    records: SourceRecords, statement: str, rows: Sequence[OwnRow]
) -> dict[tuple[str, str, str], dict[str, Any]]:
    own: Column = pc.equal(records.entries["statement"], pa.scalar(statement))
    wanted = {(row.locator, row.side, row.transfer) for row in rows}
    stated = ((one["locator"], one["side"], one["transfer_id"], one) for one in records.entries.filter(own).to_pylist())
    return {(locator, side, name): one for locator, side, name, one in stated if (locator, side, name) in wanted}


def _other(session: Session, graph: CaseGraph, account: str | None, name: str) -> tuple[str, str]:
    """The name and the account number of the other side, under the veil."""
    veil = session.veil()
    node = graph.nodes.get(account or "")
    if node is None:
        return veil.text(name), ""
    number = str(node.props["number"])
    if veil.covers(node.id):
        return veil.pseudonym(node.id), veil.text(number)
    return veil.text(name), veil.text(number)

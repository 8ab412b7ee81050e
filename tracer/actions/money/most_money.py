"""Shows how much money can have gone from one party or account to another at most, and which payments limit it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.errors import NotFound, WrongUse
from tracer.casework.evidence_lines import EvidenceLine, account_caption, caption, evidence_format
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.most_money import accounts_of, count_most_money

_LISTED: Final = 20
_KINDS: Final = ("Person", "Company", "Account")


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment with its rows. ``day``: on which it left the payer's account."""

    transfer: str
    day: date
    payer: str
    payee: str
    minor: int
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class MostMoneyLine:
    """One currency. ``most_minor``: no more can have gone. ``limits``: payments over which all of it goes; together they are
    that sum, so they prove it; the largest are listed, ``limit_count`` are all.

    ``chain_minor``: what the widest single chain can carry; ``chain``: its payments in order.
    """

    currency: str
    most_minor: int
    limits: tuple[PaymentLine, ...]
    limit_count: int
    chain_minor: int
    chain: tuple[PaymentLine, ...]


@dataclass(frozen=True, slots=True)
class MostMoneyReport:
    """The sums by currency. ``converted``: payments of the case that change the currency; they are in no sum."""

    payer: str
    payee: str
    payer_caption: str
    payee_caption: str
    from_date: date | None
    to_date: date | None
    lines: tuple[MostMoneyLine, ...]
    converted: int


def show_most_money(
    session: Session, payer: str, payee: str, *, from_date: date | None = None, to_date: date | None = None
) -> MostMoneyReport:
    """How much money can have gone from one to the other at most, directly and through others, forward in time?

    A party stands for the accounts that it holds, controls or benefits from on any day. An upper bound for every method of
    tracing, no finding that the money went this way. Raises NotFound for an unknown id or what has no account; WrongUse for
    an account on both sides or days in the wrong order. Cost: ``count_most_money``.
    """
    session.read_nodes("read", "most_money", payer, payee)
    session = session.for_answer()
    if from_date is not None and to_date is not None and from_date > to_date:
        raise WrongUse("The first day of a period cannot be after its last day.")
    graph, veil = session.graph(), session.veil()
    for node in (payer, payee):
        if node not in graph.nodes:
            raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=node)
        if graph.nodes[node].type not in _KINDS:
            raise NotFound("{name} has no account.", name=caption(graph.nodes[node], veil))
    found, converted = count_most_money(
        graph, accounts_of(graph, payer), accounts_of(graph, payee), from_date=from_date, to_date=to_date
    )
    form = evidence_format(session)

    def list_payments(transfers: Iterable[str]) -> tuple[PaymentLine, ...]:
        names = tuple(transfers)
        rows = {row["transfer_id"]: row for row in graph.transfer_rows(names)}
        return tuple(
            PaymentLine(
                transfer=name,
                day=rows[name]["value_date"],
                payer=account_caption(graph, veil, rows[name]["debit_account"]),
                payee=account_caption(graph, veil, rows[name]["credit_account"]),
                minor=min(rows[name]["debit_minor"], rows[name]["credit_minor"]),
                evidence=form.lines(graph.transfer_evidence(name)),
            )
            for name in names
        )

    lines = []
    for one in found:
        limits = sorted(list_payments(one.limits), key=lambda line: (-line.minor, line.day, line.transfer))
        lines.append(
            MostMoneyLine(
                one.currency,
                one.minor,
                tuple(limits[:_LISTED]),
                len(limits),
                one.chain_minor,
                list_payments(one.chain),
            )
        )
    return MostMoneyReport(
        payer=payer,
        payee=payee,
        payer_caption=caption(graph.nodes[payer], veil),
        payee_caption=caption(graph.nodes[payee], veil),
        from_date=from_date,
        to_date=to_date,
        lines=tuple(lines),
        converted=converted,
    )

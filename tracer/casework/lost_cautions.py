"""Finds the cautions on money that is known to be missing because rows of bank files were rejected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from graph_schema.messages import N_
from graph_schema.statements.lost_rows import LostMoney
from tracer.analysis.tracing.figures.upstream import Upstream
from tracer.analysis.tracing.ledgers.case_ledger import CaseLedger
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.cautions import Caution
from tracer.graph.case_graph import CaseGraph

SUM_KNOWN: Final = N_(
    "Account ending {account}: rejected rows are missing, and by the balances around each it moved {sums}: {rows}. The "
    "sums count with unknown origin or destination."
)
SUM_UNKNOWN: Final = N_(
    "Account ending {account}: rejected rows are missing, and no balances show the amount of each: {rows}. What the "
    "account received has no known upper end. For the lower sum, proceeds traced into it before then count as lost."
)
NO_ACCOUNT: Final = N_(
    "Rejected rows whose account is not known are missing; money of any account may be among them: {rows}."
)
_NAMED: Final = 10


def find_lost_cautions(session: Session, graph: CaseGraph, case: CaseLedger, upstream: Upstream) -> Iterator[Caution]:
    """Which rejected rows can change the figures that come from these accounts?"""
    known: defaultdict[AccountKey, list[LostMoney]] = defaultdict(list)
    unknown: defaultdict[AccountKey, list[LostMoney]] = defaultdict(list)
    for one in case.lost:
        until = upstream.get(one.key)
        if until is not None and one.day <= until:
            (known if one.is_sum else unknown)[one.key].append(one.money)
    for key, lost in known.items():
        sums = "; ".join(session.language.money(money.net_minor or 0, key[1]) for money in lost[:_NAMED])
        params = {"account": _ending(graph, key), "sums": sums, "rows": _rows(session, lost)}
        yield Caution(SUM_KNOWN, params)
    for key, lost in unknown.items():
        yield Caution(SUM_UNKNOWN, {"account": _ending(graph, key), "rows": _rows(session, lost)})
    nowhere = [money for money in graph.lost if money.key is None]
    if nowhere:
        yield Caution(NO_ACCOUNT, {"rows": _rows(session, nowhere)})


def _rows(session: Session, lost: list[LostMoney]) -> str:
    names, veil = session.source_names(), session.veil()
    places = [f"{names.get(money.source, '?')} {veil.place(locator)}" for money in lost for locator in money.locators]
    return "; ".join(places[:_NAMED]) + (f"; … ({len(places)})" if len(places) > _NAMED else "")


def _ending(graph: CaseGraph, key: AccountKey) -> str:
    node = graph.nodes.get(key[0])
    return (str(node.props["number"]) if node is not None else key[0])[-4:]

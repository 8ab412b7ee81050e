"""Traces the money of the whole case by one method, with a lower and an upper sum for each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.figures.interval import TracingInterval, trace_interval
from tracer.analysis.tracing.figures.purchases import Purchase, match_purchases
from tracer.analysis.tracing.ledgers.case_ledger import CaseLedger, build_case_ledger
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.tracing.flow_pieces import find_marked, find_roots
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.payments import Payments

METHODS: Final = tuple(Method)
METHODS_WITH_CHAINS: Final = tuple(method for method in METHODS if method.keeps_pieces_apart)
"""Pro rata blends all money of an account: its sums have no chains of single transfers, and so draw no flow and no tie."""
TIE_METHODS: Final = (Method.FIFO, Method.LIBR)
"""By these money ties a person to an asset unless others are named."""
Ends = tuple[int, int]
"""(lower, upper), both included."""


@dataclass(frozen=True)
class CaseTracing:
    """The money of the case traced by one method: the ledger, both ends, and the purchases that its payments match.

    ``with_open_joined``: the same with all open matches of payments joined; None if no match is open. The methods return
    the ends of both.
    """

    graph: CaseGraph
    case: CaseLedger
    interval: TracingInterval
    purchases: tuple[Purchase, ...]
    with_open_joined: CaseTracing | None = None

    @property
    def runs(self) -> tuple[CaseTracing, ...]:
        """The case as it is, then with the open matches joined."""
        return (self,) if self.with_open_joined is None else (self, self.with_open_joined)

    @cached_property
    def roots(self) -> list[str]:
        """Piece of the lower run -> the event of the mark in which its money begins; "" for money of no mark.

        Raises: WrongUse under pro rata.
        """
        return find_roots(self.interval.lower, find_marked(self.graph))

    def own_purchase(self, purchase: Purchase) -> Purchase:
        """The same purchase with the payments that this run matches to it."""
        key = (purchase.asset, purchase.reference, purchase.currency)
        return next(one for one in self.purchases if (one.asset, one.reference, one.currency) == key)

    def paid_with_proceeds(self, purchase: Purchase) -> Ends:
        """How much of the marked proceeds went into this purchase, at least and at most? The part of the price without
        a row is in the upper end.
        """
        return widest(run.paid_by_itself(purchase) for run in self.runs)

    def paid_by_itself(self, purchase: Purchase) -> Ends:
        """The same for this run alone."""
        return self.own_purchase(purchase).bound(lambda transfer: self.in_minor_units(*self.interval.entry(transfer)))

    def held(self, account: AccountKey) -> Ends:
        """How much of the marked proceeds does this account hold at the end, at least and at most?"""
        return self.in_minor_units(*self.interval.account(account))

    def in_minor_units(self, lower: int, upper: int) -> Ends:
        """Ends in the units of the run as minor units, each rounded once to the nearest; halves go up."""
        units = self.interval.lower.units_per_minor
        return (2 * lower + units) // (2 * units), (2 * upper + units) // (2 * units)


def read_methods(names: Iterable[str], *, known_methods: Iterable[Method] = METHODS) -> tuple[Method, ...]:
    """The methods of these names. Raises WrongUse for none, or one not among the known: the choice is a person's."""
    known = {method.value: method for method in known_methods}
    chosen = tuple(dict.fromkeys(names))
    if not chosen or not set(chosen) <= set(known):
        raise WrongUse(
            "Name the tracing method: {known}. Courts differ on it, so there is no default; several can be shown side "
            "by side.",
            known=", ".join(known),
        )
    return tuple(known[name] for name in chosen)


def follow_case(
    payments: Payments,
    method: Method,
    ledger_of: Callable[[CaseGraph], CaseLedger] = build_case_ledger,
    purchases_of: Callable[[CaseGraph], tuple[Purchase, ...]] = match_purchases,
) -> CaseTracing:
    """Trace the money of the whole case by this method. Cost: one run (LIBR: two); twice as many if matches are open.

    ``ledger_of``, ``purchases_of``: the ledger and the purchases of a graph; all methods share them.
    """

    def follow(graph: CaseGraph) -> CaseTracing:
        return _follow(graph, ledger_of(graph), purchases_of(graph), method)

    with_open_joined = follow(payments.with_open_joined) if payments.open else None
    return replace(follow(payments.graph), with_open_joined=with_open_joined)


def widest(ends: Iterable[Ends]) -> Ends:
    """The smallest lower and the largest upper end."""
    found = list(ends)
    return min(low for low, _ in found), max(high for _, high in found)


def _follow(graph: CaseGraph, case: CaseLedger, purchases: tuple[Purchase, ...], method: Method) -> CaseTracing:
    interval = trace_interval(
        case.ledger,
        method=method,
        statements=case.statements,
        origins=case.origins,
        openings=case.openings,
        opening_labels=case.opening_labels,
    )
    return CaseTracing(graph, case, interval, purchases)

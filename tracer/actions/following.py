"""One tracing of the whole case per method and data version, shared by every action that follows money."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from tracer.analysis.tracing.case_ledger import CaseLedger, build_case_ledger
from tracer.analysis.tracing.interval import TracingInterval, trace_interval
from tracer.analysis.tracing.methods import Method
from tracer.analysis.tracing.purchases import Purchase, match_purchases
from tracer.graph import CaseGraph

METHODS: tuple[Method, ...] = (Method.FIFO, Method.LIBR)


@dataclass(frozen=True, slots=True)
class Following:
    """The case's money followed by one method: the ledger, both ends, and the purchases its payments match."""

    case: CaseLedger
    interval: TracingInterval
    purchases: tuple[Purchase, ...]

    def paid_with_proceeds(self, purchase: Purchase) -> tuple[int, int]:
        """Between which sums of the marked proceeds went into this purchase? (0, 0) when no payment was found."""
        ends = [self.interval.entry(transfer) for transfer in purchase.transfers]
        return sum(low for low, _ in ends), sum(high for _, high in ends)


class FollowingCache:
    """Keeps the newest tracing of each method."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[Method, tuple[int, Following]] = {}

    def follow(self, graph: CaseGraph, method: Method) -> Following:
        """The tracing of this version. Cost: one run (LIBR: two) after a change, else nothing."""
        with self._lock:
            held = self._found.get(method)
            if held is None or held[0] != graph.version:
                held = (graph.version, _follow(graph, method))
                self._found[method] = held
            return held[1]


def _follow(graph: CaseGraph, method: Method) -> Following:
    case = build_case_ledger(graph)
    interval = trace_interval(
        case.ledger, method=method, statements=case.statements, origins=case.origins, openings=case.openings
    )
    return Following(case, interval, match_purchases(graph))

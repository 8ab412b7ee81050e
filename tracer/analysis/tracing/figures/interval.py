"""Computes both ends of a traced figure if part of the money is of unknown origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import UNKNOWN, is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.inputs import NOTHING, Origin
from tracer.analysis.tracing.run.result import TracingResult

Range = tuple[int, int]
"""(lower, upper), both included, in the runs' units"""


@dataclass(frozen=True, slots=True)
class TracingInterval:
    """The runs that give the lower and the upper end; the same run if the method does not depend on labels.

    Raises from its methods: NotFound for an entry that is not in the ledger.
    """

    lower: TracingResult
    upper: TracingResult

    def entry(self, entry_id: str) -> Range:
        """How much traced money did this entry carry at least and at most, in debit units?"""
        return self.lower.carried_tainted(entry_id), _at_most(self.upper.carried(entry_id))

    def account(self, account: AccountKey) -> Range:
        """How much traced money does this account hold at the end, at least and at most?"""
        return self.lower.held_tainted(account), _at_most(self.upper.holdings(account))

    def left(self, currency: str) -> Range:
        """How much traced money has left the followed accounts in this currency, at least and at most?"""
        lower = sum(
            line.left for (label, unit), line in self.lower.sheet.items() if unit == currency and is_tainted(label)
        )
        left = {label: line.left for (label, unit), line in self.upper.sheet.items() if unit == currency}
        return lower, _at_most(left)


def _at_most(amounts: Mapping[str, int]) -> int:
    return sum(amount for label, amount in amounts.items() if is_tainted(label) or label == UNKNOWN)


def trace_interval(
    ledger: Ledger,
    *,
    method: Method,
    statements: frozenset[AccountKey],
    origins: Mapping[str, Origin],
    openings: Mapping[AccountKey, int],
    opening_labels: Mapping[AccountKey, Origin] = NOTHING,
    class_order: Sequence[Sequence[str]] = (),
) -> TracingInterval:
    """Between which two figures does the traced money lie, whatever the origin of the unknown money is?

    FIFO, LIFO and pro rata: one run, from tainted to tainted plus unknown. LIBR and taint-first: unknown
    money taken as clean gives the lower end, taken as tainted the upper end. The interval covers unknown origins only:
    not another order of the same day, not another method, not an account whose statement is missing in the middle
    of a chain. If the receiver's account had already moved before a reversal, LIBR and taint-first may put
    back different pieces in the two runs; then the ends are not proved. ``run.reversals`` lists these reversals as
    not ``voided``.

    Cost: one or two runs.
    """
    runs = tuple(
        trace(
            ledger,
            method=method,
            statements=statements,
            origins=origins,
            openings=openings,
            opening_labels=opening_labels,
            unknown_as=unknown_as,
            class_order=class_order,
        )
        for unknown_as in (("clean", "tainted") if method.looks_at_labels else ("unknown",))
    )
    return TracingInterval(lower=runs[0], upper=runs[-1])

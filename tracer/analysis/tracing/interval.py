"""Both ends of a traced figure when part of the money is of unknown origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .inputs import Origin
from .labels import UNKNOWN, is_tainted
from .ledger import AccountKey, Ledger
from .methods import Method
from .run import NOTHING, trace
from .tracing_run import TracingRun

Range = tuple[int, int]
"""(lower, upper), both included, in the runs' units"""


@dataclass(frozen=True, slots=True)
class TracingInterval:
    """The two runs between which the truth lies; one and the same where the method does not look at labels.

    Raises from its methods: NotFound for an entry that is not in the ledger.
    """

    lower: TracingRun
    upper: TracingRun

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
    opening_labels: Mapping[AccountKey, str] = NOTHING,
    class_order: Sequence[Sequence[str]] = (),
) -> TracingInterval:
    """Between which two figures does the traced money lie, whatever the unknown money turns out to be?

    FIFO, LIFO and pro rata: one run, from tainted to tainted plus unknown. LIBR and taint-first: unknown
    money read as clean gives the lower end, read as tainted the upper. It covers unknown origins only: not
    another order of the same day, not another method, not an account whose statement is missing in the middle
    of a chain. After a reversal that came when the receiver had already moved, LIBR and taint-first may put
    back different pieces in the two runs, and the ends are no longer proved: ``run.reversals`` lists those
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

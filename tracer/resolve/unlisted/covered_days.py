"""The days for which an account's own statements would show every payment."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from graph_schema.statements.chain_records import merged_period
from tracer.graph.case_graph import CaseGraph

_DAY = timedelta(days=1)
_Account = tuple[str, str]
"""Account and currency."""


class CoveredDays:
    """The stated periods of each account and currency, without statements whose own rows and balances do not agree, or
    whose readings state different closing balances.

    Of such a statement a row may be missing, so that it does not show that there was no payment.
    """

    def __init__(self, graph: CaseGraph, *, balanced: bool = False) -> None:
        """``balanced``: only statements that state both balances. Cost: one pass over the statements of the case."""
        found: defaultdict[_Account, list[tuple[date, date]]] = defaultdict(list)
        for link in graph.links_of_type("StatementOf"):
            node = graph.nodes.get(link.tail)
            if node is None:
                continue
            period = merged_period(node)
            stated = period.opening_minor is not None and period.closing_minor is not None
            if period.holds and not period.other_closings and (stated or not balanced):
                found[link.head, str(node.props["currency"])].append((period.from_date, period.to_date))
        self._runs: Mapping[_Account, list[tuple[date, date]]] = {key: _runs(spans) for key, spans in found.items()}

    @property
    def accounts(self) -> frozenset[str]:
        """The accounts with such a statement."""
        return frozenset(account for account, _ in self._runs)

    def cover(self, account: str, currency: str, first: date, last: date) -> bool:
        """Do statements of this account in this currency cover each of these days? Both inclusive."""
        runs = self._runs.get((account, currency), [])
        place = bisect_right(runs, first, key=lambda run: run[0]) - 1
        return place >= 0 and last <= runs[place][1]


def _runs(periods: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Periods that share days or touch as one, in time."""
    runs: list[tuple[date, date]] = []
    for first, last in sorted(periods):
        if runs and first <= runs[-1][1] + _DAY:
            runs[-1] = runs[-1][0], max(runs[-1][1], last)
        else:
            runs.append((first, last))
    return runs

"""Finds the paths between any two nodes of the case: the strongest, the shortest, or those of money alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal, get_args

import pyarrow as pa
import pyarrow.compute as pc

from tracer.analysis.links.arrays.columns import build_link_graph
from tracer.analysis.links.case_links import TRANSFER_STRENGTH, Payment, money_links, register_links
from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.free_paths import (
    Neighbours,
    PathOrder,
    as_neighbours,
    choose_steps,
    find_free_paths,
    nodes_between,
)
from tracer.analysis.links.kinds import MONEY_KINDS, PAID_FOR
from tracer.analysis.links.paths import EvidencePath, PathFinder
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import Column

PathKind = Literal["strongest", "shortest", "money"]
PATH_KINDS: Final[tuple[PathKind, ...]] = get_args(PathKind)
MOST_STEPS: Final[Mapping[PathKind, int]] = {"strongest": 8, "shortest": 8, "money": 10}
"""The most steps of a path of each kind."""
MONEY_WAYS: Final = MONEY_KINDS | {"holds_account", "controls_account", "benefits_from"}
"""The kinds of link that a path of money uses: payments, and who has the accounts."""
_SPARE: Final = 3
"""How many times the wanted paths are searched for, because those without a gap come first."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days within which links count, both inclusive; None: open. A payment counts by the payer's value date."""

    from_date: date | None = None
    to_date: date | None = None

    @property
    def is_open(self) -> bool:
        """Are all days in it?"""
        return self.from_date is None and self.to_date is None

    def meets(self, link: EvidenceLink) -> bool:
        """Did the link hold on at least one of the days?"""
        low, high = self.from_date or date.min, self.to_date or date.max
        return (link.from_date or date.min) <= high and low <= (link.to_date or date.max)


@dataclass(frozen=True, slots=True)
class NodePaths:
    """The paths found, best first. ``complete``: nothing was left out; ``hubs``: nodes that no path goes through."""

    paths: tuple[EvidencePath, ...]
    complete: bool
    hubs: tuple[str, ...]


class NodePathSearch:
    """The search for paths between any two nodes, on the links of one period; the links are read once."""

    def __init__(self, graph: CaseGraph, purchases: Iterable[Purchase], period: Period) -> None:
        self._graph = graph
        self._links = [link for link in register_links(graph.links) if link.tail != link.head and period.meets(link)]
        rows = _within(graph.transfers, period)
        self._transfers = _between_two(rows)
        self._paid = [Payment(name, one.asset, one.evidence) for one in purchases for name in one.rows]
        within = frozenset(rows["transfer_id"].to_pylist()) if self._paid else frozenset()
        bought = frozenset(one.transfer for one in self._paid) & within
        self._prices = [link for link in money_links(graph, self._paid, only=bought) if link.kind == PAID_FOR]

    def find(self, start: str, end: str, kind: PathKind, *, limit: int) -> NodePaths:
        """How are these two connected, by at most ``limit`` paths?

        ``strongest`` and ``shortest``: links and payments in any direction and order (``find_free_paths``). ``money``: only
        payments, from holder to account and from account to holder, forward in time; from the one end to the other or
        back. First those that go on from the account that was paid into, not from another one of its holder.
        Cost: the pairs of accounts that pay one another; single payments only where a path can go.
        """
        if kind == "money":
            return self._find_money(start, end, limit)
        return self._find_free(start, end, kind, limit)

    def _find_free(self, start: str, end: str, order: PathOrder, limit: int) -> NodePaths:
        known = [*self._links, *self._prices]
        costs = dict.fromkeys(self._payers, link_cost(TRANSFER_STRENGTH))
        for link in known:
            pair, cost = as_neighbours(link.tail, link.head), link_cost(link.strength_ppm)
            costs[pair] = min(cost, costs.get(pair, cost))
        found = find_free_paths(costs, start=start, end=end, order=order, limit=limit, max_steps=MOST_STEPS[order])
        wanted = {as_neighbours(*pair) for nodes in found.paths for pair in pairwise(nodes)}
        links: defaultdict[Neighbours, list[EvidenceLink]] = defaultdict(list)
        for link in (*known, *self._payments(wanted)):
            links[as_neighbours(link.tail, link.head)].append(link)
        paths = tuple(choose_steps(nodes, links) for nodes in found.paths)
        return NodePaths(paths, not found.incomplete, found.hubs)

    def _find_money(self, start: str, end: str, limit: int) -> NodePaths:
        known = [link for link in (*self._links, *self._prices) if link.kind in MONEY_WAYS]
        most = MOST_STEPS["money"]
        near = nodes_between({as_neighbours(link.tail, link.head) for link in known} | self._payers, start, end, most)
        links = [
            link
            for link in (*known, *self._payments({pair for pair in self._payers if near.issuperset(pair)}))
            if link.tail in near and link.head in near
        ]
        graph = build_link_graph(links, MONEY_WAYS)
        runs = [
            PathFinder(graph, one, allowed_kinds=MONEY_WAYS, max_hops=most).find(other, limit=_SPARE * limit)
            for one, other in ((start, end), (end, start))
        ]
        # A holder alone is no movement of money.
        paths = [
            path for run in runs for path in run.paths if any(step.link.kind in MONEY_KINDS for step in path.steps)
        ]
        paths.sort(key=lambda path: (count_gaps(path), path.cost, len(path.steps), path.nodes))
        hubs = sorted({hub for run in runs for hub in run.hubs})
        return NodePaths(tuple(paths[:limit]), not any(run.incomplete for run in runs), tuple(hubs))

    @cached_property
    def _payers(self) -> frozenset[Neighbours]:
        """The pairs of accounts between which payments are."""
        ends = self._transfers.group_by(["debit_account", "credit_account"]).aggregate([]).to_pylist()
        return frozenset(as_neighbours(row["debit_account"], row["credit_account"]) for row in ends)

    def _payments(self, pairs: Collection[Neighbours]) -> tuple[EvidenceLink, ...]:
        """The payments between these pairs of accounts, in both directions."""
        ends = pa.array(sorted({end for pair in pairs for end in pair}), pa.string())
        paid: Column = pc.is_in(self._transfers["debit_account"], value_set=ends)
        received: Column = pc.is_in(self._transfers["credit_account"], value_set=ends)
        near: Column = pc.and_(paid, received)
        names = frozenset(
            row["transfer_id"]
            for row in self._transfers.filter(near).to_pylist()
            if as_neighbours(row["debit_account"], row["credit_account"]) in pairs
        )
        return money_links(self._graph, (), only=names)


def count_gaps(path: EvidencePath) -> int:
    """How often does the path go on from another account of the payee than the one that was paid into?"""
    kinds = ["money" if step.link.kind in MONEY_KINDS else "" for step in path.steps]
    return sum(not kind for kind in " ".join(kinds).strip().split(" "))


def _within(transfers: pa.Table, period: Period) -> pa.Table:
    if period.from_date is not None:
        late: Column = pc.greater_equal(transfers["value_date"], pa.scalar(period.from_date))
        transfers = transfers.filter(late)
    if period.to_date is not None:
        early: Column = pc.less_equal(transfers["value_date"], pa.scalar(period.to_date))
        transfers = transfers.filter(early)
    return transfers


def _between_two(transfers: pa.Table) -> pa.Table:
    """The transfers of more than nothing between two known accounts: their ids and ends."""
    apart: Column = pc.not_equal(transfers["debit_account"], transfers["credit_account"])
    moved: Column = pc.greater(transfers["debit_minor"], pa.scalar(0, pa.int64()))
    known: Column = pc.and_(pc.fill_null(apart, False), moved)
    return transfers.filter(known).select(["transfer_id", "debit_account", "credit_account"])

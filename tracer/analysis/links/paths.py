"""The strongest evidence paths from a suspect to an asset that are possible in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise

import networkx as nx

from graph_schema.errors import WrongRecord, WrongUse
from tracer.analysis.links.evidence import CERTAIN_PPM, EvidenceLink, link_cost
from tracer.analysis.links.kinds import ACCOUNT_KINDS, MONEY_KINDS, TRANSFER, check_kinds
from tracer.analysis.links.timing import START, Choice, extend_choices

Offers = Mapping[tuple[str, str], tuple[EvidenceLink, ...]]
"""(from, to) -> the records by which a path may go that way, sorted by id."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path. ``forward``: walked from tail to head of its link.

    ``others``: the other links of the same kind and direction between the two, whether they fit in time or
    not; ``also``: the links of other kinds or the other direction that a path could have used here.
    """

    link: EvidenceLink
    forward: bool
    others: tuple[EvidenceLink, ...]
    also: tuple[EvidenceLink, ...]

    @property
    def others_sum(self) -> tuple[tuple[str, int], ...]:
        """What do the other links of the same kind add up to? (currency, minor units), by currency."""
        sums: dict[str, int] = {}
        for link in self.others:
            if link.currency is not None and link.amount_minor is not None:
                sums[link.currency] = sums.get(link.currency, 0) + link.amount_minor
        return tuple(sorted(sums.items()))


@dataclass(frozen=True, slots=True)
class EvidencePath:
    """One path: its nodes from suspect to asset and the link used for each step.

    ``cost``: the sum of the link costs. ``never_together``: (id, id) of neighbouring links, no payments,
    whose periods do not overlap, so that what the one says had ended before the other began: no reason to
    drop the path (property is handed on), but to be said with it.
    """

    nodes: tuple[str, ...]
    steps: tuple[PathStep, ...]
    cost: int
    never_together: tuple[tuple[str, str], ...]

    @property
    def strength(self) -> Fraction:
        """How strong is the path: the product of the strengths of its links? A rank, not a probability."""
        product = Fraction(1)
        for step in self.steps:
            product *= Fraction(step.link.strength_ppm, CERTAIN_PPM)
        return product


@dataclass(frozen=True, slots=True)
class PathsResult:
    """The question as it was put and the paths, strongest first.

    ``hubs``: nodes that no path was led through because they have more neighbours than ``degree_cap``.
    ``incomplete``: the budget ended the search; the paths given are still the strongest, others may be
    missing. ``opened``: how many beginnings of paths were looked at.
    """

    suspect: str
    asset: str
    limit: int
    max_hops: int
    stop_list: frozenset[str]
    allowed_kinds: frozenset[str]
    degree_cap: int
    budget: int
    paths: tuple[EvidencePath, ...]
    hubs: tuple[str, ...]
    opened: int
    incomplete: bool


def find_paths(
    links: Iterable[EvidenceLink],
    *,
    suspect: str,
    asset: str,
    allowed_kinds: frozenset[str],
    limit: int = 10,
    max_hops: int = 8,
    stop_list: frozenset[str] = frozenset(),
    degree_cap: int = 200,
    budget: int = 100_000,
) -> PathsResult:
    """By which chains of records, strongest first, is a suspect linked to an asset?

    Transfers are walked from payer to payee only, every other link both ways; a transfer of zero moved
    nothing and is left out. A path is offered only if some
    choice of its records is possible in time (rules in ``timing``); a path is one sequence of nodes, each
    node once. Parallel records do not make further paths: the chosen one is named, the others counted.
    Order: least cost (strongest), fewer steps, then node ids.
    Does not prove that the same money went all the way (that is tracing), nor that a link is true.

    ``stop_list``: nodes never walked through (banks, tax office); with more than ``degree_cap`` distinct
    neighbours a node is not walked through either. Both ends are exempt. ``max_hops``: steps, inclusive.
    ``budget``: beginnings of paths to look at before giving up visibly.
    Raises: WrongUse; WrongRecord if a link id comes twice.
    Cost: max_hops times the links once, then the budget at worst. Best-first search, led by the exact cost
    of the rest of the way within the steps left; made for subgraphs of some 10 000 links.
    Source: P. E. Hart, N. J. Nilsson, B. Raphael, IEEE Transactions on Systems Science and Cybernetics 4
    (1968) 100-107.
    """
    if suspect == asset or min(limit, max_hops, degree_cap, budget) < 1:
        raise WrongUse(
            "Paths from {suspect} to {asset} (at most {limit}, {max_hops} steps, {degree_cap} neighbours, "
            "budget {budget}): expected two different ends and numbers of 1 or more.",
            suspect=suspect, asset=asset, limit=limit, max_hops=max_hops, degree_cap=degree_cap,
            budget=budget,
        )  # fmt: skip
    check_kinds(allowed_kinds)
    allowed = sorted((link for link in links if link.kind in allowed_kinds), key=lambda link: link.id)
    for first, second in pairwise(allowed):
        if first.id == second.id:
            raise WrongRecord("The link {id} comes twice. Pass each link once.", id=first.id)
    offers = _collect_offers(allowed)
    graph = _collapse(offers, max_hops)
    ends = {suspect, asset}
    hubs = tuple(
        sorted(node for node in graph if node not in ends and len(set(nx.all_neighbors(graph, node))) > degree_cap)
    )
    graph.remove_nodes_from([*hubs, *sorted(stop_list - ends)])
    accounts = frozenset(
        link.head for link in allowed if link.kind in ACCOUNT_KINDS and (link.from_date or link.to_date)
    )
    found, opened, incomplete = _search(graph, offers, accounts, suspect, asset, limit, max_hops, budget)
    return PathsResult(
        suspect=suspect,
        asset=asset,
        limit=limit,
        max_hops=max_hops,
        stop_list=stop_list,
        allowed_kinds=allowed_kinds,
        degree_cap=degree_cap,
        budget=budget,
        paths=tuple(_describe(nodes, choice, offers) for nodes, choice in found),
        hubs=hubs,
        opened=opened,
        incomplete=incomplete,
    )


def _collect_offers(links: list[EvidenceLink]) -> dict[tuple[str, str], tuple[EvidenceLink, ...]]:
    offers: dict[tuple[str, str], list[EvidenceLink]] = {}
    for link in links:
        if link.tail == link.head or (link.kind == TRANSFER and link.amount_minor == 0):
            continue
        offers.setdefault((link.tail, link.head), []).append(link)
        if link.kind != TRANSFER:
            offers.setdefault((link.head, link.tail), []).append(link)
    return {pair: tuple(offers[pair]) for pair in sorted(offers)}


def _collapse(offers: Offers, max_hops: int) -> nx.DiGraph[str]:
    """One arc for each way between neighbours. Weight: cost first, then one for the step, as one number."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for (start, end), links in offers.items():
        cheapest = min(link_cost(link.strength_ppm) for link in links)
        graph.add_edge(start, end, weight=cheapest * (max_hops + 1) + 1)
    return graph


def _remaining(graph: nx.DiGraph[str], asset: str, max_hops: int) -> list[dict[str, int]]:
    """What does the way from each node to the asset weigh at least, in up to 0, 1, 2 ... steps?"""
    layers = [{asset: 0}]
    changed = {asset}
    for _ in range(max_hops):
        before = layers[-1]
        layer = dict(before)
        improved: set[str] = set()
        for node in changed & graph.nodes:
            for start in graph.predecessors(node):
                weight: int = graph.edges[start, node]["weight"]
                if start not in layer or before[node] + weight < layer[start]:
                    layer[start] = before[node] + weight
                    improved.add(start)
        layers.append(layer)
        changed = improved
    return layers


def _search(
    graph: nx.DiGraph[str],
    offers: Offers,
    accounts: frozenset[str],
    suspect: str,
    asset: str,
    limit: int,
    max_hops: int,
    budget: int,
) -> tuple[list[tuple[tuple[str, ...], Choice]], int, bool]:
    remaining = _remaining(graph, asset, max_hops)
    found: list[tuple[tuple[str, ...], Choice]] = []
    queue: list[tuple[int, tuple[str, ...], tuple[Choice, ...]]] = []
    if suspect in remaining[max_hops]:
        queue.append((remaining[max_hops][suspect], (suspect,), START))
    opened = 0
    while queue and len(found) < limit:
        if opened == budget:
            return found, opened, True
        _, nodes, choices = heappop(queue)
        opened += 1
        tail = nodes[-1]
        if tail == asset:
            found.append((nodes, choices[0]))
            continue
        left = remaining[max_hops - len(nodes)]
        for head in graph.successors(tail):
            if head not in left or head in nodes:
                continue
            longer = extend_choices(choices, offers[tail, head], tail=tail, head=head, account=head in accounts)
            if longer:
                weight = longer[0].cost * (max_hops + 1) + len(nodes) + left[head]
                heappush(queue, (weight, (*nodes, head), longer))
    return found, opened, False


def _describe(nodes: tuple[str, ...], choice: Choice, offers: Offers) -> EvidencePath:
    steps: list[PathStep] = []
    for (start, end), link in zip(pairwise(nodes), choice.links, strict=True):
        rest = [other for other in offers[start, end] if other.id != link.id]
        same = tuple(other for other in rest if other.kind == link.kind and other.tail == link.tail)
        also = tuple(other for other in rest if other.kind != link.kind or other.tail != link.tail)
        steps.append(PathStep(link, link.tail == start, same, also))
    apart = tuple(
        (first.id, second.id)
        for first, second in pairwise(choice.links)
        if not MONEY_KINDS & {first.kind, second.kind} and _apart(first, second)
    )
    return EvidencePath(nodes, tuple(steps), choice.cost, apart)


def _apart(first: EvidenceLink, second: EvidenceLink) -> bool:
    return any(
        earlier.to_date is not None and later.from_date is not None and earlier.to_date < later.from_date
        for earlier, later in ((first, second), (second, first))
    )

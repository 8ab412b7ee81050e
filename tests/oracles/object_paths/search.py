"""The search for paths in Python objects, on a graph of NetworkX. The search on arrays must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from itertools import pairwise

import networkx as nx

from graph_schema.errors import WrongRecord
from tests.oracles.object_paths.timing import START, Choice, extend_choices
from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.free_paths import remaining_weights
from tracer.analysis.links.kinds import ACCOUNT_KINDS, LEVEL_KINDS, PAID_FOR, TRANSFER, check_kinds
from tracer.analysis.links.paths import EvidencePath, PathsResult, PathStep, check_ends, find_apart

Offers = Mapping[tuple[str, str], tuple[EvidenceLink, ...]]
"""(from, to) -> the links by which a path may go from the one node to the other, sorted by id."""


def find_by_objects(
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
    """The answer of ``find_paths`` to the same question: see there for directions, order, limits and errors.

    Cost: max_hops times the links once, then at most the budget. Best-first search, guided by the exact cost of the remaining
    way within the remaining steps; made for subgraphs of about 10 000 links.
    Source: P. E. Hart, N. J. Nilsson, B. Raphael, IEEE Transactions on Systems Science and Cybernetics 4 (1968) 100-107.
    """
    check_ends(suspect, asset, limit=limit, max_hops=max_hops, degree_cap=degree_cap, budget=budget)
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
    accounts = frozenset(link.head for link in allowed if link.kind in ACCOUNT_KINDS)
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
        if link.kind in ACCOUNT_KINDS | LEVEL_KINDS:
            offers.setdefault((link.head, link.tail), []).append(link)
    return {pair: tuple(offers[pair]) for pair in sorted(offers)}


def _collapse(offers: Offers, max_hops: int) -> nx.DiGraph[str]:
    """One arc for each way between neighbours. Weight: cost first, then one for the step, as one number."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for (start, end), links in offers.items():
        cheapest = min(link_cost(link.strength_ppm) for link in links)
        graph.add_edge(start, end, weight=cheapest * (max_hops + 1) + 1)
    return graph


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
    remaining = remaining_weights(graph, asset, max_hops)
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
        steps.append(PathStep(link, link.tail == start, same, also, includes_others=link.kind == PAID_FOR))
    return EvidencePath(nodes, tuple(steps), choice.cost, find_apart(choice.links))

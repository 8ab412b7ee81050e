"""Finds the paths between any two nodes, whatever the direction and the order in time of their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final, Literal

import networkx as nx

from graph_schema.errors import WrongUse
from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.kinds import MONEY_KINDS
from tracer.analysis.links.paths import EvidencePath, PathStep, find_apart

PathOrder = Literal["strongest", "shortest"]
Neighbours = tuple[str, str]
"""Two nodes that at least one link joins, the smaller id first."""
_STEP: Final = 1 << 40
"""The weight of a step where fewer steps come first: more than the links of any path cost together."""


@dataclass(frozen=True, slots=True)
class FreePaths:
    """The paths found, each as its nodes, best first.

    ``hubs``: nodes that no path goes through, because they have too many neighbours. ``incomplete``: the budget ended the
    search; the paths found are the best ones, but others may be missing.
    """

    paths: tuple[tuple[str, ...], ...]
    hubs: tuple[str, ...]
    incomplete: bool


def as_neighbours(one: str, other: str) -> Neighbours:
    """The two nodes as a key, whatever their order."""
    return (one, other) if one < other else (other, one)


def find_free_paths(
    pairs: Mapping[Neighbours, int],
    *,
    start: str,
    end: str,
    order: PathOrder,
    limit: int = 10,
    max_steps: int = 8,
    degree_cap: int = 200,
    budget: int = 100_000,
) -> FreePaths:
    """How are two nodes connected, by links in any direction and of any time?

    Such a path joins facts; it does not show that money went from one end to the other, nor that all held together
    (``find_paths`` asks for both). ``pairs``: the nodes that a link joins, with the cost of their strongest link.
    A path is one sequence of nodes, each node once, of at most ``max_steps`` steps. Order: ``strongest`` by cost, then by
    steps; ``shortest`` by steps, then by cost; then node ids. No path goes through a node with more than ``degree_cap``
    neighbours; both ends are exempt. ``budget``: how many partial paths are examined.
    Raises: WrongUse. Cost: ``max_steps`` times the pairs once, then at most the budget; best first, guided by the exact weight
    of the remaining way.
    """
    if start == end or min(limit, max_steps, degree_cap, budget) < 1:
        raise WrongUse("A path needs two different nodes, and limits of 1 or more.")
    graph: nx.DiGraph[str] = nx.DiGraph()
    for (one, other), cost in sorted(pairs.items()):
        weight = cost * (max_steps + 1) + 1 if order == "strongest" else _STEP + cost
        graph.add_edge(one, other, weight=weight)
        graph.add_edge(other, one, weight=weight)
    ends = {start, end}
    hubs = tuple(sorted(node for node in graph if node not in ends and graph.out_degree(node) > degree_cap))
    graph.remove_nodes_from(hubs)
    remaining = remaining_weights(graph, end, max_steps)
    queue: list[tuple[int, int, tuple[str, ...]]] = []
    if start in remaining[max_steps]:
        queue.append((remaining[max_steps][start], 0, (start,)))
    found: list[tuple[str, ...]] = []
    opened = 0
    while queue and len(found) < limit:
        if opened == budget:
            return FreePaths(tuple(found), hubs, True)
        _, spent, nodes = heappop(queue)
        opened += 1
        if nodes[-1] == end:
            found.append(nodes)
            continue
        left = remaining[max_steps - len(nodes)]
        for head in graph.successors(nodes[-1]):
            if head in left and head not in nodes:
                reached = spent + int(graph.edges[nodes[-1], head]["weight"])
                heappush(queue, (reached + left[head], reached, (*nodes, head)))
    return FreePaths(tuple(found), hubs, False)


def remaining_weights(graph: nx.DiGraph[str], asset: str, max_hops: int) -> list[dict[str, int]]:
    """What is the least weight of a way from each node to the asset, in up to 0, 1, 2 ... steps?"""
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


def nodes_between(pairs: Iterable[Neighbours], start: str, end: str, max_steps: int) -> frozenset[str]:
    """Which nodes can lie on a way of at most ``max_steps`` steps between these two? Cost: the pairs, twice."""
    near: dict[str, list[str]] = {}
    for one, other in pairs:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    from_start, from_end = (_steps_from(near, node, max_steps) for node in (start, end))
    return frozenset(
        node for node, steps in from_start.items() if node in from_end and steps + from_end[node] <= max_steps
    )


def choose_steps(nodes: tuple[str, ...], links: Mapping[Neighbours, Iterable[EvidenceLink]]) -> EvidencePath:
    """The path over these nodes, at each step by the strongest link; of equals by one in the direction of the path.

    Payments of one direction are one step with all of them.
    """
    steps = tuple(_choose(start, links[as_neighbours(start, end)]) for start, end in pairwise(nodes))
    cost = sum(link_cost(step.link.strength_ppm) for step in steps)
    return EvidencePath(nodes, steps, cost, find_apart(step.link for step in steps))


def is_one_flow(path: EvidencePath) -> bool:
    """Can the payments of the path follow one another in direction and time, from the one end or from the other?

    True for a path with fewer than two payments.
    """
    payments = [step for step in path.steps if step.link.kind in MONEY_KINDS]
    return len(payments) < 2 or _follows(payments, forward=True) or _follows(payments[::-1], forward=False)


def _follows(payments: list[PathStep], *, forward: bool) -> bool:
    since = None
    for step in payments:
        fits = [one for one in (step.link, *step.others) if since is None or one.departs >= since]
        if step.forward is not forward or not fits:
            return False
        since = min(one.arrives for one in fits)
    return True


def _choose(start: str, links: Iterable[EvidenceLink]) -> PathStep:
    ordered = sorted(
        links,
        key=lambda one: (-one.strength_ppm, one.tail != start, one.kind, one.from_date is None, one.begin, one.id),
    )
    first = ordered[0]
    same = tuple(one for one in ordered[1:] if one.kind == first.kind and one.tail == first.tail)
    also = tuple(one for one in ordered[1:] if one.kind != first.kind or one.tail != first.tail)
    return PathStep(first, first.tail == start, same, also, includes_others=first.kind in MONEY_KINDS)


def _steps_from(near: Mapping[str, list[str]], node: str, most: int) -> dict[str, int]:
    steps, edge = {node: 0}, [node]
    for count in range(1, most + 1):
        edge = [other for one in edge for other in near.get(one, ()) if other not in steps]
        steps |= dict.fromkeys(edge, count)
        edge = list(dict.fromkeys(edge))
    return steps

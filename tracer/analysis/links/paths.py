"""Finds the strongest evidence paths from a suspect to an asset that are possible in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from graph_schema.errors import WrongUse
from tracer.analysis.links.arrays.columns import LinkGraph, build_link_graph
from tracer.analysis.links.arrays.path_search import NO_LINKS, LinkPath, PathSearch
from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.kinds import MONEY_KINDS, PAID_FOR, check_kinds


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path. ``forward``: from the tail to the head of its link.

    ``others``: the other links of the same kind and direction between the two nodes, whether they fit in time or
    not. ``also``: the links of other kinds or of the other direction that a path could have used here.
    ``includes_others``: the sentence of the step includes the other links; else it only counts them.
    """

    link: EvidenceLink
    forward: bool
    others: tuple[EvidenceLink, ...]
    also: tuple[EvidenceLink, ...]
    includes_others: bool = False


@dataclass(frozen=True, slots=True)
class EvidencePath:
    """One path: its nodes from suspect to asset and the link used for each step.

    ``cost``: the sum of the link costs. ``never_together``: (id, id) of neighbouring links, other than payments,
    whose periods do not overlap: the one had ended before the other began. Such a path is kept (kinship ends, a
    party changes its bank), but the reader must be told.
    """

    nodes: tuple[str, ...]
    steps: tuple[PathStep, ...]
    cost: int
    never_together: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PathsResult:
    """The question and the paths found, strongest first.

    ``hubs``: nodes that no path goes through because they have more neighbours than ``degree_cap``.
    ``incomplete``: the budget ended the search; the paths found are the strongest ones, but others may be
    missing. ``opened``: how many partial paths were examined.
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

    Directions: money goes from payer to payee only; kinship and identity go both ways; other links go from a party down
    to what it has. A path goes up from an account to its holder only after a payment into the account. A transfer of
    zero is left out. A path is returned only if some choice of its links is possible in direction and time (rules in
    ``arrays.choices``). A path is one sequence of nodes, each node once. Parallel links do not make further paths: the
    chosen one is named, the others are counted.
    Order: least cost (strongest), fewer steps, then node ids.
    Does not prove that the same money went all the way (see ``tracing``), nor that a link is true.

    ``stop_list``: nodes that no path goes through (banks, tax office). No path goes through a node with more than
    ``degree_cap`` distinct neighbours either. Both ends are exempt. ``max_hops``: steps, inclusive.
    ``budget``: how many partial paths to examine; if it ends the search, the result says so.
    Raises: WrongUse; WrongRecord if a link id occurs twice.
    Cost: the links once in Python, then that of ``PathFinder.find``.
    """
    check_ends(suspect, asset, limit=limit, max_hops=max_hops, degree_cap=degree_cap, budget=budget)
    check_kinds(allowed_kinds)
    graph = build_link_graph(links, allowed_kinds)
    finder = PathFinder(
        graph, suspect, allowed_kinds=allowed_kinds, max_hops=max_hops, stop_list=stop_list, degree_cap=degree_cap
    )
    return finder.find(asset, limit=limit, budget=budget)


class PathFinder:
    """The search of ``find_paths`` from one suspect to any number of assets on one link graph.

    The arrays and the steps from the suspect are made once. ``allowed_kinds``: those of the graph.
    """

    def __init__(
        self,
        graph: LinkGraph,
        suspect: str,
        *,
        allowed_kinds: frozenset[str],
        max_hops: int = 8,
        stop_list: frozenset[str] = frozenset(),
        degree_cap: int = 200,
    ) -> None:
        self._search = PathSearch(graph, suspect, most=max_hops, stop_list=stop_list, degree_cap=degree_cap)
        self._kinds, self._stop_list, self._degree_cap = allowed_kinds, stop_list, degree_cap

    def find(
        self, asset: str, *, limit: int = 10, budget: int = 100_000, without: frozenset[int] = NO_LINKS
    ) -> PathsResult:
        """The paths to this asset as ``find_paths`` returns them. ``without``: places of links that no path uses.

        Cost: ``max_hops`` times the ways that can lie between the two, then at most the budget. Best first, guided by the
        exact cost of the remaining way within the remaining steps.
        """
        search = self._search
        check_ends(search.suspect, asset, limit=limit, max_hops=search.most, degree_cap=self._degree_cap, budget=budget)
        found = search.find(asset, limit=limit, budget=budget, fallen=without)
        return PathsResult(
            suspect=search.suspect,
            asset=asset,
            limit=limit,
            max_hops=search.most,
            stop_list=self._stop_list,
            allowed_kinds=self._kinds,
            degree_cap=self._degree_cap,
            budget=budget,
            paths=tuple(_describe(search, path, without) for path in found.paths),
            hubs=found.hubs,
            opened=found.opened,
            incomplete=found.incomplete,
        )


def check_ends(suspect: str, asset: str, *, limit: int, max_hops: int, degree_cap: int, budget: int) -> None:
    """Check that the ends differ and that all limits are 1 or more. Raises: WrongUse."""
    if suspect == asset or min(limit, max_hops, degree_cap, budget) < 1:
        raise WrongUse(
            "Paths from {suspect} to {asset} (at most {limit}, {max_hops} steps, {degree_cap} neighbours, "
            "budget {budget}): expected two different ends and numbers of 1 or more.",
            suspect=suspect,
            asset=asset,
            limit=limit,
            max_hops=max_hops,
            degree_cap=degree_cap,
            budget=budget,
        )


def begin_with(step: PathStep, path: EvidencePath) -> EvidencePath:
    """The path with one more step before it, and with ``never_together`` computed again."""
    start = step.link.tail if step.forward else step.link.head
    steps = (step, *path.steps)
    return EvidencePath(
        nodes=(start, *path.nodes),
        steps=steps,
        cost=link_cost(step.link.strength_ppm) + path.cost,
        never_together=find_apart(one.link for one in steps),
    )


def _describe(search: PathSearch, path: LinkPath, without: frozenset[int]) -> EvidencePath:
    nodes = tuple(search.graph.nodes[node] for node in path.nodes)
    steps: list[PathStep] = []
    for start, (link, offers) in zip(nodes, search.steps_of(path, without), strict=False):
        rest = [other for other in offers if other.id != link.id]
        same = tuple(other for other in rest if other.kind == link.kind and other.tail == link.tail)
        also = tuple(other for other in rest if other.kind != link.kind or other.tail != link.tail)
        steps.append(PathStep(link, link.tail == start, same, also, includes_others=link.kind == PAID_FOR))
    return EvidencePath(nodes, tuple(steps), path.cost, find_apart(step.link for step in steps))


def find_apart(links: Iterable[EvidenceLink]) -> tuple[tuple[str, str], ...]:
    """The pairs of neighbouring links whose periods do not overlap."""
    return tuple(
        (first.id, second.id)
        for first, second in pairwise(links)
        if not MONEY_KINDS & {first.kind, second.kind} and _apart(first, second)
    )


def _apart(first: EvidenceLink, second: EvidenceLink) -> bool:
    return any(
        earlier.to_date is not None and later.from_date is not None and earlier.to_date < later.from_date
        for earlier, later in ((first, second), (second, first))
    )

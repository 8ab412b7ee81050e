"""Finds the best paths from one suspect to any number of assets on the arrays of one link graph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from graph_schema.errors import WrongUse
from tracer.analysis.links.arrays.best_first import FULL, SPENT, search_on
from tracer.analysis.links.arrays.bounds import count_steps, find_least
from tracer.analysis.links.arrays.columns import Flags, LinkGraph
from tracer.analysis.links.arrays.partial_paths import FOUND, OPENED, SearchState, new_state, with_more_room
from tracer.analysis.links.evidence import EvidenceLink

NO_LINKS: Final = frozenset[int]()


@dataclass(frozen=True, slots=True)
class LinkPath:
    """The nodes of a path and the place of the link that is chosen for each step."""

    nodes: tuple[int, ...]
    links: tuple[int, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class LinkPaths:
    """The paths found, best first. ``hubs``: nodes with too many neighbours. ``opened``: how many partial paths were examined."""

    paths: tuple[LinkPath, ...]
    hubs: tuple[str, ...]
    opened: int
    incomplete: bool


class PathSearch:
    """The search from one suspect; the steps from the suspect are counted once for all assets.

    ``most``: steps of a path. ``stop_list``, ``degree_cap``: as for ``find_paths``.
    """

    def __init__(
        self, graph: LinkGraph, suspect: str, *, most: int, stop_list: frozenset[str], degree_cap: int
    ) -> None:
        self.graph, self.suspect, self.most = graph, suspect, most
        nodes = len(graph.nodes)
        self._hubs = graph.ways.neighbours > degree_cap
        stopped = [graph.number_of[node] for node in stop_list if node in graph.number_of]
        self._closed: Flags = self._hubs.copy()
        self._closed[stopped] = True
        self._steps = np.full(nodes, most + 1, np.int32)
        self._queue = np.zeros((2, nodes), np.int64)
        self._left = np.zeros((most + 1, nodes), np.int64)
        self._left_to: int | None = None
        self._start = graph.number_of.get(suspect, -1)
        if self._start >= 0:
            count_steps(graph.ways, self._closed, self._start, most, self._steps, self._queue[0])

    def find(self, asset: str, *, limit: int, budget: int, fallen: frozenset[int] = NO_LINKS) -> LinkPaths:
        """The paths to the asset, best first, none over a link whose place is in ``fallen``.

        Raises: WrongUse if the asset is the suspect.
        """
        if asset == self.suspect:
            raise WrongUse("A path needs two different nodes, and limits of 1 or more.")
        graph = self.graph
        end = graph.number_of.get(asset, -1)
        hubs = tuple(graph.nodes[hub] for hub in np.flatnonzero(self._hubs).tolist() if hub not in (self._start, end))
        if self._start < 0 or end < 0 or self._steps[end] > self.most:
            return LinkPaths((), hubs, 0, False)
        if self._left_to != end:
            marks = np.zeros(len(graph.nodes), np.int64)
            ways, steps, queue = graph.ways, self._steps, self._queue
            find_least(ways, self._closed, steps, self._start, end, self.most, self._left, marks, queue)
            self._left_to = end
        weight = int(self._left[self.most, self._start])
        if weight < 0:
            return LinkPaths((), hubs, 0, False)
        is_fallen = np.zeros(len(graph.columns.tail), np.bool_)
        is_fallen[list(fallen)] = True
        state = new_state(self._start, weight, limit)
        while True:
            status = search_on(state, graph.columns, graph.ways, self._left, is_fallen, end, self.most, limit, budget)
            if status != FULL:
                break
            state = with_more_room(state)
        found = state.found[: state.at[FOUND]].tolist()
        paths = tuple(_path(state, path) for path in found)
        return LinkPaths(paths, hubs, int(state.at[OPENED]), status == SPENT)

    def steps_of(
        self, path: LinkPath, fallen: frozenset[int] = NO_LINKS
    ) -> tuple[tuple[EvidenceLink, tuple[EvidenceLink, ...]], ...]:
        """For each step the chosen link, and all links by which a path may go from the one node to the other."""
        links = self.graph.links
        return tuple(
            (links[link], tuple(links[place] for place in self.graph.offers(*pair) if place not in fallen))
            for pair, link in zip(pairwise(path.nodes), path.links, strict=True)
        )


def _path(state: SearchState, path: int) -> LinkPath:
    partial, choices = state.partial, state.choices
    choice = int(state.chosen[partial.first[path]])
    cost, nodes, links = int(choices.cost[choice]), [int(partial.node[path])], list[int]()
    while partial.before[path] >= 0:
        path = int(partial.before[path])
        nodes.append(int(partial.node[path]))
    while choices.before[choice] >= 0:
        links.append(int(choices.link[choice]))
        choice = int(choices.before[choice])
    return LinkPath(tuple(reversed(nodes)), tuple(reversed(links)), cost)

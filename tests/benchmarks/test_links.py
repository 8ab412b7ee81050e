"""How long the ten best paths among 1,000,000 links take, beside networkx and igraph on the same collapsed graph.

Prints CPU seconds and ratios, asserts no time. The rivals know neither days nor the most steps: they search on one arc for
each pair of neighbours, without the nodes that have too many. Without days, those of their ten paths that have no more steps must
cost what ours cost.
igraph takes part only where it is installed. TRACER_BENCH_LINKS=... sets another size.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import islice
from typing import Any

import networkx as nx
import numpy as np
import pytest

from tracer.analysis.links.arrays.columns import (
    FIRST_DAY,
    LAST_DAY,
    LEVEL,
    MONEY,
    PAYMENT,
    TO_ACCOUNT,
    LinkColumns,
    LinkGraph,
    ways_of,
)
from tracer.analysis.links.arrays.path_search import LinkPaths, PathSearch
from tracer.analysis.links.evidence import link_cost

pytestmark = pytest.mark.benchmark
LINKS = int(os.environ.get("TRACER_BENCH_LINKS", "1000000"))
MOST = 8
CAP = 200
ASSETS = 20


def draw_graph(*, with_days: bool) -> LinkGraph:
    """Few nodes have most links; seven of ten links are payments within three years, the others relations of parties."""
    random = np.random.default_rng(7)
    nodes = LINKS // 10
    ends = (nodes * random.random((2, LINKS)) ** 2).astype(np.int32)
    ends[1] = np.where(ends[0] == ends[1], (ends[1] + 1) % nodes, ends[1])
    ends = random.permutation(nodes).astype(np.int32)[ends]
    kind = random.choice(np.array([MONEY | PAYMENT, TO_ACCOUNT, LEVEL, 0], np.int32), LINKS, p=[0.7, 0.15, 0.1, 0.05])
    paid = (kind & MONEY) != 0
    left = 737_000 + random.integers(0, 1_000, LINKS)
    if not with_days:
        # A kind without direction and days is walked both ways at any time.
        kind, paid = np.full(LINKS, LEVEL, np.int32), np.zeros(LINKS, np.bool_)
    costs = np.array([link_cost(ppm) for ppm in (980_000, 950_000, 900_000, 700_000, 500_000)], np.int64)
    columns = LinkColumns(
        tail=ends[0],
        head=ends[1],
        kind=kind,
        first=np.where(paid, left, FIRST_DAY),
        last=np.where(paid, left + 1, LAST_DAY),
        began=np.full(LINKS, LAST_DAY),
        cost=random.choice(costs, LINKS),
    )
    names = [f"n{number:07}" for number in range(nodes)]
    places = {name: place for place, name in enumerate(names)}
    return LinkGraph(names, places, (), columns, ways_of(columns, nodes, np.ones(LINKS, np.bool_)))


def cpu_of(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def draw_ends(graph: LinkGraph) -> tuple[str, list[str]]:
    """A suspect and assets with a few links each."""
    calm = np.flatnonzero((graph.ways.neighbours >= 3) & (graph.ways.neighbours <= 8))
    chosen = np.random.default_rng(1).choice(calm, ASSETS + 1, replace=False).tolist()
    return graph.nodes[chosen[0]], [graph.nodes[place] for place in chosen[1:]]


def arcs_of(graph: LinkGraph, ends: set[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and weight of one arc a pair of neighbours; fewer steps first among paths of one cost."""
    closed = graph.ways.neighbours > CAP
    closed[list(ends)] = False
    ways = graph.ways
    kept = ~(closed[ways.start] | closed[ways.end])
    return ways.start[kept], ways.end[kept], ways.cost[kept] * (MOST + 1) + 1


def search(graph: LinkGraph, suspect: str, assets: list[str]) -> list[LinkPaths]:
    finder = PathSearch(graph, suspect, most=MOST, stop_list=frozenset(), degree_cap=CAP)
    return [finder.find(asset, limit=10, budget=100_000) for asset in assets]


def ask_networkx(digraph: nx.DiGraph, start: int, end: int) -> list[int]:
    ways = islice(nx.shortest_simple_paths(digraph, start, end, "weight"), 10)
    return [nx.path_weight(digraph, way, "weight") for way in ways if len(way) <= MOST + 1]


def test_ten_best_paths() -> None:
    search(draw_small(), "n0000000", ["n0000001"])  # the machine code is there before anything is timed
    built, graph = cpu_of(lambda: draw_graph(with_days=True))
    suspect, assets = draw_ends(graph)
    one, found = cpu_of(lambda: search(graph, suspect, assets[:1]))
    all_of_them, schedule = cpu_of(lambda: search(graph, suspect, assets))
    print(
        f"\n{LINKS:,} links, {len(graph.ways.start):,} pairs of neighbours, arrays from columns {built:.2f} CPU s"
        f"\nwith days: {len(found[0].paths)} best paths {one:.3f} CPU s ({found[0].opened} opened); "
        f"{ASSETS} assets of one suspect {all_of_them:.3f} CPU s, {sum(len(each.paths) for each in schedule)} paths"
    )
    graph = draw_graph(with_days=False)
    own, ours = cpu_of(lambda: search(graph, suspect, assets[:1])[0])
    ends = [graph.number_of[node] for node in (suspect, assets[0])]
    start, end, weight = arcs_of(graph, set(ends))
    digraph: nx.DiGraph = nx.DiGraph()
    made, _ = cpu_of(
        lambda: digraph.add_weighted_edges_from(zip(start.tolist(), end.tolist(), weight.tolist(), strict=True))
    )
    rival, theirs = cpu_of(lambda: ask_networkx(digraph, *ends))
    weights = [path.cost * (MOST + 1) + len(path.links) for path in ours.paths]
    assert theirs and weights[: len(theirs)] == theirs
    print(
        f"without days, {len(start):,} arcs: {len(ours.paths)} best paths {own:.3f} CPU s; "
        f"networkx.shortest_simple_paths {rival:.2f} CPU s (graph {made:.2f}); ratio {own / rival:.4f}"
    )
    if find_spec("igraph") is None:
        print("igraph is not installed: not measured")
        return
    import igraph

    other = igraph.Graph(n=len(graph.nodes), edges=np.column_stack((start, end)).tolist(), directed=True)
    rival, paths = cpu_of(
        lambda: other.get_k_shortest_paths(ends[0], ends[1], k=10, weights=weight.tolist(), output="epath")
    )
    assert [int(weight[path].sum()) for path in paths if len(path) <= MOST] == theirs
    print(f"igraph.get_k_shortest_paths {rival:.2f} CPU s; ratio {own / rival:.4f}")


def draw_small() -> LinkGraph:
    """Two nodes, one link."""
    ends, days = np.zeros(1, np.int32), np.full(1, FIRST_DAY, np.int64)
    columns = LinkColumns(ends, ends + 1, ends + LEVEL, days, days + 1, days, days)
    return LinkGraph(
        ["n0000000", "n0000001"],
        {"n0000000": 0, "n0000001": 1},
        (),
        columns,
        ways_of(columns, 2, np.ones(1, np.bool_)),
    )

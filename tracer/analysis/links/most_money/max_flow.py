"""The most money that can have gone from the source to the sink of a graph, with the payments that limit it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tracer.analysis.links.arrays.columns import Ints
from tracer.analysis.links.most_money.time_expanded import SINK, SOURCE, DayGraph
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled


class MostMoney(NamedTuple):
    """``minor``: the most minor units. ``carried``: place of payment -> what it carries in one way to bring as much.

    ``limits``: the places of payments that no such sum can pass: all money goes over them, and together they are
    ``minor``. This proves that no more can have gone.
    """

    minor: int
    carried: dict[int, int]
    limits: tuple[int, ...]


class Residual(NamedTuple):
    """Arc a and its reverse ``a ^ 1``, by node: ``arcs`` from ``first[n]`` on. ``room``: what may still go over an arc."""

    end: Ints
    room: Ints
    first: Ints
    arcs: Ints


def find_most_money(graph: DayGraph) -> MostMoney:
    """How much money can have gone from source to sink at most, if every account pays on what it received?

    An upper bound for every way of tracing that keeps sums: the units of the source that arrive are one such flow.
    What the accounts had before or received from others does not count. It does not say that the money went this way.
    Cost: nodes^2 times arcs at worst; on payments mostly a few passes over the arcs.
    Source: E. A. Dinic, Soviet Mathematics Doklady 11 (1970) 1277-1280; the limits by the theorem of Ford and Fulkerson.
    """
    count = len(graph.start)
    end, room = np.zeros(2 * count, np.int64), np.zeros(2 * count, np.int64)
    end[0::2], end[1::2], room[0::2] = graph.end, graph.start, graph.room
    owner = np.zeros(2 * count, np.int64)
    owner[0::2], owner[1::2] = graph.start, graph.end
    arcs = np.argsort(owner, kind="stable").astype(np.int64)
    first = np.searchsorted(owner[arcs], np.arange(graph.nodes + 1)).astype(np.int64)
    residual = Residual(end, room, first, arcs)
    level, at, way = (np.zeros(graph.nodes + 1, np.int64) for _ in range(3))
    minor = int(push_all(residual, level, at, way))
    used = graph.room - room[0::2]
    paid = np.flatnonzero((graph.payment >= 0) & (used > 0))
    reached = level >= 0
    limits = np.flatnonzero((graph.payment >= 0) & reached[graph.start] & ~reached[graph.end])
    return MostMoney(
        minor,
        dict(zip(graph.payment[paid].tolist(), used[paid].tolist(), strict=True)),
        tuple(graph.payment[limits].tolist()),
    )


@compiled
def _count_levels(r: Residual, level: Ints, queue: Ints) -> bool:
    """In how many arcs with room does the source reach each node, -1 if not at all? Returns: does it reach the sink?"""
    level[:] = -1
    level[SOURCE] = 0
    queue[0] = SOURCE
    begun, after = 0, 1
    while begun < after:
        node = queue[begun]
        begun += 1
        for place in range(r.first[node], r.first[node + 1]):
            arc = r.arcs[place]
            end = r.end[arc]
            if r.room[arc] > 0 and level[end] < 0:
                level[end] = level[node] + 1
                queue[after] = end
                after += 1
    return bool(level[SINK] >= 0)


@compiled
def push_all(r: Residual, level: Ints, at: Ints, way: Ints) -> int:
    """Push as much as the arcs allow. After that ``level`` is -1 for the nodes that the source no longer reaches."""
    total = 0
    while _count_levels(r, level, way):
        at[:] = r.first[:]
        node, steps = SOURCE, 0
        while True:
            if node == SINK:
                least = r.room[way[0]]
                for step in range(1, steps):
                    least = min(least, r.room[way[step]])
                total += least
                back = 0
                for step in range(steps - 1, -1, -1):
                    arc = way[step]
                    r.room[arc] -= least
                    r.room[arc ^ 1] += least
                    if r.room[arc] == 0:
                        back = step
                # Go on from where the first full arc begins.
                steps = back
                node = r.end[way[back] ^ 1]
                continue
            went = False
            while at[node] < r.first[node + 1]:
                arc = r.arcs[at[node]]
                if r.room[arc] > 0 and level[r.end[arc]] == level[node] + 1:
                    went = True
                    break
                at[node] += 1
            if went:
                way[steps] = arc
                steps += 1
                node = r.end[arc]
            elif steps == 0:
                break
            else:
                steps -= 1
                node = r.end[way[steps] ^ 1]
                at[node] += 1
    return int(total)

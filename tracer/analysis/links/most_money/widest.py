"""The chain of payments, forward in time, that can carry the most money at once."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import NamedTuple

from tracer.analysis.links.most_money.time_expanded import SINK, SOURCE, DayGraph


class WidestChain(NamedTuple):
    """``minor``: what the smallest payment of the chain carries. ``payments``: their places, in order."""

    minor: int
    payments: tuple[int, ...]


def find_widest_chain(graph: DayGraph) -> WidestChain | None:
    """By which single chain of payments can the most money have gone from source to sink? None if there is no chain.

    Of equally wide chains one with the fewest payments, then with the lowest places.
    Cost: arcs times the logarithm of the nodes, in Python.
    Source: M. Pollack, Operations Research 8 (1960) 733-736 (the maximum capacity route).
    """
    out: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for start, end, room, payment in zip(*(column.tolist() for column in graph[:4]), strict=True):
        out[start].append((end, room, payment))
    done: set[int] = set()
    queue: list[tuple[int, int, tuple[int, ...], int]] = []
    everything = max(int(graph.room.sum()), 1)
    heappush(queue, (-everything, 0, (), SOURCE))
    while queue:
        width, steps, chain, node = heappop(queue)
        if node == SINK:
            return WidestChain(-width, chain)
        if node in done:
            continue
        done.add(node)
        for end, room, payment in out[node]:
            if end not in done:
                longer = (*chain, payment) if payment >= 0 else chain
                heappush(queue, (max(width, -room), steps + (payment >= 0), longer, end))
    return None

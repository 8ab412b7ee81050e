"""Places the nodes of a whole case: in circles around its most linked nodes. Pure, and the same for the same case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import cos, hypot, pi, sin, sqrt
from typing import Final

MOST_GROUPS: Final = 24
_PER_GROUP: Final = 4.0
"""The number of groups is the square root of the number of nodes divided by this."""
_TURN: Final = pi * (3 - sqrt(5))
_STEP: Final = 10.0
"""From node to node in a circle, in units of the drawing."""
_BETWEEN: Final = 60.0
_STRETCH: Final = 1.45
"""Screens are wider than high."""
NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class Circle:
    """A group: its middle, its radius, how many nodes. ``hub``: the number of the node around which it is; -1: the rest."""

    hub: int
    x: float
    y: float
    radius: float
    size: int


@dataclass(frozen=True, slots=True)
class Places:
    """``spots``: of each node x and y, to a tenth; ``group``: of each node the place in ``circles``."""

    spots: tuple[tuple[float, float], ...]
    group: tuple[int, ...]
    circles: tuple[Circle, ...]


def place_nodes(near: Sequence[Sequence[int]]) -> Places:
    """Where does each node lie? ``near``: of each node the numbers of its neighbours, each once, without itself.

    The most linked nodes, no two of them neighbours, are the middles of circles. Every other node belongs to the middle that
    it reaches in the fewest steps; of several, to the more linked one. What reaches none lies in a circle of its own. That
    says how near nodes are to one another in the links, and no more: it is no finding. No two nodes share a spot and no two
    circles overlap. Cost: O(n log n + links).
    """
    hubs = _choose_hubs(near)
    group, steps = _nearest_hub(near, hubs)
    members: list[list[int]] = [[] for _ in range(len(hubs) + 1)]
    for node, of in enumerate(group):
        members[of].append(node)
    spots: list[tuple[float, float]] = [(0.0, 0.0)] * len(near)
    sizes = sorted((len(nodes), -of) for of, nodes in enumerate(members) if nodes)
    circles: list[Circle] = []
    kept = [0] * len(near)
    for size, minus in reversed(sizes):
        of = -minus
        radius = _STEP * sqrt(size)
        x, y = _free_spot(circles, radius)
        for turn, node in enumerate(sorted(members[of], key=lambda one: (steps[one], -len(near[one]), one))):
            kept[node] = len(circles)
            far = _STEP * sqrt(turn)
            spots[node] = (round(x + far * cos(turn * _TURN), 1), round(y + far * sin(turn * _TURN), 1))
        circles.append(Circle(hubs[of] if of < len(hubs) else NOWHERE, round(x, 1), round(y, 1), radius, size))
    return Places(tuple(spots), tuple(kept), tuple(circles))


def _choose_hubs(near: Sequence[Sequence[int]]) -> list[int]:
    wanted = min(MOST_GROUPS, max(1, round(sqrt(len(near)) / _PER_GROUP)))
    hubs: list[int] = []
    beside: set[int] = set()
    for node in sorted(range(len(near)), key=lambda one: (-len(near[one]), one)):
        if len(hubs) == wanted or not near[node]:
            break
        if node not in beside:
            hubs.append(node)
            beside.update(near[node])
    return hubs


def _nearest_hub(near: Sequence[Sequence[int]], hubs: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of each node the place of its hub in ``hubs`` (their number: none) and how many steps away it is."""
    nowhere = len(hubs)
    group, steps = [nowhere] * len(near), [0] * len(near)
    for place, hub in enumerate(hubs):
        group[hub] = place
    edge = list(hubs)
    for step in count(1):
        fresh: dict[int, int] = {}
        for node in edge:  # in the order of the hubs, so that the more linked one comes first
            for other in near[node]:
                if group[other] == nowhere:
                    fresh[other] = min(fresh.get(other, nowhere), group[node])
        if not fresh:
            break
        for node, place in fresh.items():
            group[node], steps[node] = place, step
        edge = sorted(fresh, key=lambda one: (fresh[one], one))
    return group, steps


def _free_spot(circles: Sequence[Circle], radius: float) -> tuple[float, float]:
    """The spot nearest the middle of the drawing at which a circle of this radius overlaps none."""
    if not circles:
        return 0.0, 0.0
    for turn in count(1):
        far = 0.5 * _BETWEEN * sqrt(turn)
        x, y = _STRETCH * far * cos(turn * _TURN), far * sin(turn * _TURN)
        if all(hypot(x - one.x, y - one.y) >= radius + one.radius + _BETWEEN for one in circles):
            return x, y
    raise AssertionError("the plane is large enough")

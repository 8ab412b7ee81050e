"""Where the nodes of a picture stand: in columns where few stand side by side, else in rings around the first node."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

_COLUMN: Final = 280
_ROW: Final = 150
_ASIDE: Final = 80
"""Each second node of a column stands this far to the right, so that a link within the column passes no node."""
_TALLEST: Final = 4
"""Columns with more nodes than this are drawn as rings."""
_RING: Final = 230
_RANK: Final = 120
_APART: Final = 52
"""The arc that a leaf takes on its ring; each third leaf stands on the same rank, so that captions have three times as much."""

Places = Mapping[str, tuple[int, int]]
"""Node id -> x and y in picture points, y downwards."""


def place_nodes(ids: Sequence[str], ends: Iterable[tuple[str, str]], focus: str = "") -> Places:
    """Where does each node stand? The same nodes and links in the same order give the same places.

    Columns by the number of steps from ``focus`` (else the first node), nodes without a path to it in a last column; rings
    where a column would be tall. Cost: one walk over the links.
    """
    if not ids:
        return {}
    root = focus if focus in ids else ids[0]
    near: dict[str, list[str]] = {one: [] for one in ids}
    for tail, head in ends:
        if head not in near[tail]:
            near[tail].append(head)
            near[head].append(tail)
    levels, children = _walk(ids, near, root)
    if max(map(len, levels)) <= _TALLEST:
        return _columns(levels)
    return _rings(root, children)


def _walk(ids: Sequence[str], near: Mapping[str, list[str]], root: str) -> tuple[list[list[str]], dict[str, list[str]]]:
    """The nodes by steps from the root, and the tree by which they were reached."""
    order = {one: place for place, one in enumerate(ids)}
    children: dict[str, list[str]] = {one: [] for one in ids}
    seen, levels = {root}, [[root]]
    while levels[-1]:
        next_level: list[str] = []
        for one in levels[-1]:
            for other in sorted(near[one], key=order.__getitem__):
                if other not in seen:
                    seen.add(other)
                    children[one].append(other)
                    next_level.append(other)
        levels.append(next_level)
    levels.pop()
    apart = [one for one in ids if one not in seen]
    if apart:
        levels.append(apart)
        children[root] += apart
    return levels, children


def _columns(levels: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    return {
        one: (column * _COLUMN + row % 2 * _ASIDE, row * _ROW - (len(level) - 1) * _ROW // 2)
        for column, level in enumerate(levels)
        for row, one in enumerate(level)
    }


def _rings(root: str, children: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Each node has a sector as wide as the leaves behind it are many."""
    order = [root]
    for one in order:
        order += children[one]
    leaves: dict[str, int] = {}
    for one in reversed(order):
        leaves[one] = sum(leaves[child] for child in children[one]) or 1
    step = max(_RING, math.ceil(leaves[root] * _APART / (2 * math.pi)))
    places = {root: (0, 0)}
    # Node, its ring, the leaf with which its sector begins.
    waiting = [(root, 0, 0)]
    for one, ring, begin in waiting:
        starts = [begin]
        for child in children[one]:
            starts.append(starts[-1] + leaves[child])
        for place, (child, (start, end)) in enumerate(zip(children[one], pairwise(starts), strict=True)):
            angle = math.pi * (start + end) / leaves[root]
            rank = place % 3 * _RANK if not children[child] and len(children[one]) > _TALLEST else 0
            radius = (ring + 1) * step + rank
            places[child] = (round(radius * math.cos(angle)), round(radius * math.sin(angle)))
            waiting.append((child, ring + 1, start))
    return places

"""The partial paths of a search and the queue in which the best one is first."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from tracer.analysis.links.arrays.choices import Choices
from tracer.analysis.links.arrays.columns import FIRST_DAY, LAST_DAY, Ints
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled

# Places in ``SearchState.at``.
PATHS: Final = 0
CHOICES: Final = 1
CHOSEN: Final = 2
QUEUED: Final = 3
OPENED: Final = 4
FOUND: Final = 5
# Places in ``SearchState.at`` for the room that the next step may need.
PATHS_NEEDED: Final = 6
CHOICES_NEEDED: Final = 7


class Partial(NamedTuple):
    """Partial paths: the last ``node``, the path ``before`` it, the number of ``steps``, and the ``weight`` to be expected.

    The choices of path p are listed in ``SearchState.chosen`` from ``first[p]`` on, ``options[p]`` of them, the best first.
    """

    node: Ints
    before: Ints
    steps: Ints
    weight: Ints
    first: Ints
    options: Ints


class SearchState(NamedTuple):
    """All arrays of a search. ``queue``: partial paths as a heap; ``found``: complete ones; ``best``: choices for one step."""

    partial: Partial
    choices: Choices
    chosen: Ints
    best: Ints
    queue: Ints
    found: Ints
    at: Ints


def new_state(suspect: int, weight: int, limit: int) -> SearchState:
    """A state with the suspect alone in the queue."""
    room = 256
    partial = Partial(*(np.zeros(room, np.int64) for _ in Partial._fields))
    choices = Choices(*(np.zeros(room, np.int64) for _ in Choices._fields))
    partial.node[0], partial.before[0], partial.weight[0], partial.options[0] = suspect, -1, weight, 1
    choices.since[0] = choices.low[0] = choices.day[0] = FIRST_DAY
    choices.high[0] = LAST_DAY
    choices.link[0] = choices.before[0] = -1
    at = np.zeros(8, np.int64)
    at[PATHS] = at[CHOICES] = at[CHOSEN] = at[QUEUED] = 1
    chosen, best, queue = (np.zeros(room, np.int64) for _ in range(3))
    return SearchState(partial, choices, chosen, best, queue, np.zeros(limit, np.int64), at)


def with_more_room(s: SearchState) -> SearchState:
    """The same state with room for the next step, at least twice the room that was full."""
    at = s.at
    paths = _room(len(s.partial.node), int(at[PATHS] + at[PATHS_NEEDED]))
    choices = _room(len(s.chosen), int(max(at[CHOICES], at[CHOSEN]) + at[CHOICES_NEEDED]))
    return s._replace(
        partial=Partial(*(_grown(column, paths) for column in s.partial)),
        choices=Choices(*(_grown(column, choices) for column in s.choices)),
        chosen=_grown(s.chosen, choices),
        best=_grown(s.best, choices),
        queue=_grown(s.queue, paths),
    )


def _room(has: int, needs: int) -> int:
    return has if needs <= has else max(needs, 2 * has)


def _grown(column: Ints, room: int) -> Ints:
    if len(column) == room:
        return column
    grown = np.zeros(room, np.int64)
    grown[: len(column)] = column
    return grown


@compiled
def is_first(p: Partial, one: int, other: int) -> bool:
    """Does the one partial path come out of the queue before the other: by weight, then by the nodes from the suspect on?"""
    if p.weight[one] != p.weight[other]:
        return bool(p.weight[one] < p.weight[other])
    is_less = p.steps[one] < p.steps[other]
    while p.steps[one] > p.steps[other]:
        one = p.before[one]
    while p.steps[other] > p.steps[one]:
        other = p.before[other]
    # The earliest node at which they differ decides; it is met last on the way back.
    while one != other:
        if p.node[one] != p.node[other]:
            is_less = p.node[one] < p.node[other]
        one, other = p.before[one], p.before[other]
    return bool(is_less)


@compiled
def lies_on(p: Partial, path: int, node: int) -> bool:
    """Is the node on the partial path?"""
    while path >= 0:
        if p.node[path] == node:
            return True
        path = p.before[path]
    return False


@compiled
def push(p: Partial, queue: Ints, at: Ints, path: int) -> None:
    """Put a partial path into the queue."""
    place = at[QUEUED]
    at[QUEUED] += 1
    while place > 0:
        above = (place - 1) // 2
        if not is_first(p, path, queue[above]):
            break
        queue[place] = queue[above]
        place = above
    queue[place] = path


@compiled
def pop(p: Partial, queue: Ints, at: Ints) -> int:
    """Take the first partial path out of the queue."""
    top = queue[0]
    at[QUEUED] -= 1
    last = at[QUEUED]
    moved = queue[last]
    place = 0
    while True:
        below = 2 * place + 1
        if below >= last:
            break
        if below + 1 < last and is_first(p, queue[below + 1], queue[below]):
            below += 1
        if not is_first(p, queue[below], moved):
            break
        queue[place] = queue[below]
        place = below
    queue[place] = moved
    return int(top)

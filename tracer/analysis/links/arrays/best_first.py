"""The search for the best paths, best first, guided by the least weight of the remaining way."""

from __future__ import annotations

from typing import Final

from tracer.analysis.links.arrays.choices import extend, is_up, keep_best, put_best_first
from tracer.analysis.links.arrays.columns import Flags, Ints, LinkColumns, Ways
from tracer.analysis.links.arrays.partial_paths import (
    CHOICES,
    CHOICES_NEEDED,
    CHOSEN,
    FOUND,
    OPENED,
    PATHS,
    PATHS_NEEDED,
    QUEUED,
    SearchState,
    lies_on,
    pop,
    push,
)
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled

FINISHED: Final = 0
SPENT: Final = 1
FULL: Final = 2


@compiled
def _best_choices(s: SearchState, path: int) -> int:
    """Put into ``best`` the choices that are enough where no rule needs their last link. Returns: how many."""
    count = 0
    for number in range(s.partial.first[path], s.partial.first[path] + s.partial.options[path]):
        kept = keep_best(s.choices, s.best, 0, count, s.chosen[number])
        if kept >= 0:
            count = kept
    return count


@compiled
def _has_room(s: SearchState, k: LinkColumns, w: Ways, path: int, best: int) -> bool:
    """Is there room for all that opening this path can add? If not, how much room that is stands in ``at``."""
    node, count = s.partial.node[path], s.partial.options[path]
    first, after = w.first_out[node], w.first_out[node + 1]
    needed = (w.first_offer[after] - w.first_offer[first]) * best
    if count > best:
        for place in range(w.first_offer[first], w.first_offer[after]):
            if is_up(k, w.offer[place], node):
                needed += count - best
    s.at[PATHS_NEEDED] = after - first
    s.at[CHOICES_NEEDED] = needed + 1
    return bool(
        s.at[PATHS] + after - first <= len(s.partial.node)
        and max(s.at[CHOICES], s.at[CHOSEN]) + needed + 1 <= len(s.chosen)
    )


@compiled
def _extend_all(s: SearchState, k: LinkColumns, w: Ways, fallen: Flags, path: int, best: int, way: int) -> int:
    """List the choices that remain after this way. A choice is dropped if another one is as good in cost, days and limits.

    So the first choice is the strongest, and among equally strong ones the one whose money arrives earliest. At a
    node that somebody has, the next step may need to know whether this step was a payment, and on which day; choices are
    then compared only with choices of the same last link. Returns: the place behind the last one.
    """
    c, node = s.choices, s.partial.node[path]
    first = group = after = s.at[CHOSEN]
    is_account = w.is_account[w.end[way]]
    for place in range(w.first_offer[way], w.first_offer[way + 1]):
        link = w.offer[place]
        if fallen[link]:
            continue
        group = after if is_account else first
        # Only a link up to a holder depends on the link before it; for every other link the best choices are enough.
        goes_up = is_up(k, link, node)
        for number in range(s.partial.options[path] if goes_up else best):
            choice = s.chosen[s.partial.first[path] + number] if goes_up else s.best[number]
            if extend(c, k, choice, link, node, s.at[CHOICES]):
                kept = keep_best(c, s.chosen, group, after, s.at[CHOICES])
                if kept >= 0:
                    after = kept
                    s.at[CHOICES] += 1
    return int(after)


@compiled
def _open(s: SearchState, k: LinkColumns, w: Ways, left: Ints, fallen: Flags, path: int, best: int, most: int) -> None:
    """Put every path that is one step longer and possible in direction and time into the queue."""
    node, steps = s.partial.node[path], s.partial.steps[path] + 1
    for way in range(w.first_out[node], w.first_out[node + 1]):
        end = w.end[way]
        rest = left[most - steps, end]
        if rest < 0 or lies_on(s.partial, path, end):
            continue
        first = s.at[CHOSEN]
        after = _extend_all(s, k, w, fallen, path, best, way)
        if after == first:
            continue
        put_best_first(s.choices, s.chosen, first, after)
        longer = s.at[PATHS]
        s.partial.node[longer] = end
        s.partial.before[longer] = path
        s.partial.steps[longer] = steps
        s.partial.weight[longer] = s.choices.cost[s.chosen[first]] * (most + 1) + steps + rest
        s.partial.first[longer] = first
        s.partial.options[longer] = after - first
        s.at[PATHS] += 1
        s.at[CHOSEN] = after
        push(s.partial, s.queue, s.at, longer)


@compiled
def search_on(
    s: SearchState, k: LinkColumns, w: Ways, left: Ints, fallen: Flags, asset: int, most: int, limit: int, budget: int
) -> int:
    """Go on until ``limit`` paths are found, the queue is empty, the budget is spent or the room is full.

    ``left``: of ``find_least``. ``fallen``: links that are not used. After ``FULL`` the search goes on with more room.
    Source: P. E. Hart, N. J. Nilsson, B. Raphael, IEEE Transactions on Systems Science and Cybernetics 4 (1968) 100-107.
    """
    while s.at[QUEUED] and s.at[FOUND] < limit:
        if s.at[OPENED] == budget:
            return SPENT
        path = s.queue[0]
        if s.partial.node[path] != asset:
            best = _best_choices(s, path)
            if not _has_room(s, k, w, path, best):
                return FULL
            pop(s.partial, s.queue, s.at)
            _open(s, k, w, left, fallen, path, best, most)
        else:
            pop(s.partial, s.queue, s.at)
            s.found[s.at[FOUND]] = path
            s.at[FOUND] += 1
        s.at[OPENED] += 1
    return FINISHED

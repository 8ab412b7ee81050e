"""How many steps from the suspect, and what the remaining way to the asset costs at least."""

from __future__ import annotations

from tracer.analysis.links.arrays.columns import Flags, Ints, Numbers, Ways
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled


@compiled
def count_steps(w: Ways, closed: Flags, suspect: int, most: int, steps: Numbers, queue: Ints) -> None:
    """In how many steps does a path from the suspect reach each node at the earliest? ``most + 1`` if not in ``most``.

    No path goes through a closed node, except from the suspect. ``queue``: room for all nodes. Cost: the ways once.
    """
    steps[:] = most + 1
    steps[suspect] = 0
    queue[0] = suspect
    begun, after = 0, 1
    while begun < after:
        node = queue[begun]
        begun += 1
        if steps[node] == most or (closed[node] and node != suspect):
            continue
        for way in range(w.first_out[node], w.first_out[node + 1]):
            end = w.end[way]
            if steps[end] > most:
                steps[end] = steps[node] + 1
                queue[after] = end
                after += 1


@compiled
def find_least(
    w: Ways, closed: Flags, steps: Numbers, suspect: int, asset: int, most: int, left: Ints, marks: Ints, queue: Ints
) -> None:
    """``left[l, n]``: the least weight of a way from node n to the asset in up to l steps, -1 if there is none.

    The weight is the cost times ``most + 1``, and one for each step. Only nodes are looked at that the suspect reaches in the
    remaining steps (``steps``), so that one count from the suspect serves all assets. ``queue``: room for two lists of nodes.
    Cost: ``most`` times the ways into these nodes, at most.
    Source: R. Bellman, Quarterly of Applied Mathematics 16 (1958) 87-90.
    """
    left[0, :] = -1
    left[0, asset] = 0
    marks[:] = 0
    queue[0, 0] = asset
    changed = 1
    for layer in range(1, most + 1):
        left[layer, :] = left[layer - 1, :]
        here, there = (layer - 1) % 2, layer % 2
        improved = 0
        for number in range(changed):
            node = queue[here, number]
            if closed[node] and node != suspect and node != asset:
                continue
            for place in range(w.first_in[node], w.first_in[node + 1]):
                way = w.into[place]
                start = w.start[way]
                if steps[start] + layer > most or (closed[start] and start != suspect and start != asset):
                    continue
                weight = left[layer - 1, node] + w.cost[way] * (most + 1) + 1
                if left[layer, start] < 0 or weight < left[layer, start]:
                    left[layer, start] = weight
                    if marks[start] != layer:
                        marks[start] = layer
                        queue[there, improved] = start
                        improved += 1
        changed = improved

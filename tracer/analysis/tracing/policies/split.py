"""Exact divisions of whole units: the parts always add up to the total, and no float is used."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def split_by_position(total: int, weights: Sequence[int]) -> list[int]:
    """How much of ``total`` falls to each weight, if the parts follow one another?

    Part i is ``floor(total*C_i/W) - floor(total*C_(i-1)/W)`` with C the running sum of the weights and W
    their sum. A boundary depends only on the weights before it, so dividing one weight in two changes no other
    part. Used if the amount that arrived differs from the amount that left (two currencies). Cost: O(n).
    """
    whole = sum(weights)
    bounds = [total * reached // whole for reached in accumulate(weights, initial=0)]
    return [upper - lower for lower, upper in pairwise(bounds)]


def split_in_chain(total: int, weights: Sequence[int]) -> list[int]:
    """How much of ``total`` falls to each weight, each part at most its weight?

    Takes ``x = floor(r*w/W)``, then ``r -= x`` and ``W -= w``. For ``total <= sum(weights)`` every part obeys
    ``0 <= x <= w``, because ``r <= W`` is preserved. Cost: O(n), no sort.
    """
    rest, whole, parts = total, sum(weights), []
    for weight in weights:
        part = rest * weight // whole if whole else 0
        parts.append(part)
        rest -= part
        whole -= weight
    return parts

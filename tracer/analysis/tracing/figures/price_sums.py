"""Finds the sets of amounts that give exactly one price."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LARGEST: Final = 20_000
"""So many partial sets are kept at most; a reference with more of them is left to a person."""


def find_sums(amounts: Sequence[int], price: int) -> list[tuple[int, ...]] | None:
    """Which sets of these amounts give exactly the price? Each as the positions of its amounts, in order.

    Amounts and price in minor units above zero. None: there are too many sets to compare. Searches for the smaller of
    the price and the rest above it. Cost: the partial sums up to that, ``_LARGEST`` at most.
    """
    rest = sum(amounts) - price
    wanted = min(price, rest)
    if wanted < 0:
        return []
    partial: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for position, amount in enumerate(amounts):
        partial += [(sum_ + amount, (*found, position)) for sum_, found in partial if sum_ + amount <= wanted]
        if len(partial) > _LARGEST:
            return None
    sets = [found for sum_, found in partial if sum_ == wanted]
    if wanted == price:
        return sorted(sets)
    every = range(len(amounts))
    return sorted(tuple(position for position in every if position not in left_out) for left_out in sets)

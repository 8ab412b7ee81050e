"""A generator of whole numbers: the same ones on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, TypeVar

_Item = TypeVar("_Item")
_MASK: Final = (1 << 64) - 1


class Dice:
    """Pseudo-random numbers that follow from a name alone.

    Source: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Good for an invented case, not for secrets.
    """

    def __init__(self, name: str) -> None:
        self._state = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)

    def between(self, lowest: int, highest: int) -> int:
        """A number from ``lowest`` to ``highest``, both inclusive."""
        return lowest + self._next() % (highest - lowest + 1)

    def pick(self, items: Sequence[_Item]) -> _Item:
        """One of the items."""
        return items[self.between(0, len(items) - 1)]

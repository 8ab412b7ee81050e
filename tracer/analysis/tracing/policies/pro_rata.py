"""Every source loses the same share of what it has in the account."""

from __future__ import annotations

from typing import Self

from ..split import split_in_chain
from .holdings import Segment

BLENDED = -2
"""Piece number of money whose way in can no longer be told apart."""


class ProRataHoldings:
    """Which money leaves when each label loses ``amount * held / balance`` (rolling charge, "haircut")?

    Amounts are in the run's fine units, so that whole minor units do not drift; the split is exact at every
    debit. Money of one label is one pool: the entries that brought it cannot be told apart afterwards.
    """

    def __init__(self) -> None:
        self.balance = 0
        self._held: dict[str, int] = {}

    def put(self, segment: Segment) -> None:
        _, label, amount = segment
        self._held[label] = self._held.get(label, 0) + amount
        self.balance += amount

    def take(self, amount: int) -> list[Segment]:
        held = self._held
        taken: list[Segment] = []
        for label, part in zip(list(held), split_in_chain(amount, list(held.values())), strict=True):
            if part:
                taken.append((BLENDED, label, part))
                held[label] -= part
                if not held[label]:
                    del held[label]
        self.balance -= amount
        return taken

    def take_pieces(self, pieces: range, amount: int) -> list[Segment]:
        """Nothing: once blended, the pieces of one transfer cannot be picked out again."""
        return []

    def put_back(self, segments: list[Segment]) -> None:
        for segment in segments:
            self.put(segment)

    def segments(self) -> list[Segment]:
        return [(BLENDED, label, amount) for label, amount in self._held.items()]

    def copy(self) -> Self:
        twin = type(self)()
        twin.balance = self.balance
        twin._held = self._held.copy()
        return twin

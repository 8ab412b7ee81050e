"""Pro rata: every source loses the same share of what it has in the account."""

from __future__ import annotations

from typing import Self

from tracer.analysis.tracing.policies.holdings import Segment
from tracer.analysis.tracing.policies.split import split_in_chain

BLENDED = -2
"""Piece number of money whose entries can no longer be distinguished."""


class ProRataHoldings:
    """Which money leaves if each label loses ``amount * held / balance`` (rolling charge, "haircut")?

    Amounts are in the run's fine units, so that rounding does not add up; the split is exact at every
    debit. Money of one label is one pool: the entries that brought it cannot be distinguished afterwards.
    """

    def __init__(self) -> None:
        self.balance = 0
        self._held: dict[str, int] = {}

    def put(self, segment: Segment) -> None:
        """Add a segment to the pool of its label."""
        _, label, amount = segment
        self._held[label] = self._held.get(label, 0) + amount
        self.balance += amount

    def take(self, amount: int) -> list[Segment]:
        """Take ``amount`` together, the same share of each label."""
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
        """Nothing: after blending, the pieces of one transfer cannot be separated."""
        return []

    def put_back(self, segments: list[Segment]) -> None:
        """Put returned segments back into the pools of their labels."""
        for segment in segments:
            self.put(segment)

    def segments(self) -> list[Segment]:
        """All segments, in a fixed order."""
        return [(BLENDED, label, amount) for label, amount in self._held.items()]

    def copy(self) -> Self:
        """The same holdings, not affected by later changes of these."""
        twin = type(self)()
        twin.balance = self.balance
        twin._held = self._held.copy()
        return twin

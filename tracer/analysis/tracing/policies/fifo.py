"""First in, first out: the oldest money leaves first."""

from __future__ import annotations

from collections import deque
from typing import Self

from tracer.analysis.tracing.policies.holdings import Segment, take_of_pieces, take_oldest, total_of


class FifoHoldings:
    """Which money leaves when the oldest goes first?

    The result depends on the order of credits within a day. Source: Clayton's case (1816); TaintChain.
    """

    def __init__(self) -> None:
        self.balance = 0
        self._queue: deque[Segment] = deque()

    def put(self, segment: Segment) -> None:
        """Put a segment into the account."""
        self._queue.append(segment)
        self.balance += segment[2]

    def take(self, amount: int) -> list[Segment]:
        """Take the segments that leave first, ``amount`` together."""
        self.balance -= amount
        return take_oldest(self._queue, amount)

    def take_pieces(self, pieces: range, amount: int) -> list[Segment]:
        """Take at most ``amount`` of these pieces."""
        taken = take_of_pieces(self._queue, pieces, amount)
        self.balance -= total_of(taken)
        return taken

    def put_back(self, segments: list[Segment]) -> None:
        """Put returned segments back where they leave next."""
        self._queue.extendleft(reversed(segments))
        self.balance += total_of(segments)

    def segments(self) -> list[Segment]:
        """All segments, in a fixed order."""
        return list(self._queue)

    def copy(self) -> Self:
        """The same holdings, not affected by later changes of these."""
        twin = type(self)()
        twin.balance = self.balance
        twin._queue = self._queue.copy()
        return twin

"""Last in, first out: the newest money leaves first."""

from __future__ import annotations

from .fifo import FifoHoldings
from .holdings import Segment, take_newest, total_of


class LifoHoldings(FifoHoldings):
    """Which money leaves when the newest goes first?

    Pieces that travel together keep their order: what was newest with the payer is newest with the receiver.
    """

    def take(self, amount: int) -> list[Segment]:
        self.balance -= amount
        return take_newest(self._queue, amount)

    def put_back(self, segments: list[Segment]) -> None:
        self._queue.extend(segments)
        self.balance += total_of(segments)

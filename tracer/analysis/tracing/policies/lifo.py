"""Last in, first out: the newest money leaves first."""

from __future__ import annotations

from tracer.analysis.tracing.policies.fifo import FifoHoldings
from tracer.analysis.tracing.policies.holdings import Segment, take_newest, total_of


class LifoHoldings(FifoHoldings):
    """Which money leaves when the newest goes first?

    Pieces of one transfer keep their order: the newest piece of the payer is the newest of the receiver.
    """

    def take(self, amount: int) -> list[Segment]:
        """Take the segments that leave first, ``amount`` together."""
        self.balance -= amount
        return take_newest(self._queue, amount)

    def put_back(self, segments: list[Segment]) -> None:
        """Put returned segments back where they leave next."""
        self._queue.extend(segments)
        self.balance += total_of(segments)

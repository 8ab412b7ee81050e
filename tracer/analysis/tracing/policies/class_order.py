"""Money leaves class by class, the oldest of each class first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Self

from tracer.analysis.tracing.policies.holdings import Segment, take_of_pieces, take_oldest, total_of

ClassOf = Callable[[str], int]
"""The class of a label; class 0 leaves first."""


class ClassOrderHoldings:
    """Which money leaves if a class of labels leaves only after the classes before it?"""

    def __init__(self, class_of: ClassOf, classes: int) -> None:
        self.balance = 0
        self._class_of = class_of
        self._queues: list[deque[Segment]] = [deque() for _ in range(classes)]

    def put(self, segment: Segment) -> None:
        """Put a segment into the account."""
        self._queues[self._class_of(segment[1])].append(segment)
        self.balance += segment[2]

    def take(self, amount: int) -> list[Segment]:
        """Take the segments that leave first, ``amount`` together."""
        self.balance -= amount
        taken: list[Segment] = []
        for queue in self._queues:
            if not amount:
                break
            part = take_oldest(queue, amount)
            amount -= total_of(part)
            taken += part
        return taken

    def take_pieces(self, pieces: range, amount: int) -> list[Segment]:
        """Take at most ``amount`` of these pieces."""
        taken: list[Segment] = []
        for queue in self._queues:
            part = take_of_pieces(queue, pieces, amount)
            amount -= total_of(part)
            taken += part
        self.balance -= total_of(taken)
        return taken

    def put_back(self, segments: list[Segment]) -> None:
        """Put returned segments back where they leave next."""
        for segment in reversed(segments):
            self._queues[self._class_of(segment[1])].appendleft(segment)
        self.balance += total_of(segments)

    def segments(self) -> list[Segment]:
        """All segments, in a fixed order."""
        return [segment for queue in self._queues for segment in queue]

    def copy(self) -> Self:
        """The same holdings, not affected by later changes of these."""
        twin = type(self)(self._class_of, len(self._queues))
        twin.balance = self.balance
        twin._queues = [queue.copy() for queue in self._queues]
        return twin

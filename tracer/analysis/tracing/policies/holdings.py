"""What every tracing method must offer: money put into one account and taken out of it again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Protocol, Self

Segment = tuple[int, str, int]
"""(number of the piece it came as, label, amount in the run's units)"""


class Holdings(Protocol):
    """The segments one account holds, under one method."""

    balance: int

    def put(self, segment: Segment) -> None:
        """A piece arrives."""

    def take(self, amount: int) -> list[Segment]:
        """Which segments does a debit of ``amount <= balance`` carry away?"""

    def take_pieces(self, pieces: range, amount: int) -> list[Segment]:
        """Which segments, at most ``amount``, are still here of the pieces a returned transfer brought?"""

    def put_back(self, segments: list[Segment]) -> None:
        """Returned segments go back to the place they would leave from next."""

    def segments(self) -> list[Segment]:
        """All segments, in a fixed order."""

    def copy(self) -> Self:
        """The same holdings, not affected by what happens to these."""


def take_oldest(queue: deque[Segment], amount: int) -> list[Segment]:
    """The segments at the front of the queue that make up ``amount``, or all of them if there is less."""
    taken: list[Segment] = []
    while amount and queue:
        segment = queue.popleft()
        piece, label, held = segment
        if held <= amount:
            taken.append(segment)
            amount -= held
        else:
            queue.appendleft((piece, label, held - amount))
            taken.append((piece, label, amount))
            amount = 0
    return taken


def take_newest(queue: deque[Segment], amount: int) -> list[Segment]:
    """The segments at the back of the queue that make up ``amount``, the newest last as they lay there."""
    taken: list[Segment] = []
    while amount and queue:
        segment = queue.pop()
        piece, label, held = segment
        if held <= amount:
            taken.append(segment)
            amount -= held
        else:
            queue.append((piece, label, held - amount))
            taken.append((piece, label, amount))
            amount = 0
    taken.reverse()
    return taken


def take_of_pieces(queue: deque[Segment], pieces: range, amount: int) -> list[Segment]:
    """Take at most ``amount`` of the given pieces out of the queue and leave the rest in its order."""
    taken: list[Segment] = []
    kept: list[Segment] = []
    for segment in queue:
        piece, label, held = segment
        part = min(held, amount) if piece in pieces else 0
        if part:
            taken.append((piece, label, part))
            amount -= part
        if held > part:
            kept.append((piece, label, held - part))
    queue.clear()
    queue.extend(kept)
    return taken


def total_of(segments: Iterable[Segment]) -> int:
    """How much money do these segments hold together?"""
    return sum(amount for _, _, amount in segments)

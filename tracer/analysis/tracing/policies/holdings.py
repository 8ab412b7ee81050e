"""The interface of every tracing method: put money into one account and take it out again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol, Self

Segment = tuple[int, str, int]
"""(number of the piece it came as, label, amount in the run's units)"""


class Holdings(Protocol):
    """The segments one account holds, under one method."""

    balance: int

    def put(self, segment: Segment) -> None:
        """A piece arrives."""

    def take(self, amount: int) -> list[Segment]:
        """Which segments does a debit of ``amount <= balance`` take?"""

    def take_pieces(self, pieces: range, amount: int) -> list[Segment]:
        """Which segments, at most ``amount``, of the pieces of a returned transfer are still here?"""

    def put_back(self, segments: list[Segment]) -> None:
        """Put returned segments back where they leave next."""

    def segments(self) -> list[Segment]:
        """All segments, in a fixed order."""

    def copy(self) -> Self:
        """The same holdings, not affected by what happens to these."""


def take_oldest(queue: deque[Segment], amount: int) -> list[Segment]:
    """The segments at the front of the queue that make up ``amount``, or all of them if there is less."""
    return _take(queue.popleft, queue.appendleft, queue, amount)


def take_newest(queue: deque[Segment], amount: int) -> list[Segment]:
    """The segments at the back of the queue that make up ``amount``, in their order there, the newest last."""
    return _take(queue.pop, queue.append, queue, amount)[::-1]


def _take(
    next_one: Callable[[], Segment], put_back: Callable[[Segment], None], queue: deque[Segment], amount: int
) -> list[Segment]:
    taken: list[Segment] = []
    while amount and queue:
        segment = next_one()
        piece, label, held = segment
        if held <= amount:
            taken.append(segment)
            amount -= held
        else:
            put_back((piece, label, held - amount))
            taken.append((piece, label, amount))
            amount = 0
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

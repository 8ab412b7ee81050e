"""Every piece of money that every entry carried, each pointing to the piece it was cut from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ROOT: Final = -1
"""Parent of a piece that came from outside, from an opening or from an overdraft."""

OPENING: Final = -1
"""Entry number of an opening balance."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of one entry's money.

    ``label`` as it arrived; ``taken_as`` as it lay in the paying account, different only where an origin
    entry gave it a new one. ``debited`` in units of the paying side, ``credited`` in units of the receiving
    side.
    """

    label: str
    taken_as: str
    debited: int
    credited: int


@dataclass(slots=True)
class PieceTable:
    """The pieces as columns: a run of 100,000 entries has several hundred thousand of them."""

    entry: list[int] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    taken_as: list[str] = field(default_factory=list)
    debited: list[int] = field(default_factory=list)
    credited: list[int] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)

    def add(self, entry: int, label: str, taken_as: str, debited: int, credited: int, parent: int) -> int:
        self.entry.append(entry)
        self.label.append(label)
        self.taken_as.append(taken_as)
        self.debited.append(debited)
        self.credited.append(credited)
        self.parent.append(parent)
        return len(self.entry) - 1

    def __len__(self) -> int:
        return len(self.entry)

    def piece(self, number: int) -> Piece:
        return Piece(self.label[number], self.taken_as[number], self.debited[number], self.credited[number])

    def is_root(self, number: int) -> bool:
        """Does the label of this piece begin here?"""
        return self.parent[number] == ROOT or self.label[number] != self.taken_as[number]

"""The pieces of money that each entry carried; each piece refers to the piece from which it was taken."""

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

    ``label``: on arrival. ``taken_as``: the label in the paying account, different only if an origin
    entry gave the money a new one. ``debited`` in units of the paying side, ``credited`` in units of the receiving
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

    def __len__(self) -> int:
        return len(self.entry)

    def piece(self, number: int) -> Piece:
        """The piece with this number."""
        return Piece(self.label[number], self.taken_as[number], self.debited[number], self.credited[number])

    def is_root(self, number: int) -> bool:
        """Does the label of this piece begin here?"""
        return self.parent[number] == ROOT or self.label[number] != self.taken_as[number]

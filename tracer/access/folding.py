"""Text without case, diacritics and ligatures, each letter with its place in the text it came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Letters that Unicode does not take apart, as people write them without their marks.
_PLAIN: Final = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "\u02bc": ""}
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, folded, and where it stands in the text (``end`` exclusive)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """``text``: the folded letters; ``starts`` and ``ends``: the place of each in the original, marks included."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def words(self) -> list[Word]:
        """The words of the text in order."""
        return [
            Word(found.group(), self.starts[found.start()], self.ends[found.end() - 1])
            for found in _WORD.finditer(self.text)
        ]


def fold(text: str) -> Folded:
    """How does this text read without case and marks? Decomposed letters, ``ß`` and ligatures keep their places."""
    if text.isascii():
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, letter in enumerate(text):
        plain = _fold_letter(letter)
        if not plain and ends:
            # A mark of its own belongs to the letter before it; left behind it would sit on what replaces that.
            ends[-1] = place + 1
        for piece in plain:
            letters.append(piece)
            starts.append(place)
            ends.append(place + 1)
    return Folded("".join(letters), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    pieces = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    kept = (piece for piece in pieces if unicodedata.category(piece) not in ("Mn", "Me", "Cf"))
    return "".join(_PLAIN.get(piece, piece) for piece in kept)

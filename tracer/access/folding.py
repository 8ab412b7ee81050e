"""Folds text (no case, diacritics or ligatures) and keeps the position of each letter in the original text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final

from anyascii import anyascii

# Letters that Unicode does not decompose, as people write them without marks.
_PLAIN: Final = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "\u02bc": ""}
_WORD: Final = re.compile(r"[^\W_]+")
# A letter that is escaped for JSON, XML or a web address.
_ESCAPED: Final = re.compile(
    r"\\u[0-9a-fA-F]{4}|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});|(?:%[0-9a-fA-F]{2})+"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, folded, with its position in the original text (``end`` exclusive).

    ``before``: the folded text between this word and the word before.
    """

    text: str
    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class Folded:
    """``text``: the folded letters. ``starts`` and ``ends``: the position of each in the original, marks included."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def words(self) -> list[Word]:
        """The words of the text in order."""
        words, done = [], 0
        for found in _WORD.finditer(self.text):
            begin, end = found.span()
            words.append(Word(found.group(), self.starts[begin], self.ends[end - 1], self.text[done:begin]))
            done = end
        return words


def fold(text: str) -> Folded:
    """What is this text without case and marks? Decomposed letters, ``ß`` and ligatures keep their positions.

    Letters of other scripts are transliterated. Letters that are escaped for JSON, XML or a web address are decoded.
    """
    escaped = _ESCAPED.search(text) is not None
    if text.isascii() and not escaped:
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter, start, end in _unescaped(text) if escaped else ((x, at, at + 1) for at, x in enumerate(text)):
        plain = _fold_letter(letter)
        if not plain and ends:
            # A separate mark belongs to the letter before it: if the letter is replaced, the mark must go too.
            ends[-1] = end
        for piece in plain:
            letters.append(piece)
            starts.append(start)
            ends.append(end)
    return Folded("".join(letters), tuple(starts), tuple(ends))


def _unescaped(text: str) -> Iterator[tuple[str, int, int]]:
    """Each letter with its position; for an escaped letter the position of the whole escape."""
    done = 0
    for found in _ESCAPED.finditer(text):
        yield from ((letter, done + at, done + at + 1) for at, letter in enumerate(text[done : found.start()]))
        yield from _decoded(found[0], found.start())
        done = found.end()
    yield from ((letter, done + at, done + at + 1) for at, letter in enumerate(text[done:]))


def _decoded(escape: str, start: int) -> Iterator[tuple[str, int, int]]:
    if escape[0] == "%":
        try:
            letters = bytes.fromhex(escape.replace("%", "")).decode()
        except UnicodeDecodeError:
            letters = ""
        for letter in letters:
            yield letter, start, start + 3 * len(letter.encode())
            start += 3 * len(letter.encode())
    else:
        letters = chr(int(escape[2:], 16)) if escape[0] == "\\" else unescape(escape)
        letters = letters if letters != escape else ""
        yield from ((letter, start, start + len(escape)) for letter in letters)
    if not letters:
        yield from ((letter, start + at, start + at + 1) for at, letter in enumerate(escape))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    pieces = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    if letter.isalpha() and not unicodedata.name(letter, "LATIN").startswith("LATIN"):
        pieces = anyascii(pieces).casefold()
    kept = (piece for piece in pieces if unicodedata.category(piece) not in ("Mn", "Me", "Cf"))
    return "".join(_PLAIN.get(piece, piece) for piece in kept)

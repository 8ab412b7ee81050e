"""Folds text (no case, diacritics or ligatures) and keeps the position of each letter in the original text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final

from anyascii import anyascii

# Letters that Unicode does not decompose, as people write them without marks.
_PLAIN: Final = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "\u02bc": ""}
_WORD: Final = re.compile(r"[^\W_]+")
# A letter that is escaped for JSON, XML or a web address; the end of an XML element and the begin of the next of its kind.
_ESCAPED: Final = re.compile(
    r"</([A-Za-z:]{1,40})>\s*<\1>|\\u[0-9a-fA-F]{4}|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});|(?:%[0-9a-fA-F]{2})+"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, folded, with its position in the original text (``end`` exclusive).

    ``before``: the folded text between this word and the word before. ``letters``: the word as it is written, escapes
    decoded; they begin at the letter ``first`` of the whole text.
    """

    text: str
    start: int
    end: int
    before: str
    letters: str
    first: int


@dataclass(frozen=True, slots=True)
class Folded:
    """``text``: the folded letters. ``starts`` and ``ends``: the position of each in the original, marks included.

    ``letters``: the original with its escapes decoded. ``origins``: for each folded letter, which of ``letters`` it is from.
    """

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    letters: str
    origins: tuple[int, ...] | range

    def words(self) -> list[Word]:
        """The words of the text in order."""
        words, done = [], 0
        for found in _WORD.finditer(self.text):
            begin, end = found.span()
            first, last = self.origins[begin], self.origins[end - 1] + 1
            while last < len(self.letters) and self.letters[last].isalpha() and not fold_letter(self.letters[last]):
                last += 1
            written, before = self.letters[first:last], self.text[done:begin]
            words.append(Word(found.group(), self.starts[begin], self.ends[end - 1], before, written, first))
            done = end
        return words

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where in the original do these of ``letters`` stand (``last`` exclusive)?"""
        begin, end = bisect_left(self.origins, first), bisect_left(self.origins, last)
        if begin == end:
            # Signs that belong to the letter before them.
            return (self.ends[begin - 1],) * 2 if begin else (0, 0)
        return self.starts[begin], self.ends[end - 1]


def fold(text: str) -> Folded:
    """What is this text without case and marks? Decomposed letters, ``ß`` and ligatures keep their positions.

    Letters of other scripts are transliterated. Letters that are escaped for JSON, XML or a web address are decoded.
    """
    escaped = _ESCAPED.search(text) is not None
    if text.isascii() and not escaped:
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1), text, range(len(text)))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    origins: list[int] = []
    written = _composed(_unescaped(text) if escaped else ((x, at, at + 1) for at, x in enumerate(text)))
    for origin, (letter, start, end) in enumerate(written):
        plain = fold_letter(letter)
        if not plain and ends:
            # A separate mark belongs to the letter before it: if the letter is replaced, the mark must go too.
            ends[-1] = end
        for piece in plain:
            letters.append(piece)
            starts.append(start)
            ends.append(end)
            origins.append(origin)
    whole = "".join(letter for letter, _, _ in written)
    return Folded("".join(letters), tuple(starts), tuple(ends), whole, tuple(origins))


def _composed(letters: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The letters; a letter and its separate mark become one where Unicode has the letter with the mark."""
    found: list[tuple[str, int, int]] = []
    for letter, start, end in letters:
        if found and unicodedata.combining(letter):
            before, begin, _ = found[-1]
            one = unicodedata.normalize("NFC", before + letter)
            if len(one) == 1:
                found[-1] = (one, begin, end)
                continue
        found.append((letter, start, end))
    return found


def _unescaped(text: str) -> Iterator[tuple[str, int, int]]:
    """Each letter with its position; for an escaped letter the position of the whole escape."""
    done = 0
    for found in _ESCAPED.finditer(text):
        yield from ((letter, done + at, done + at + 1) for at, letter in enumerate(text[done : found.start()]))
        yield from _decoded(found[0], found.start())
        done = found.end()
    yield from ((letter, done + at, done + at + 1) for at, letter in enumerate(text[done:]))


def _decoded(escape: str, start: int) -> Iterator[tuple[str, int, int]]:
    if escape[0] == "<":
        letters = " "
        yield " ", start, start + len(escape)
    elif escape[0] == "%":
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
def fold_letter(letter: str) -> str:
    """What is written for this letter without case and marks? Of a letter of another script, what anyascii writes."""
    pieces = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    if letter.isalpha() and not unicodedata.name(letter, "LATIN").startswith("LATIN"):
        # A soft sign, which anyascii writes as an apostrophe, does not part a word.
        pieces = "".join(filter(str.isalnum, anyascii(pieces).casefold()))
    kept = (piece for piece in pieces if unicodedata.category(piece) not in ("Mn", "Me", "Cf"))
    return "".join(_PLAIN.get(piece, piece) for piece in kept)

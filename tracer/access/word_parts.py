"""Takes a written word apart where names may be glued to digits, to one another or to other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tracer.access.folding import fold_letter
from tracer.access.name_index import NameIndex
from tracer.access.transliteration import transliterate

LETTERS: Final = re.compile(r"[^\d_]+")
_MOST_PARTS: Final = 3
"""So many humps of one word are one word of a name: ``VanDerBerg``."""
_SHORT: Final = 4
_GLUED_ONCE: Final = 7
_GLUED_TWICE: Final = 9
_LONG: Final = 10
_SUFFIX: Final = 3
_WORD: Final = 3

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Letters ``first`` to ``last`` (exclusive) of a word. ``texts``: what they may be in Latin letters, folded.

    ``known``: a word of a name. ``begins``: the beginning of one. ``initial``: one letter. ``rest``: what stands between
    words of names in one word of the text. ``digits``: a digit stands before or after it.
    """

    first: int
    last: int
    texts: tuple[str, ...]
    known: bool
    begins: bool
    initial: bool
    rest: bool
    digits: bool


class WordParts:
    """Takes words apart; a word without names in it stays whole. The last words taken apart are kept."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self.take_apart = lru_cache(maxsize=1 << 16)(self._take_apart)

    def _take_apart(self, word: str) -> tuple[Part, ...]:
        texts = _texts(word)
        if self._index.knows(texts) or len(word) == 1:
            return (self._part(word, 0, len(word)),)
        spans = sorted(span for run in LETTERS.finditer(word) for span in self._names_in(word, *run.span()))
        if not any(self._index.knows(_texts(word[first:last])) for first, last in spans):
            return (self._part(word, 0, len(word)),)
        parts, done = [], 0
        for first, last in [*spans, (len(word), len(word))]:
            if done < first:
                parts.append(self._part(word, done, first, rest=True))
            if first < last:
                parts.append(self._part(word, first, last))
            done = last
        return tuple(parts)

    def _part(self, word: str, first: int, last: int, *, rest: bool = False) -> Part:
        written = word[first:last]
        texts = _texts(written)
        digits = (word[max(first - 1, 0) : first] + word[last : last + 1]).strip("_")
        beside = any(map(str.isdigit, digits))
        known, begins = not rest and self._index.knows(texts), not rest and self._index.begins(texts)
        initial = not rest and not beside and len(written) == 1 and written.isalpha()
        return Part(first, last, texts, known, begins, initial, rest, beside)

    def _names_in(self, word: str, first: int, last: int) -> Iterator[_Span]:
        """The words of names in a run of letters, and single letters between them."""
        humps = _humps(word, first, last)
        chained = self._chained(word[first:last], {at - first for at, _ in humps} | {last - first})
        spans = [(first + begin, first + end) for begin, end in chained]
        yield from spans
        free = [hump for hump in humps if all(hump[1] <= begin or end <= hump[0] for begin, end in spans)]
        at = 0
        while at < len(free):
            for size in range(min(_MOST_PARTS, len(free) - at), 0, -1):
                begin, end = free[at][0], free[at + size - 1][1]
                touching = all(one[1] == two[0] for one, two in zip(free[at:], free[at + 1 : at + size], strict=False))
                if touching and (self._index.knows(_texts(word[begin:end])) or (size == 1 and end - begin == 1)):
                    yield begin, end
                    at += size - 1
                    break
            at += 1

    def _chained(self, run: str, borders: set[int]) -> list[_Span]:
        """Two or more words of one name that follow each other in this run, without a sign between them."""
        if len(run) <= _SHORT:
            return []
        found: list[_Span] = []
        for written in (tuple(run.lower()),) if run.isascii() else transliterate(run):
            # Where each letter of the run begins in the text.
            places = [0]
            for piece in written:
                places.append(places[-1] + len(piece))
            back = {place: at for at, place in reversed(list(enumerate(places)))}
            text, spans, at = "".join(written), [], 0
            limits = {places[border] for border in borders}
            while at < len(text):
                ends = self._chain(text, at, (), None)
                if len(ends) > 1 and self._counts(text, at, ends, limits) and all(end in back for end in (at, *ends)):
                    spans += [(back[begin], back[end]) for begin, end in zip((at, *ends), ends, strict=False)]
                    at = ends[-1]
                else:
                    at += 1
            if sum(end - begin for begin, end in spans) > sum(end - begin for begin, end in found):
                found = spans
        return found

    def _chain(self, text: str, at: int, words: tuple[str, ...], names: set[int] | None) -> tuple[int, ...]:
        """The ends of the longest row of words of one name from here on."""
        best: tuple[int, ...] = ()
        lengths = (*self._index.lengths.get(text[at : at + 3], ()), *self._index.lengths.get(text[at : at + 2], ()))
        for length in lengths:
            word = text[at : at + length]
            fitting = self._index.anywhere.get(word)
            if fitting is None or len(word) < length:
                continue
            fitting = fitting if names is None else fitting & names
            row = (*words, word)
            if names is not None:
                fitting = {number for number in fitting if self._index.names[number].holds(row)}
            if fitting:
                ends = (at + length, *self._chain(text, at + length, row, fitting))
                if len(ends) > 1 or names is not None:
                    best = max(best, ends, key=lambda ends: len(ends) > 0 and ends[-1])
        return best

    def _counts(self, text: str, at: int, ends: tuple[int, ...], limits: set[int]) -> bool:
        """Is this row of words no chance? Two words that count, or particles and one.

        The more other letters touch the row, the longer it must be.
        """
        words = [text[begin:end] for begin, end in zip((at, *ends), ends, strict=False)]
        real = [word for word in words if word in self._index.of_word]
        length, free = ends[-1] - at, (at in limits) + (ends[-1] in limits)
        shortest = min(map(len, real), default=0)
        if free == 2:
            return length > _SHORT and (len(real) > 1 or shortest >= _WORD)
        if len(real) < 2 or shortest < _WORD:
            return False
        if free == 0:
            return length >= _GLUED_TWICE
        rest = len(text) - ends[-1] if at in limits else at
        return length >= _LONG or (length >= _GLUED_ONCE and rest > _SUFFIX)


def _texts(written: str) -> tuple[str, ...]:
    return (written.lower(),) if written.isascii() else tuple("".join(way) for way in transliterate(written))


def _humps(word: str, first: int, last: int) -> list[_Span]:
    """The parts of a run of letters that capitals tell apart: ``chirieIonPopa``, ``OPIonPopa``."""
    cuts = [first]
    for at in range(first + 1, last):
        if word[at].isupper() and (
            not word[at - 1].isupper() or (at + 1 < last and word[at + 1].islower() and fold_letter(word[at + 1]))
        ):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], last], strict=True))

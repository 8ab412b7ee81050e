"""Finds parts of names and numbers: a name written together with digits or letter by letter, a long part of a number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from tracer.access.folding import Word
from tracer.access.mentions import Span, Token
from tracer.access.transliteration import transliterate

LEFT_OUT: Final = "…"
_BETWEEN_LETTERS: Final = re.compile(r"[-.\s_/]{1,3}")
_BETWEEN_DIGITS: Final = re.compile(r"[-.\s/]")
_NAME_LETTERS: Final = 5
"""A shorter name with a digit behind it is too often another word."""
_SPELT_LETTERS: Final = 4
_PART_DIGITS: Final = 8


class Fragments:
    """Parts of these names and numbers in a text. ``numbers``: folded number -> what is shown instead of a part of it.

    A single word of a name may be that of another person, so it is left out and no pseudonym is written. A part of a number
    is one word or several next to each other, with at least eight digits, and stands in the number as a whole: a longer
    number that happens to contain eight equal digits is none.
    """

    def __init__(self, names: Collection[str], numbers: Mapping[str, str]) -> None:
        """Cost: one entry for each eight signs in a row of each number."""
        self._names = frozenset(names)
        self._longest_name = max(map(len, self._names), default=0)
        self._longest_number = max(map(len, numbers), default=0)
        self._numbers = dict(numbers)
        self._by_eight: defaultdict[str, list[str]] = defaultdict(list)
        for number in numbers:
            for eight in {number[start : start + _PART_DIGITS] for start in range(len(number) - _PART_DIGITS + 1)}:
                self._by_eight[eight].append(number)

    def find(self, words: list[Word], tokens: Sequence[Token]) -> Iterator[Span]:
        """Which spans of the text are parts of the names, or of the numbers?

        Cost: one look at each word, and at each run of single letters; it does not grow with the names and numbers.
        """
        yield from _beside_digits(tokens)
        yield from self._letter_by_letter(words)
        yield from self._number_parts(words)

    def _letter_by_letter(self, words: list[Word]) -> Iterator[Span]:
        place = 0
        while place < len(words):
            end = place
            while (
                end < len(words) and _is_letter(words[end]) and (end == place or _joins(_BETWEEN_LETTERS, words[end]))
            ):
                end += 1
            if end - place >= _SPELT_LETTERS:
                ways = transliterate("".join(word.letters for word in words[place:end]))
                if any(self._holds_name("".join(way)) for way in ways):
                    yield words[place].start, words[end - 1].end, LEFT_OUT
            place = max(end, place + 1)

    def _holds_name(self, spelt: str) -> bool:
        if spelt in self._names:
            return True
        lengths = range(_NAME_LETTERS, min(self._longest_name, len(spelt)) + 1)
        return any(spelt[start : start + length] in self._names for length in lengths for start in range(len(spelt)))

    def _number_parts(self, words: list[Word]) -> Iterator[Span]:
        place = 0
        while place < len(words):
            best, joined, end = None, "", place
            while end < len(words) and (end == place or _joins(_BETWEEN_DIGITS, words[end])):
                joined += words[end].text
                if len(joined) > self._longest_number or (len(joined) >= _PART_DIGITS and not self._with(joined)):
                    break
                if sum(sign.isdigit() for sign in joined) >= _PART_DIGITS and len(set(joined)) > 1:
                    best = end
                end += 1
            if best is None:
                place += 1
                continue
            part = "".join(word.text for word in words[place : best + 1])
            shown = sorted({self._numbers[number] for number in self._with(part)})
            yield words[place].start, words[best].end, " / ".join(shown)
            place = best + 1

    def _with(self, part: str) -> list[str]:
        """The numbers that contain this part of at least eight signs."""
        return [number for number in self._by_eight.get(part[:_PART_DIGITS], ()) if part in number]


def _beside_digits(tokens: Sequence[Token]) -> Iterator[Span]:
    for token in tokens:
        if token.part.known and token.part.digits and len(token.part.texts[0]) >= _NAME_LETTERS:
            yield token.start, token.end, LEFT_OUT


def _is_letter(word: Word) -> bool:
    return len(word.letters) == 1 and word.letters.isalpha()


def _joins(between: re.Pattern[str], word: Word) -> bool:
    return between.fullmatch(word.before) is not None

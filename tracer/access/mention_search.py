"""Finds the names and numbers of protected persons in a text, and the parts of them that identify a person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import Final

from tracer.access.folding import Folded, fold
from tracer.access.fragments import Fragments
from tracer.access.mentions import Span, count_words, join_words

LETTERS: Final = re.compile(r"[^\W\d_]+")
_SPECIFIC_LENGTH: Final = 10
"""A number of this length is not part of another number by chance."""
_SHORT_WORD: Final = 4


class MentionSearch:
    """The names and numbers that mean protected persons, indexed by their words and lengths.

    ``single_words``: the folded words of all names; one of them alone may be the name of another person.
    """

    def __init__(self, names: Iterable[tuple[str, str]], numbers: Mapping[str, str]) -> None:
        """``names``: (what is shown instead, one spelling of a name). ``numbers``: folded number -> what is shown instead."""
        self._names: list[tuple[str, tuple[str, ...]]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self.single_words: set[str] = set()
        for shown, name in names:
            self._add_name(shown, tuple(word.text for word in fold(name).words()))
        self._numbers = dict(numbers)
        self._lengths = sorted({len(number) for number in self._numbers}, reverse=True)
        self._fragments = Fragments(self.single_words, self._numbers)

    def find(self, folded: Folded) -> list[Span]:
        """The spans of names and numbers, then of parts of them that touch none of these."""
        whole = [*self._find_numbers(folded), *self._find_names(folded)]
        parts = self._fragments.find(folded)
        return [*whole, *(part for part in parts if all(part[1] <= start or end <= part[0] for start, end, _ in whole))]

    def _find_numbers(self, folded: Folded) -> Iterator[Span]:
        """Protected numbers, also with signs or spaces between the digits; a short number only as a whole word."""
        places = [place for place, letter in enumerate(folded.text) if letter.isalnum()]
        joined = "".join(folded.text[place] for place in places)
        if not self._lengths or len(joined) < self._lengths[-1]:
            return
        start = 0
        while start < len(joined):
            for length in self._lengths:
                shown = self._numbers.get(joined[start : start + length])
                if shown is None or start + length > len(joined):
                    continue
                first, last = places[start], places[start + length - 1]
                whole = not folded.text[first - 1 : first].isalnum() and not folded.text[last + 1 : last + 2].isalnum()
                if whole or length >= _SPECIFIC_LENGTH:
                    yield folded.starts[first], folded.ends[last], shown
                    start += length - 1
                    break
            start += 1

    def _find_names(self, folded: Folded) -> Iterator[Span]:
        words = folded.words()
        joins = [join_words(word.before) for word in words[1:]]
        place = 0
        while place < len(words):
            found: dict[str, int] = {}
            for number in self._by_word.get(words[place].text, ()):
                shown, name = self._names[number]
                found[shown] = max(found.get(shown, 0), count_words(words, joins, place, name))
            longest = max(found.values(), default=0)
            if longest:
                fitting = " / ".join(dict.fromkeys(shown for shown, count in found.items() if count == longest))
                yield words[place].start, words[place + longest - 1].end, fitting
            place += longest or 1

    def _add_name(self, shown: str, words: tuple[str, ...]) -> None:
        # Two words of the name written as one, as in an e-mail address.
        joined = [(first + second,) for first, second in permutations(words, 2) if len(first + second) > _SHORT_WORD]
        for name in dict.fromkeys([words, *joined]):
            self._names.append((shown, name))
            self.single_words.update(letters for word in name for letters in LETTERS.findall(word) if len(letters) > 1)
            for start in sorted({*name, *(word[0] for word in name if len(name) > 1)}):
                self._by_word[start].append(len(self._names) - 1)

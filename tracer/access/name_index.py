"""The names of protected persons by their words, in every spelling."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tracer.access.folding import fold
from tracer.access.spellings import inflect, spell
from tracer.access.transliteration import transliterate

PARTICLES: Final = frozenset(
    (
        "de",
        "la",
        "del",
        "della",
        "der",
        "den",
        "des",
        "dos",
        "das",
        "du",
        "von",
        "zu",
        "zum",
        "zur",
        "ten",
        "ter",
        "el",
        "al",
    )
)
"""Words that stand in many names and in ordinary text: they do not count as words of a name."""
_APOSTROPHE: Final = r"['’ʼʹ`´]"
_INNER: Final = re.compile(rf"(?<=\w){_APOSTROPHE}(?=\w)")
_AFTER_LETTERS: Final = re.compile(rf"\w\w{_APOSTROPHE}\w")


@dataclass(frozen=True, slots=True)
class Name:
    """What is shown instead, and for each word of the name its spellings, folded.

    ``particles``: which words do not count. ``others``: the words of other names of the same person, such as the maiden name.
    """

    shown: str
    words: tuple[frozenset[str], ...]
    particles: frozenset[int]
    others: frozenset[str]

    def real(self) -> tuple[int, ...]:
        """Which words of the name count?"""
        return tuple(at for at in range(len(self.words)) if at not in self.particles)

    def holds(self, words: Sequence[str]) -> bool:
        """Is each of these another word of the name?"""
        left = list(self.words)
        for word in words:
            fitting = next((spellings for spellings in left if word in spellings), None)
            if fitting is None:
                return False
            left.remove(fitting)
        return True


class NameIndex:
    """The names, by word, by word and initial, and by the first letters of their words.

    ``of_word`` and ``of_initial``: the numbers of the names that have this word that counts, and with it another that begins
    with this letter. ``anywhere``: the same for words of two letters or more, particles included. ``alone``: the names of
    one word. ``lengths``: the first three letters -> how long the words are that begin so.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names``: (what is shown instead, a name). Cost: a few entries for each spelling of each word."""
        self.names = _read_names(names)
        self.of_word: defaultdict[str, set[int]] = defaultdict(set)
        self.of_initial: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self.anywhere: defaultdict[str, set[int]] = defaultdict(set)
        self.alone: set[int] = set()
        self._doubled: set[int] = set()
        for number, name in enumerate(self.names):
            self._add(number, name)
        self._sorted = sorted(self.of_word)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in self.anywhere:
            lengths[word[:3]].add(len(word))
        self.lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def knows(self, texts: Iterable[str]) -> bool:
        """Is one of these texts a word of a name?"""
        return any(text in self.of_word for text in texts)

    def begins(self, texts: Iterable[str]) -> bool:
        """Does a longer word of a name begin with one of these texts?"""
        places = ((text, bisect_right(self._sorted, text)) for text in texts)
        return any(at < len(self._sorted) and self._sorted[at].startswith(text) for text, at in places)

    def with_word(self, texts: Iterable[str]) -> set[int]:
        """The names that have one of these texts as a word that counts."""
        return set().union(*(self.of_word[text] for text in texts if text in self.of_word))

    def with_words(self, words: set[str], others: set[str]) -> set[int]:
        """The names that have one of the words, and as another word of the name one of the others."""
        if not words or not others:
            return set()
        first, second = self.with_word(words), self.with_word(others)
        if words.isdisjoint(others):
            return first & second
        # A word that stands twice in a text is only one word of most names.
        found = (first & self.with_word(others - words)) | (self.with_word(words - others) & second)
        return found | (first & second & self._doubled)

    def with_initial(self, words: Iterable[str], initials: Iterable[str]) -> set[int]:
        """The names that have one of the words, and another that begins with one of the initials."""
        letters = {text[0] for text in initials if text}
        keys = ((word, letter) for word in words for letter in letters)
        return set().union(*(self.of_initial[key] for key in keys if key in self.of_initial))

    def _add(self, number: int, name: Name) -> None:
        real = name.real()
        if len(real) == 1:
            self.alone.add(number)
        if len(set().union(*name.words)) < sum(map(len, name.words)):
            self._doubled.add(number)
        for at, spellings in enumerate(name.words):
            initials = {spelt[0] for other in real if other != at for spelt in name.words[other]}
            for spelt in spellings:
                if len(spelt) > 1:
                    self.anywhere[spelt].add(number)
                    if at in real:
                        self.of_word[spelt].add(number)
                        for initial in initials:
                            self.of_initial[spelt, initial].add(number)


def is_spelling(name: str, text: str) -> bool:
    """Is this whole text the name, in any order of its words and any spelling or script?"""
    texts = [frozenset(_spellings(word.letters)) for word in fold(text).words()]
    return any(_equal(known.words, texts) for known in _read_names([("", name)]))


def _equal(words: Sequence[frozenset[str]], texts: Sequence[frozenset[str]]) -> bool:
    left = list(words)
    for text in texts:
        fitting = next((spellings for spellings in left if not spellings.isdisjoint(text)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return not left


def spell_longest(name: str) -> tuple[str, ...]:
    """The spellings in Latin letters of the longest word of a name in another script; none of a name in Latin letters."""
    words = (word.letters for word in fold(name).words() if len(transliterate(word.letters)) > 1)
    longest = max(words, key=len, default="")
    return tuple("".join(written) for written in transliterate(longest)) if longest else ()


def _read_names(names: Iterable[tuple[str, str]]) -> list[Name]:
    read: dict[str, dict[tuple[frozenset[str], ...], frozenset[int]]] = {}
    for shown, name in names:
        composed = unicodedata.normalize("NFC", name)
        found = read.setdefault(shown, {})
        for way in (composed, _INNER.sub("", composed)):
            # "O'Neill" is also "O Neill"; "Лук'яненко" is one word.
            if not _AFTER_LETTERS.search(way):
                words, particles = _read_words(way)
                if words:
                    found[words] = particles
    known: list[Name] = []
    for shown, found in read.items():
        words_of = [{spelt for word in words for spelt in word if len(spelt) > 1} for words in found]
        every = set().union(*words_of)
        for (words, particles), own in zip(found.items(), words_of, strict=True):
            known.append(Name(shown, words, particles, frozenset(every - own - PARTICLES)))
    return known


def _read_words(name: str) -> tuple[tuple[frozenset[str], ...], frozenset[int]]:
    """The spellings of each word, and which words are particles; none if fewer than two words would be left."""
    words = fold(name).words()
    joined = {
        at
        for at, (word, after) in enumerate(pairwise(words))
        if len(word.letters) == 1 and re.fullmatch(_APOSTROPHE, after.before)
    }
    particles = frozenset(joined | {at for at, word in enumerate(words) if word.text in PARTICLES})
    return tuple(frozenset(_inflected(_spellings(word.letters))) for word in words), (
        particles if len(words) - len(particles) > 1 else frozenset()
    )


def _inflected(spellings: Iterable[str]) -> Iterable[str]:
    for spelt in spellings:
        yield spelt
        yield from inflect(spelt)


def _spellings(word: str) -> Iterable[str]:
    for way in spell(word):
        yield "".join(filter(str.isalnum, fold(way).text))
    for written in transliterate(word):
        yield "".join(written)

"""Finds the names and numbers of protected persons in a text, and the parts of them that identify a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from tracer.access.folding import Folded, Word
from tracer.access.fragments import LEFT_OUT, Fragments
from tracer.access.mentions import MOST_JOINED, Span, Token, find_end, join_tokens, join_words
from tracer.access.name_index import PARTICLES, Name, NameIndex
from tracer.access.word_parts import WordParts

_SPECIFIC_LENGTH: Final = 10
"""A number of this length is not part of another number by chance."""
_ALONE_BESIDE_DIGITS: Final = 5
_AHEAD: Final = 2
"""So many other words are looked at for the second word of a name."""
_FORMERLY: Final = frozenset(
    ("nascut", "nascuta", "fost", "fosta", "nee", "born", "formerly", "geb", "geborene", "alias", "zis", "zisa")
)
"""Between two names of one person."""


class MentionSearch:
    """The names and numbers that mean protected persons, indexed by their words and lengths."""

    def __init__(self, names: Iterable[tuple[str, str]], numbers: Mapping[str, str]) -> None:
        """``names``: (what is shown instead, a name). ``numbers``: folded number -> what is shown instead."""
        self._index = NameIndex(names)
        self._parts = WordParts(self._index)
        self._numbers = dict(numbers)
        self._lengths = sorted({len(number) for number in self._numbers}, reverse=True)
        self._fragments = Fragments(self._index.of_word, self._numbers)

    def find(self, folded: Folded) -> list[Span]:
        """The spans of names and numbers, then of parts of them that touch none of these.

        Cost: it grows with the text and with the names that have two words in common with it, not with the other names.
        """
        words = folded.words()
        tokens = self._tokens(folded, words)
        whole = [*self._find_numbers(folded), *self._find_names(tokens)]
        parts = self._fragments.find(words, tokens)
        return [*whole, *(part for part in parts if all(part[1] <= start or end <= part[0] for start, end, _ in whole))]

    def find_words(self, folded: Folded) -> list[Span]:
        """The spans of single words of names; one of them may be the name of another person."""
        return [
            (token.start, token.end, LEFT_OUT) for token in self._tokens(folded, folded.words()) if token.part.known
        ]

    def _tokens(self, folded: Folded, words: Iterable[Word]) -> list[Token]:
        tokens = []
        for word in words:
            parts = self._parts.take_apart(word.letters)
            join, blank = join_words(word.before), any(map(str.isspace, word.before))
            if len(parts) == 1:
                tokens.append(Token(parts[0], word.start, word.end, join, blank))
                continue
            for part in parts:
                start, end = folded.place(word.first + part.first, word.first + part.last)
                if start < end:
                    tokens.append(Token(part, start, end, join, blank))
                    join, blank = "close", False
        return tokens

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

    def _find_names(self, tokens: Sequence[Token]) -> Iterator[Span]:
        place = 0
        while place < len(tokens):
            ends = {number: find_end(self._index, tokens, place, number) for number in self._candidates(tokens, place)}
            longest = max(ends.values(), default=0)
            if not longest:
                place += 1
                continue
            names = [self._index.names[number] for number, end in sorted(ends.items()) if end == longest]
            begin = min(_first_particle(tokens, place, name) for name in names)
            end = _after_other_names(tokens, longest, names)
            shown = " / ".join(dict.fromkeys(name.shown for name in names))
            yield tokens[begin].start, tokens[end - 1].end, _spaced(tokens, begin, end, shown)
            former = _former_name(tokens, end, names)
            if former is not None:
                yield tokens[former].start, tokens[former].end, LEFT_OUT
            place = end

    def _candidates(self, tokens: Sequence[Token], place: int) -> set[int]:
        """The names that can begin here: two of their words stand in the tokens that follow, or their only word."""
        part = tokens[place].part
        words = self._words_at(tokens, place)
        if not words and not part.initial:
            return set()
        alone = self._index.with_word(words) & self._index.alone
        found = alone if not part.digits or len(part.texts[0]) >= _ALONE_BESIDE_DIGITS else set()
        here, others = place + 1, 0
        while here < len(tokens) and others <= _AHEAD and tokens[here].join != "apart":
            token = tokens[here]
            found |= self._index.with_words(words, self._words_at(tokens, here))
            if token.part.initial:
                found |= self._index.with_initial(words, token.part.texts)
            if part.initial:
                found |= self._index.with_initial(self._words_at(tokens, here), part.texts)
            others += not (token.part.initial or token.part.rest or token.part.texts[0] in PARTICLES)
            here += 1
        return found

    def _words_at(self, tokens: Sequence[Token], place: int) -> set[str]:
        """Which words of names stand here, written as one word or as several?"""
        part = tokens[place].part
        found = set(part.texts) if part.known else set()
        if part.begins:
            found.update(*(join_tokens(tokens, place, width) for width in range(2, MOST_JOINED + 1)))
        return {word for word in found if word in self._index.of_word}


def _first_particle(tokens: Sequence[Token], place: int, name: Name) -> int:
    """Where does the name begin, if its particles stand before its first word: ``de la Cruz Maria``?"""
    word = next((at for at in name.real() if not name.words[at].isdisjoint(tokens[place].part.texts)), 0)
    while (
        place > 0
        and word - 1 in name.particles
        and tokens[place].join == "close"
        and not name.words[word - 1].isdisjoint(tokens[place - 1].part.texts)
    ):
        place, word = place - 1, word - 1
    return place


def _after_other_names(tokens: Sequence[Token], end: int, names: Sequence[Name]) -> int:
    """Where does the mention end, if other names of the person follow: ``Ana Popescu Ionescu``?

    So do words of the same name after a sign that parts words: ``Popescu; Ana Popescu``.
    """
    while end < len(tokens) and tokens[end].join == "close":
        again = tokens[end - 1].join == "beside" and any(
            name.holds([x]) for name in names for x in tokens[end].part.texts
        )
        if not again and not _of_others(tokens[end], names):
            break
        end += 1
    return end


def _former_name(tokens: Sequence[Token], end: int, names: Sequence[Name]) -> int | None:
    """Which token is another name of the person: ``Ana Popescu (née Ionescu)``?"""
    link, name = tokens[end : end + 1], tokens[end + 1 : end + 2]
    if not name or "apart" in (link[0].join, name[0].join) or _FORMERLY.isdisjoint(link[0].part.texts):
        return None
    return end + 1 if _of_others(name[0], names) else None


def _of_others(token: Token, names: Sequence[Name]) -> bool:
    return any(not name.others.isdisjoint(token.part.texts) for name in names)


def _spaced(tokens: Sequence[Token], begin: int, end: int, shown: str) -> str:
    """What is shown, with a blank where digits or letters are glued to the name."""
    before = begin > 0 and tokens[begin - 1].end == tokens[begin].start
    after = end < len(tokens) and tokens[end - 1].end == tokens[end].start
    return f"{' ' * before}{shown}{' ' * after}"

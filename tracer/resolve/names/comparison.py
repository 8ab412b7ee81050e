"""Compares two names word by word: how alike are they, and in what do they differ?

The weights are sums of named differences, not probabilities. They and the bound were set by the misses on one half of 413
labelled pairs; the other half gives the same figures (docs/decisions/0007, tests/tracer/actions/case_graph/test_near.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from rapidfuzz.distance import OSA

from tracer.resolve.names.legal_forms import split_form
from tracer.resolve.names.words import NameWord, read_word, read_words

DifferenceCode = Literal[
    "spelling",
    "sound",
    "script",
    "initial",
    "short",
    "joined",
    "form_missing",
    "form_other",
    "left_out",
    "added",
    "number",
    "other_word",
]

NEAR: Final = 0.65
"""From this score on, four of five pairs are one person or company (measured: 0.89)."""
DISTANT: Final = 0.25
"""Below this score a name is not shown at all."""
ALIKE: Final = 0.62
"""Two words below this likeness are two words, not two spellings."""
SAME_BONES: Final = 0.9
"""The likeness of two words with equal consonants of which one is written in another script."""
SHORTEST_NUMBER: Final = 5
"""Of a shorter identifier one character more is another one too often."""

_OTHER_WORD: Final = 0.6
_OTHER_FORM: Final = 0.42
_NO_FORM: Final = 0.04
_MORE_WORDS: Final = 0.08
"""A further name of a person: people leave out the middle ones."""
_MORE_WORDS_OF_A_COMPANY: Final = 0.42
"""A further word makes another company: Alfa, Alfa Holding; and one word alone is not a person's name."""
_MORE_NUMBERS: Final = 0.5
_LIGHT_WORD: Final = 0.02
_LIGHT: Final = 0.4
_JOINED: Final = 0.85
_INITIAL: Final = 0.85
_SAME_SOUND: Final = 0.95
_SHORT_FORM: Final = 0.75
_GENERIC: Final = frozenset(
    {"THE", "AND", "SI", "ET", "UND", "OF", "A", "GROUP", "GRUP", "GRUPUL", "HOLDING", "HOLDINGS", "COMPANY", "CO"}
    | {"MV", "MS", "MT"}
)
"""Words that tell no two names apart; the last are the marks of ships."""


@dataclass(frozen=True, slots=True)
class WordDifference:
    """One difference between the name that was asked and the name found: its code and the words, folded.

    Of ``form_missing`` and ``form_other`` the words are classes of legal forms; either can be empty.
    """

    code: DifferenceCode
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score``: 1 for equal names, less for each difference, not below 0; it is no probability."""

    score: float
    reasons: tuple[WordDifference, ...]


@dataclass(frozen=True, slots=True)
class ComparedName:
    """The words of a name without its legal form, and the class of the form; None: it has none."""

    words: tuple[NameWord, ...]
    form: str | None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Words that are read as one, by their places: one word each, or two or three words against one."""

    likeness: float
    code: DifferenceCode
    asked: tuple[int, ...]
    found: tuple[int, ...]

    @property
    def order(self) -> tuple[float, int, int, tuple[int, ...], tuple[int, ...]]:
        """The likest pairs first, of these the longest, of these those at about the same place."""
        far = abs(self.asked[0] - self.found[0])
        return (-self.likeness, -len(self.asked) - len(self.found), far, self.asked, self.found)


def read_name(text: str, *, company: bool) -> ComparedName:
    """The name of a person, or of a company without its legal form."""
    words = read_words(text)
    if not company:
        return ComparedName(words, None)
    words = _join_letters(words)
    start, end, form = split_form([word.text for word in words])
    return ComparedName(words[start:end], form)


def compare(asked: ComparedName, found: ComparedName, *, company: bool, whole: bool = True) -> Likeness:
    """How alike are two names of persons, or two names of companies?

    Args: ``whole``: False where the text found is a description, whose further words say nothing against it.
    The order of the words does not matter. Numbers must be equal. Two names in which one word differs wholly are never
    near, however long they are. Cost: grows with the product of the numbers of words.
    """
    pairs = _pair_up(asked.words, found.words)
    cost, reasons = 0.0, []
    for pair in pairs:
        light = len(pair.asked) == 1 and asked.words[pair.asked[0]].light
        cost += (1 - pair.likeness) * (_LIGHT if light else 1)
        if pair.likeness < 1 or pair.code == "script":
            reasons.append(WordDifference(pair.code, _text(asked.words, pair.asked), _text(found.words, pair.found)))
    left = _rest(asked.words, {place for pair in pairs for place in pair.asked})
    right = _rest(found.words, {place for pair in pairs for place in pair.found})
    full = sum(
        pair.code not in ("initial", "short") and not all(asked.words[place].light for place in pair.asked)
        for pair in pairs
    )
    rest_cost, rest_reasons = _compare_rest(asked, found, left, right if whole else None, full, company)
    form_cost, form_reasons = _compare_forms(asked, found) if company else (0.0, [])
    score = max(0.0, 1 - cost - rest_cost - form_cost)
    return Likeness(score, (*reasons, *rest_reasons, *form_reasons))


def compare_words(asked: NameWord, found: NameWord) -> tuple[float, DifferenceCode]:
    """How alike are two words, from 0 to 1, and why are they not equal?"""
    script: DifferenceCode = "script" if asked.foreign != found.foreign else "spelling"
    if asked.text == found.text:
        return 1.0, script
    if asked.number or found.number:
        return 0.0, "number"
    short, long = sorted((asked.text, found.text), key=len)
    if len(short) == 1:
        return (_INITIAL, "initial") if long.startswith(short) else (0.0, "other_word")
    if (asked.foreign or found.foreign) and len(asked.bones) > 2 and asked.bones == found.bones:
        return SAME_BONES, "script"
    if asked.sound == found.sound:
        return _SAME_SOUND, "sound"
    written = OSA.normalized_similarity(asked.text, found.text)
    spoken = OSA.normalized_similarity(asked.sound, found.sound)
    alike = max(written, (written + spoken) / 2)
    if len(short) > 2 and len(long) > len(short) + 2 and long.startswith(short) and alike < _SHORT_FORM:
        return _SHORT_FORM, "short"
    return alike, script


def one_change(asked: str, found: str) -> bool:
    """Do two identifiers differ in one character or in two neighbours that are swapped? Short ones never do."""
    shortest = min(len(asked), len(found))
    if shortest < SHORTEST_NUMBER - 1 or not any(map(str.isdigit, asked)):
        return False
    return bool(OSA.distance(asked, found, score_cutoff=1) == 1)


def _pair_up(asked: Sequence[NameWord], found: Sequence[NameWord]) -> list[_Pair]:
    taken_asked: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for pair in sorted(_possible_pairs(asked, found), key=lambda pair: pair.order):
        if taken_asked.isdisjoint(pair.asked) and taken_found.isdisjoint(pair.found):
            taken_asked.update(pair.asked)
            taken_found.update(pair.found)
            pairs.append(pair)
    return pairs


def _possible_pairs(asked: Sequence[NameWord], found: Sequence[NameWord]) -> Iterator[_Pair]:
    for place, word in enumerate(asked):
        for other, another in enumerate(found):
            likeness, code = compare_words(word, another)
            if likeness >= ALIKE:
                yield _Pair(likeness, code, (place,), (other,))
    for places, likeness, other in _joined(asked, found):
        yield _Pair(likeness, "joined", places, (other,))
    for places, likeness, other in _joined(found, asked):
        yield _Pair(likeness, "joined", (other,), places)


def join_words(words: Sequence[NameWord]) -> Iterator[tuple[tuple[int, ...], NameWord]]:
    """The places of two or three words next to each other, and the one word that they make: van der Bilt, Vanderbilt."""
    for length in (2, 3):
        for start in range(len(words) - length + 1):
            some = words[start : start + length]
            if not any(word.number for word in some):
                yield tuple(range(start, start + length)), read_word("".join(word.text for word in some))


def _joined(words: Sequence[NameWord], others: Sequence[NameWord]) -> Iterator[tuple[tuple[int, ...], float, int]]:
    for places, word in join_words(words):
        for other, another in enumerate(others):
            likeness, _ = compare_words(word, another) if len(another.text) > 3 else (0.0, "")
            if likeness >= _JOINED:
                yield places, likeness - _LIGHT_WORD, other


def _rest(words: Sequence[NameWord], taken: set[int]) -> list[NameWord]:
    return [word for place, word in enumerate(words) if place not in taken]


def _compare_rest(
    asked: ComparedName,
    found: ComparedName,
    left: Sequence[NameWord],
    right: Sequence[NameWord] | None,
    full: int,
    company: bool,
) -> tuple[float, list[WordDifference]]:
    """The cost of the words that have no counterpart. ``right``: None for a description, where they say nothing.

    ``full``: how many words have a counterpart, without particles, initials and short forms.
    """
    heavy_left = _heavy(left, found.words)
    if right is None:
        reasons = [WordDifference("left_out", word.text, "") for word in heavy_left]
        return len(heavy_left) * _OTHER_WORD + (full == 0), reasons
    heavy_right = _heavy(right, asked.words)
    others = min(len(heavy_left), len(heavy_right))
    more = (*heavy_left[others:], *heavy_right[others:])
    # A single word asked is part of a name, such as a surname; a single word found is another name.
    part = full == len(asked.words) == 1 and not company
    each = _MORE_WORDS if full > 1 and not company else _MORE_WORDS_OF_A_COMPANY
    cost = others * _OTHER_WORD + (_MORE_WORDS if part and more else len(more) * each)
    cost += _MORE_NUMBERS * any(word.number for word in more)
    cost += _LIGHT_WORD * (len(left) + len(right) - len(heavy_left) - len(heavy_right)) + (full == 0)
    differing: list[WordDifference] = [
        WordDifference("number" if one.number or other.number else "other_word", one.text, other.text)
        for one, other in zip(heavy_left, heavy_right, strict=False)
    ]
    if heavy_left[others:]:
        differing.append(WordDifference("left_out", " ".join(word.text for word in heavy_left[others:]), ""))
    if heavy_right[others:]:
        differing.append(WordDifference("added", "", " ".join(word.text for word in heavy_right[others:])))
    return cost, differing


def _heavy(words: Sequence[NameWord], others: Sequence[NameWord]) -> list[NameWord]:
    """Without particles, titles, general words, and words that the other name has once already."""
    known = {word.text for word in others}
    return [word for word in words if not word.light and word.text not in _GENERIC and word.text not in known]


def _compare_forms(asked: ComparedName, found: ComparedName) -> tuple[float, list[WordDifference]]:
    if asked.form and found.form and asked.form != found.form:
        return _OTHER_FORM, [WordDifference("form_other", asked.form, found.form)]
    if (asked.form is None) != (found.form is None):
        return _NO_FORM, [WordDifference("form_missing", asked.form or "", found.form or "")]
    return 0.0, []


def _join_letters(words: Sequence[NameWord]) -> tuple[NameWord, ...]:
    """A.B.C. and ABC are one word of a company's name."""
    joined: list[NameWord] = []
    for single, run in groupby(words, key=lambda word: len(word.text) == 1 and not word.digits):
        letters = list(run)
        joined += [read_word("".join(word.text for word in letters))] if single else letters
    return tuple(joined)


def _text(words: Sequence[NameWord], places: tuple[int, ...]) -> str:
    return " ".join(words[place].written for place in places)

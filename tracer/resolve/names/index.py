"""Finds the nodes of a case whose words or identifiers are like those of a question; it does not decide which are near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase, digits
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from tracer.resolve.names.comparison import ALIKE, SAME_BONES, SHORTEST_NUMBER, join_words
from tracer.resolve.names.words import NameWord, latin_words, spell_bones, spell_sound

_SHORTEST_PART: Final = 3
_SHORTEST_BONES: Final = 3
_SIGNS: Final = ascii_uppercase + digits
_LIGHT: Final = np.float32(0.2)


@dataclass(frozen=True, slots=True)
class NearIndex:
    """The words and identifiers of a case with the nodes that have them, for one data version.

    ``ids``: the ids of all nodes in order; a node is its place among them. ``first``: is it a person or company?
    ``terms``: words and identifiers in order; the nodes of term t are ``nodes[offsets[t]:offsets[t + 1]]``.
    ``spelt``, ``sounds``, ``term_of``: each word without digits in Latin letters, its sound, its term.
    ``by_bones``: consonants -> places in ``spelt``; ``foreign``: places in ``spelt`` of words of other scripts.
    """

    ids: pa.Array[Any]
    first: NDArray[np.bool_]
    terms: pa.Array[Any]
    offsets: NDArray[np.int64]
    nodes: NDArray[np.int32]
    spelt: Sequence[str]
    sounds: Sequence[str]
    term_of: NDArray[np.int32]
    by_bones: Mapping[str, Sequence[int]]
    foreign: frozenset[int]

    def places(self, ids: Iterable[str]) -> NDArray[np.int64]:
        """The places of these nodes; unknown ids are left out. Cost: a binary search for each."""
        return np.array(_find_all(self.ids, ids), np.int64)

    def find_alike(
        self, words: Sequence[NameWord], typed: Sequence[str], hidden: NDArray[np.int64]
    ) -> tuple[Iterator[str], Iterator[str]]:
        """Ids of the persons and companies with words like these, and of the other nodes; best first, ties by id.

        Args: ``typed``: all words of the question, folded; nodes that have every one are left out, because an exact search
        finds them. ``hidden``: places that are left out.
        The order follows from the words and the words of each node alone, so hidden nodes do not change it.
        Cost: a comparison of each word with each distinct word of the case.
        """
        found = [self._likeness(word) for word in words]
        for parts, word in join_words(words):
            together = self._spread(self._like(word))
            for part in parts:
                np.maximum(found[part], together, out=found[part])
        reached = np.zeros(len(self.ids), np.float32)
        for word, likeness in zip(words, found, strict=True):
            reached += likeness * _LIGHT if word.light or len(word.text) == 1 else likeness
        reached[self._with_all(typed)] = 0
        reached[hidden] = 0
        return self._best_first(np.where(self.first, reached, 0)), self._best_first(np.where(self.first, 0, reached))

    def _best_first(self, reached: NDArray[np.float32]) -> Iterator[str]:
        places = np.flatnonzero(reached)
        for place in places[np.argsort(-reached[places], kind="stable")]:
            yield self.ids[int(place)].as_py()

    def find_numbers(self, joined: str, hidden: NDArray[np.int64]) -> Iterator[str]:
        """Ids, in order, of the nodes with an identifier in which one character differs or two neighbours are swapped.

        ``joined``: capitals and digits. Cost: a binary search for each way to change one character.
        """
        if len(joined) < SHORTEST_NUMBER or not any(map(str.isdigit, joined)):
            return
        barred = set(hidden.tolist())
        terms = _find_all(self.terms, sorted(_one_change(joined)))
        for place in sorted({place for term in terms for place in self._nodes_of(term).tolist()} - barred):
            yield self.ids[place].as_py()

    def _likeness(self, word: NameWord) -> NDArray[np.float32]:
        """Node -> how like this word its likest word is; 0: not alike. Two words of the node count as one."""
        if word.number and word.digits:
            return self._spread([(1.0, term) for term in _find_all(self.terms, [word.text])])
        best = self._spread(self._like(word))
        cuts = range(_SHORTEST_PART, len(word.text) - _SHORTEST_PART + 1)
        starts = self._spread(self._parts(word.text, [word.text[:cut] for cut in cuts]))
        ends = self._spread(self._parts(word.text, [word.text[cut:] for cut in cuts]))
        both = (starts > 0) & (ends > 0)
        best[both] = np.maximum(best[both], np.minimum(starts[both] + ends[both], 1))
        return best

    def _like(self, word: NameWord) -> list[tuple[float, int]]:
        """Likeness and term of each word of the case that is like this word, the likest last.

        As ``compare_words`` does, but for initials and short forms, which do not find a node by themselves.
        """
        written, spoken = (
            process.cdist([text], every, scorer=OSA.normalized_similarity)[0]
            for text, every in ((word.text, self.spelt), (word.sound, self.sounds))
        )
        likeness = np.maximum(written, (written + spoken) / 2)
        bones = self.by_bones.get(word.bones, ()) if len(word.bones) >= _SHORTEST_BONES else ()
        for place in bones:
            if word.foreign or place in self.foreign:
                likeness[place] = max(float(likeness[place]), SAME_BONES)
        alike = np.flatnonzero(likeness >= ALIKE)
        return sorted(zip(likeness[alike].tolist(), self.term_of[alike].tolist(), strict=True))

    def _parts(self, whole: str, parts: Sequence[str]) -> list[tuple[float, int]]:
        return sorted((len(self.terms[term].as_py()) / len(whole), term) for term in _find_all(self.terms, parts))

    def _spread(self, likes: Iterable[tuple[float, int]]) -> NDArray[np.float32]:
        """Node -> the likeness of its likest term; ``likes``: likeness and term, the likest last."""
        best = np.zeros(len(self.ids), np.float32)
        for likeness, term in likes:
            best[self._nodes_of(term)] = likeness
        return best

    def _with_all(self, typed: Sequence[str]) -> NDArray[np.int64]:
        counts = np.zeros(len(self.ids), np.int16)
        for term in _find_all(self.terms, typed):
            counts[self._nodes_of(term)] += 1
        return np.flatnonzero(counts == len(typed))

    def _nodes_of(self, term: int) -> NDArray[np.int32]:
        return self.nodes[self.offsets[term] : self.offsets[term + 1]]


def build_index(
    nodes: pa.Table, terms: pa.StringArray, offsets: NDArray[np.int64], holders: NDArray[np.int32]
) -> NearIndex:
    """The index of a case; the arguments are what a store exports of its words.

    Cost: one pass over them, and the sound of each distinct word.
    """
    lettered = pc.invert(pc.match_substring_regex(terms, r"[0-9]"))
    spelt: list[str] = []
    term_of: list[int] = []
    foreign: set[int] = set()
    by_bones: dict[str, list[int]] = {}
    for term, text in zip(np.flatnonzero(lettered).tolist(), terms.filter(lettered).to_pylist(), strict=True):
        latin = latin_words(str(text))
        for form in dict.fromkeys([*latin, "".join(latin)]):
            if form != text:
                foreign.add(len(spelt))
            spelt.append(form)
            term_of.append(term)
    sounds = [spell_sound(form) for form in spelt]
    for place, sound in enumerate(sounds):
        by_bones.setdefault(spell_bones(sound), []).append(place)
    return NearIndex(
        ids=nodes.column("id").combine_chunks(),
        first=np.isin(np.asarray(nodes.column("type")), ("Person", "Company")),
        terms=terms,
        offsets=offsets,
        nodes=holders,
        spelt=spelt,
        sounds=sounds,
        term_of=np.array(term_of, np.int32),
        by_bones=by_bones,
        foreign=frozenset(foreign),
    )


def _find_all(ordered: pa.Array[Any], texts: Iterable[str]) -> list[int]:
    """The places of these texts in an ordered array; texts that it does not have are left out."""
    every = range(len(ordered))
    found = ((text, bisect_left(every, text, key=lambda place: ordered[place].as_py())) for text in texts)
    return [place for text, place in found if place < len(every) and ordered[place].as_py() == text]


def _one_change(text: str) -> set[str]:
    cuts = [(text[:place], text[place:]) for place in range(len(text) + 1)]
    swapped = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    lost = {before + after[1:] for before, after in cuts if after}
    changed = {before + sign + after[1:] for before, after in cuts if after for sign in _SIGNS}
    added = {before + sign + after for before, after in cuts for sign in _SIGNS}
    return (swapped | lost | changed | added) - {text}

"""Victims and witnesses are pseudonyms everywhere unless a person with the right gives a reason.

A veil is drawn over what an action returns, so that no screen, export or file name can forget it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Final, Literal

from graph_schema.fields import Value
from graph_schema.links import PROTECTED_ROLES
from graph_schema.words import N_, Sentence
from tracer.access.folding import Folded, Word, fold

_WORDS: dict[str, str] = {"victim": N_("Victim"), "witness": N_("Witness")}
_HIDDEN_FIELDS = frozenset({"cnp", "born", "address", "nationality", "invalid_identifiers", "note", "owner_name"})
_TELLING_LENGTH: Final = 10
"""A number this long is no part of another by chance."""
_LONG_NUMBER: Final = 16
_SHORT_WORD: Final = 4
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MOST_SIGNS: Final = 3

_Span = tuple[int, int, str]
Join = Literal["close", "beside", "apart"]


@dataclass(frozen=True, slots=True)
class ProtectedPerson:
    """A person to be shown by pseudonym: node id, role, every name and number a source gives.

    ``mark``: the letters and digits the pseudonym ends with, as many of its last ones as tell persons apart. It must
    not follow from the name or number, or whoever tries these out finds the person: a node id does.
    """

    id: str
    role: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    accounts: Mapping[str, str]
    mark: str


class Veil:
    """Replaces what would tell who a protected person is: names in any order, spelling or case, CNP, account numbers.

    Two words of a name beside one another, or with one other word between them, are the person; so is one word with
    the initial of another. Where two protected persons fit, both pseudonyms are written. Does not recognise a first
    name or surname alone (but in the name of a file), nicknames, or a name misspelt beyond diacritics.
    """

    def __init__(self, persons: Iterable[ProtectedPerson], translate: Callable[[str], str] = str) -> None:
        """``translate``: puts the word for the role into the reader's language."""
        ordered = sorted(persons, key=lambda person: person.id)
        self._pseudonyms = _choose_pseudonyms(ordered, translate)
        self._accounts: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._names: list[tuple[str, tuple[str, ...]]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._alone: set[str] = set()
        for person in ordered:
            shown = self._pseudonyms[person.id]
            for name in person.names:
                self._add_name(shown, tuple(word.text for word in fold(name).words()))
            for number in person.numbers:
                self._numbers[_joined(number)] = shown
            for account, number in person.accounts.items():
                masked = _mask(_compact(number))
                self._accounts[account] = f"{masked} ({shown})"
                self._numbers[_joined(number)] = masked
        self._numbers.pop("", None)
        self._lengths = sorted({len(number) for number in self._numbers}, reverse=True)

    def _add_name(self, shown: str, words: tuple[str, ...]) -> None:
        # As in a mail address: two words of the name written as one.
        joined = [(first + second,) for first, second in permutations(words, 2) if len(first + second) > _SHORT_WORD]
        for name in dict.fromkeys([words, *joined]):
            self._names.append((shown, name))
            self._alone.update(letters for word in name for letters in _LETTERS.findall(word) if len(letters) > 1)
            for start in sorted({*name, *(word[0] for word in name if len(name) > 1)}):
                self._by_word[start].append(len(self._names) - 1)

    def covers(self, node: str) -> bool:
        """Is this node a protected person, or an account one holds?"""
        return node in self._pseudonyms or node in self._accounts

    def is_person(self, node: str) -> bool:
        """Is this node a protected person?"""
        return node in self._pseudonyms

    def caption(self, node: str, caption: str) -> str:
        """What may be written at this node?"""
        return self._pseudonyms.get(node) or self._accounts.get(node) or self.text(caption)

    def props(self, node: str, props: Mapping[str, Value]) -> dict[str, Value]:
        """Which fields of this node may be shown, and how?"""
        if node in self._pseudonyms:
            shown = {key: value for key, value in props.items() if key not in _HIDDEN_FIELDS}
            return {**self._scrub(shown), "name": self._pseudonyms[node]}
        if node in self._accounts:
            shown = {key: value for key, value in props.items() if key not in _HIDDEN_FIELDS}
            return {**self._scrub(shown), "number": self._accounts[node]}
        return self._scrub(props)

    def text(self, text: str) -> str:
        """The same text with every name and number of a protected person replaced.

        A sentence is veiled part by part and stays one, unless only the whole of it would tell.
        """
        if not self._pseudonyms:
            return text
        if isinstance(text, Sentence):
            veiled = Sentence(text.template, **{name: self.text(value) for name, value in text.params.items()})
            return veiled if self._veiled(veiled) == veiled else self._veiled(veiled)
        return self._veiled(text)

    def _veiled(self, text: str) -> str:
        folded = fold(text)
        out, end = [], 0
        for start, stop, shown in _apart([*self._find_numbers(folded), *self._find_names(text, folded)]):
            out += [text[end:start], shown]
            end = stop
        return "".join([*out, text[end:]])

    def file_name(self, name: str) -> str:
        """The name of a file, where a first name or surname alone tells the person too: it is left out.

        It is not replaced by the pseudonym, for it may be the name of another person as well.
        """
        shown = self.text(name)
        folded = fold(shown)
        out, end = [], 0
        for found in _LETTERS.finditer(folded.text):
            if found.group() in self._alone:
                out += [shown[end : folded.starts[found.start()]], "…"]
                end = folded.ends[found.end() - 1]
        return "".join([*out, shown[end:]])

    def _find_numbers(self, folded: Folded) -> Iterator[_Span]:
        """Numbers as they stand or with anything but letters and digits between; short ones as whole words alone."""
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
                if whole or length >= _TELLING_LENGTH:
                    yield folded.starts[first], folded.ends[last], shown
                    start += length - 1
                    break
            start += 1

    def _find_names(self, text: str, folded: Folded) -> Iterator[_Span]:
        words = folded.words()
        joins = [_join(text[left.end : right.start]) for left, right in pairwise(words)]
        place = 0
        while place < len(words):
            found: dict[str, int] = {}
            for number in self._by_word.get(words[place].text, ()):
                shown, name = self._names[number]
                found[shown] = max(found.get(shown, 0), _count_words(words, joins, place, name))
            longest = max(found.values(), default=0)
            if longest:
                fitting = " / ".join(dict.fromkeys(shown for shown, count in found.items() if count == longest))
                yield words[place].start, words[place + longest - 1].end, fitting
            place += longest or 1

    def _scrub(self, props: Mapping[str, Value]) -> dict[str, Value]:
        return {key: self.text(value) if isinstance(value, str) else value for key, value in props.items()}


def is_protected_role(role: str) -> bool:
    """Does this procedural role call for a pseudonym?"""
    return role in PROTECTED_ROLES


def _choose_pseudonyms(persons: Iterable[ProtectedPerson], translate: Callable[[str], str]) -> dict[str, str]:
    """Role and the last four signs of the mark, more where two persons would be one."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for person in persons:
        word = translate(_WORDS[person.role])
        names = [f"{word} {person.mark[-length:].upper()}" for length in range(4, len(person.mark) + 1)]
        shown = next((name for name in names if name not in taken), f"{word} {person.mark.upper()}")
        taken.add(shown)
        found[person.id] = shown
    return found


def _compact(number: str) -> str:
    return "".join(letter for letter in number if letter.isalnum())


def _joined(number: str) -> str:
    return "".join(letter for letter in fold(number).text if letter.isalnum())


def _mask(number: str) -> str:
    """Bank and last digits of a long number; of a short one so little that most of it stays unknown."""
    return (
        f"{number[:4]}…{number[-4:]}" if len(number) >= _LONG_NUMBER else f"…{number[len(number) - len(number) // 4 :]}"
    )


def _join(between: str) -> Join:
    """Can the words on both sides belong to one name, even with a word of another kind among them?"""
    signs = "".join(between.split())
    if len(signs) > _MOST_SIGNS:
        return "apart"
    return (
        "close"
        if all(sign in ".-'’_" or unicodedata.category(sign) in ("Pd", "Cf", "Mn") for sign in signs)
        else "beside"
    )


def _count_words(words: list[Word], joins: list[Join], place: int, name: tuple[str, ...]) -> int:
    """How many words from here on are this name, or part of it that tells? 0: they are not."""
    left, shortened = list(name), list[str]()
    matched = full = end = 0
    here, skipped = place, False
    while here < len(words) and (left or shortened):
        word = words[here].text
        initial_of = next((item for item in left if len(word) == 1 and item[0] == word), None)
        if word in left or word in shortened or initial_of is not None:
            if word in left:
                left.remove(word)
            elif word in shortened:
                # "N. Jan Ndaba": the initial stood for something else.
                shortened.remove(word)
            elif initial_of is not None:
                left.remove(initial_of)
                shortened.append(initial_of)
            matched += 1
            full += len(word) > 1
            end, skipped = here, False
        elif skipped or not matched:
            break
        else:
            skipped = True
        if here == len(joins) or joins[here] == "apart" or (skipped and "beside" in joins[here - 1 : here + 1]):
            break
        here += 1
    return end - place + 1 if full and matched >= min(2, len(name)) else 0


def _apart(spans: Iterable[_Span]) -> list[_Span]:
    """The spans in order; those that overlap become one that says both."""
    apart: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        if apart and span[0] < apart[-1][1]:
            start, end, shown = apart[-1]
            if span[1] > end:
                apart[-1] = (start, span[1], f"{shown} {span[2]}")
        else:
            apart.append(span)
    return apart

"""Lists the ways in which a word of another script is written in Latin letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final

from tracer.access.alphabets import ALPHABETS, Alphabet
from tracer.access.folding import fold_letter

_MOST_WAYS: Final = 64
"""Of one table for one word: a long word with many letters that have several ways."""


@lru_cache(maxsize=1 << 14)
def transliterate(word: str) -> tuple[tuple[str, ...], ...]:
    """In which ways is this word written in Latin letters? Each way: for each letter of the word what is written for it.

    The first way is that of :func:`tracer.access.folding.fold`; a word in Latin letters has no other. Letters that a
    table does not have are written as there.
    """
    plain = tuple(map(fold_letter, word))
    ways = {"".join(plain): plain}
    if not word.isascii():
        scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        for alphabet in ALPHABETS:
            if alphabet.script in scripts:
                for written in _written(word, alphabet):
                    ways.setdefault("".join(written), written)
    return tuple(ways.values())


def _written(word: str, alphabet: Alphabet) -> Iterator[tuple[str, ...]]:
    """The ways of this table. If a letter occurs twice, it is written alike."""
    groups = _groups(word, alphabet)
    keys = list(dict.fromkeys(key for key, _ in groups if key in alphabet.letters))
    for chosen in islice(product(*(alphabet.letters[key] for key in keys)), _MOST_WAYS):
        written = dict(zip(keys, chosen, strict=True))
        # What is written for two letters stands at the first of them.
        yield tuple(x for key, size in groups for x in (written.get(key, key), *[""] * (size - 1)))


def _groups(word: str, alphabet: Alphabet) -> list[tuple[str, int]]:
    """(key in the table, or what is written without it; number of letters of the word) in order."""
    plain = tuple(map(_plain, word))
    groups, at = [], 0
    while at < len(plain):
        key, size = _key_at(plain, at, alphabet)
        groups.append((key or fold_letter(word[at]), size))
        at += size
    return groups


def _key_at(plain: tuple[str, ...], at: int, alphabet: Alphabet) -> tuple[str, int]:
    for size in (2, 1) if at + 1 < len(plain) else (1,):
        letters = "".join(plain[at : at + size])
        begin, end = "^" * (at == 0), "$" * (at + size >= len(plain))
        for key in (begin + letters + end, begin + letters, letters + end, letters):
            if letters and key in alphabet.letters:
                return key, size
    return "", 1


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """The small letter as the tables have it: Greek without its accents, a mark that stands alone as nothing."""
    small = letter.lower()
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return ""
    return unicodedata.normalize("NFD", small)[0] if unicodedata.name(letter, "").startswith("GREEK") else small

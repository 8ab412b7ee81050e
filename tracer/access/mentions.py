"""Finds where a text mentions a name: which words belong to one name, and which spans of text overlap."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from tracer.access.name_index import Name, NameIndex
from tracer.access.word_parts import Part

_MOST_SIGNS: Final = 3
MOST_JOINED: Final = 3
"""So many written words are one word of a name: ``von der Leyen``."""

_ELIDED: Final = frozenset({"d", "o"})
"""Letters that stand with an apostrophe, or with a blank instead, before a name: ``O'Neill``."""

Span = tuple[int, int, str]
"""Begin and end (exclusive) in a text, and the text that replaces it."""
Join = Literal["close", "beside", "apart"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text or a part of it, with its position in the original text, and how it joins the token before.

    ``blank``: a blank stands before it.
    """

    part: Part
    start: int
    end: int
    join: Join
    blank: bool


def join_words(between: str) -> Join:
    """Can the words on both sides of this text belong to one name?

    ``close``: yes, even with one other word among them; ``beside``: only if they are neighbours; ``apart``: no.
    """
    signs = "".join(between.split())
    if len(signs) > _MOST_SIGNS:
        return "apart"
    return (
        "close"
        if all(sign in ".-'’_" or unicodedata.category(sign) in ("Pd", "Cf", "Mn") for sign in signs)
        else "beside"
    )


def find_end(index: NameIndex, tokens: Sequence[Token], place: int, number: int) -> int:
    """Where do the tokens from ``place`` on stop to be this name, or enough of it to identify the person (exclusive)?

    0: they are not. One other word may stand between two words of the name. Particles of the name, and what is written
    together with a word of a name, do not count as other words.
    """
    name = index.names[number]
    left, shortened = list(name.real()), list[int]()
    needed = min(2, len(left))
    matched = full = end = 0
    here, skipped = place, False
    while here < len(tokens) and (left or shortened):
        width, whole = _take(name, tokens, here, left, shortened)
        if width:
            matched += 1
            full += whole
            here += width - 1
            end, skipped = here + 1, False
        elif not matched or (skipped and not _is_passed(name, tokens[here])):
            break
        else:
            skipped = skipped or not _is_passed(name, tokens[here])
        after = tokens[here + 1 : here + 2]
        if not after or after[0].join == "apart":
            break
        if skipped and "beside" in (tokens[here].join, after[0].join):
            break
        here += 1
    return end if full and matched >= needed else 0


def join_tokens(tokens: Sequence[Token], place: int, width: int, *, blanks: bool = True) -> set[str]:
    """What are these tokens if they are one word, as ``Mc Donald`` or ``O'Neill``? Empty: they cannot be one."""
    pieces = tokens[place : place + width]
    if len(pieces) < width or any(token.join != "close" or (token.blank and not blanks) for token in pieces[1:]):
        return set()
    for token, after in pairwise(pieces):
        # "a case in a folder" is not Ina.
        if after.blank and (_is_letter(after) or (_is_letter(token) and token.part.texts[0] not in _ELIDED)):
            return set()
    joined = {""}
    for token in pieces:
        joined = {before + text for before in joined for text in token.part.texts}
    return joined


def _is_letter(token: Token) -> bool:
    return token.part.last - token.part.first == 1


def _is_passed(name: Name, token: Token) -> bool:
    """May this stand between two words of the name, besides one other word?"""
    return token.part.rest or any(not name.words[at].isdisjoint(token.part.texts) for at in name.particles)


def _take(name: Name, tokens: Sequence[Token], place: int, left: list[int], shortened: list[int]) -> tuple[int, bool]:
    """Takes the word of the name that stands here from those that are left: how many tokens, and is it written in full?"""
    token = tokens[place]
    texts = token.part.texts
    for words in (left, shortened):
        # "N. Jan Ndaba": the initial is short for another word.
        for at in words:
            if not token.part.rest and not name.words[at].isdisjoint(texts):
                words.remove(at)
                return 1, len(token.part.texts[0]) > 1
    if token.part.begins:
        for width in range(2, MOST_JOINED + 1):
            joined = join_tokens(tokens, place, width, blanks=len(name.words) > 1)
            for at in left:
                if not name.words[at].isdisjoint(joined):
                    left.remove(at)
                    return width, True
    if token.part.initial:
        for at in left:
            if any(spelt.startswith(text) for spelt in name.words[at] for text in texts):
                left.remove(at)
                shortened.append(at)
                return 1, False
    return 0, False


def keep_apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; spans that overlap become one span that shows both texts."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        if apart and span[0] < apart[-1][1]:
            start, end, shown = apart[-1]
            if span[1] > end:
                apart[-1] = (start, span[1], f"{shown} {span[2]}")
        else:
            apart.append(span)
    return apart

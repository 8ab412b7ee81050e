"""Finds where a text mentions a name: which words belong to one name, and which spans of text overlap."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final, Literal

from tracer.access.folding import Word

_MOST_SIGNS: Final = 3

Span = tuple[int, int, str]
"""Begin and end (exclusive) in a text, and the text that replaces it."""
Join = Literal["close", "beside", "apart"]


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


def count_words(words: list[Word], joins: list[Join], place: int, name: tuple[str, ...]) -> int:
    """How many words from ``place`` on are this name, or enough of it to identify the person? 0: they are not."""
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
                # "N. Jan Ndaba": the initial is short for another word.
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

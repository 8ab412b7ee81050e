"""The search terms of a node, and the words of a search."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from graph_schema.records.fields import Props
from graph_schema.rendering.search_fields import IDENTIFIER_FIELDS, NAME_FIELDS
from graph_schema.values.names import fold_name, fold_words

MOST_WORDS: Final = 64


FIRST_KINDS: Final = ("Person", "Company")
"""The kinds of node that a search shows before the others that match as well: an account matches by its holder's name."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search text: as one text with its words sorted, word by word, and joined like an identifier."""

    whole: str
    words: tuple[str, ...]
    joined: str


def read_question(text: str) -> Question:
    """Which words does this text search for? All fields are empty if there is nothing to search for.

    Only the first MOST_WORDS words are searched one by one, because no engine accepts a thousand words.
    """
    words = fold_words(text)
    return Question(fold_name(text), tuple(dict.fromkeys(words))[:MOST_WORDS], "".join(words))


def find_terms(type_: str, props: Props) -> set[str]:
    """Which terms find this record?

    Each word of its names; each full name with its words sorted; each identifier in one piece and its parts. A term
    with a blank is a full name, so a search for one word does not match it.
    """
    terms: set[str] = set()
    for name in (*NAME_FIELDS[type_], *IDENTIFIER_FIELDS[type_]):
        value = props.get(name)
        if value is None:
            continue
        words = fold_words(str(value))
        if not words:
            continue
        terms.update(words)
        terms.add(" ".join(sorted(words)))
        if name in IDENTIFIER_FIELDS[type_]:
            terms.add("".join(words))
        if name == "cui":
            # The registration code is written with and without the country's letters.
            terms.add("RO" + "".join(words))
    return terms


def rank_kind(type_: str) -> int:
    """Which place does this kind of node have among hits that match as well? Lower comes first."""
    return 0 if type_ in FIRST_KINDS else 1


def match_stage(question: Question, terms: Collection[str]) -> int | None:
    """How well do these terms match? 0: exactly, 1: every word, 2: the start of every word, None: no match."""
    if question.whole in terms or question.joined in terms:
        return 0
    if all(word in terms for word in question.words):
        return 1
    starts = all(any(term.startswith(word) for term in terms) for word in question.words)
    return 2 if starts or any(term.startswith(question.joined) for term in terms) else None

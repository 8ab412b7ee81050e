"""The words under which a node is found, and the words of what a person asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.fields import Props
from graph_schema.names import fold_name, fold_words
from graph_schema.search_fields import IDENTIFIER_FIELDS, NAME_FIELDS

MOST_WORDS: Final = 64


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for: as a whole with its words sorted, word by word, and joined like an identifier."""

    whole: str
    words: tuple[str, ...]
    joined: str


def read_question(text: str) -> Question:
    """Which words does a person ask for? All empty: nothing to look for.

    Of a text pasted whole only the first words are asked for one by one: no engine takes a thousand.
    """
    words = fold_words(text)
    return Question(fold_name(text), tuple(dict.fromkeys(words))[:MOST_WORDS], "".join(words))


def find_terms(type_: str, props: Props) -> set[str]:
    """Under which terms is this record found?

    Each word of its names; each name as a whole with its words sorted; each identifier in one piece and by
    its parts. A term with a blank in it is a whole name, so a search for one word never meets it.
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

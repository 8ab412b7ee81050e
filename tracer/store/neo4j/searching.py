"""Nodes found by what a person types: exact first, then all words, then the beginnings of words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Reader
from tracer.store.search_terms import Question, read_question

_SPECIAL: Final = frozenset('+-&|!(){}[]^"~*?:\\/<>=')

# The index cuts a longer word into several; what it meets is looked at again, letter by letter.
_KEPT: Final = 100


def search_ids(reader: Reader, text: str, limit: int) -> list[str]:
    """Ids of the nodes that match, best first: exact, then all words, then prefix; ties by id.

    Cost: grows with the nodes that the words meet.
    """
    question = read_question(text)
    if not question.words or limit <= 0:
        return []
    rows = reader.rows(statements.SEARCH_TERMS, query=_lucene(question))
    terms = {row["id"]: str(row["terms"]).split(" ") for row in rows}
    found: dict[str, None] = {}
    for stage in _stages(question):
        found.update(dict.fromkeys(id_ for id_ in sorted(terms) if stage(terms[id_])))
    return list(found)[:limit]


def _lucene(question: Question) -> str:
    """Whoever has a beginning for every word, or for all of them joined."""
    starts = " AND ".join(f"{_escaped(word)}*" for word in question.words)
    return f"({starts}) OR {_escaped(question.joined)}*"


def _escaped(word: str) -> str:
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in word[:_KEPT])


def _stages(question: Question) -> tuple[Callable[[list[str]], bool], ...]:
    exact = {question.whole.replace(" ", "_"), question.joined}
    return (
        lambda terms: not exact.isdisjoint(terms),
        lambda terms: set(question.words) <= set(terms),
        lambda terms: _begins(terms, question.joined) or all(_begins(terms, word) for word in question.words),
    )


def _begins(terms: list[str], start: str) -> bool:
    # A whole name is a term of its own, joined by underscores; its first word is one too.
    return any(term.startswith(start) for term in terms)

"""Finds nodes by a text that a person types: exact matches first, then all words, then the start of words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tracer.store.neo4j.queries import nodes as nodes_queries
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.stored.records import kind_of
from tracer.store.semantics.search_terms import Question, rank_kind, read_question

_SPECIAL: Final = frozenset('+-&|!(){}[]^"~*?:\\/<>=')

# The index splits a longer word into several words. Therefore each match is checked again in full.
_KEPT: Final = 100


def search_ids(reader: SnapshotReader, text: str, limit: int) -> list[str]:
    """Ids of the matching nodes, best first: exact, then all words, then start of words.

    Persons and companies come before other nodes of the same step, then ids decide.
    Cost: grows with the number of nodes that match the words.
    """
    question = read_question(text)
    if not question.words or limit <= 0:
        return []
    rows = reader.rows(nodes_queries.SEARCH_TERMS, query=_lucene(question))
    terms = {row["id"]: str(row["terms"]).split(" ") for row in rows}
    ranked = sorted((rank_kind(kind_of(row["labels"])), row["id"]) for row in rows)
    found: dict[str, None] = {}
    for stage in _stages(question):
        found.update(dict.fromkeys(id_ for _, id_ in ranked if stage(terms[id_])))
    return list(found)[:limit]


def _lucene(question: Question) -> str:
    """The query for nodes with the start of every word, or of all words joined."""
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
    # A full name is a term too, joined by underscores. Its first word is another term.
    return any(term.startswith(start) for term in terms)

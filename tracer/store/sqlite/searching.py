"""Nodes found by what a person types: exact first, then all words, then the beginnings of words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tracer.store.search_terms import Question, read_question

# Statements below are made of names of the schema; what a person typed travels as a parameter.
# ruff: noqa: S608

_LAST = chr(0x10FFFF)
# A whole name is a term with blanks; its first word is a term of its own, so ranges need not leave it out.
_BEGINS = "{term}.text >= ? AND {term}.text < ?"


def search_ids(connection: sqlite3.Connection, text: str, limit: int) -> list[str]:
    """Ids of the nodes that match, best first: exact, then all words, then prefix; ties by id.

    Cost: grows with the nodes that the longest word meets.
    """
    question = read_question(text)
    if not question.words or limit <= 0:
        return []
    found: dict[str, None] = {}
    for query, asked in _stages(question):
        rows = connection.execute(f"{query} ORDER BY node.id LIMIT ?", (*asked, limit))
        found.update(dict.fromkeys(id_ for (id_,) in rows))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _stages(question: Question) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Query and parameters of each step; text of a person is always a parameter."""
    exact = tuple(sorted({question.whole, question.joined}))
    yield _nodes(f"{{term}}.text IN ({', '.join('?' for _ in exact)})", 1), exact
    # The longest word first: it meets the fewest nodes.
    words = tuple(sorted(question.words, key=lambda word: (-len(word), word)))
    yield _nodes("{term}.text = ?", len(words)), words
    ranges = tuple(bound for word in words for bound in (word, word + _LAST))
    starts = _nodes(_BEGINS, len(words)), _nodes(_BEGINS, 1)
    yield (
        f"SELECT id FROM ({starts[0]} UNION {starts[1]}) AS node",
        (*ranges, question.joined, question.joined + _LAST),
    )


def _nodes(test: str, times: int) -> str:
    """Nodes that have, so many times over, a term that stands the test."""
    others = "".join(
        f" AND EXISTS (SELECT 1 FROM term AS other WHERE other.node = term.node AND {test.format(term='other')})"
        for _ in range(times - 1)
    )
    return (
        "SELECT DISTINCT node.id AS id FROM term JOIN node ON node.no = term.node "
        f"WHERE {test.format(term='term')}{others}"
    )

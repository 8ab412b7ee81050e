"""Finds nodes by a text that a person types: exact matches first, then all words, then the start of words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tracer.store.semantics.search_terms import FIRST_KINDS, Question, read_question

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_LAST = chr(0x10FFFF)
# A full name is a term with blanks. Its first word is a term too, so ranges need not exclude the full name.
_BEGINS = "{term}.text >= ? AND {term}.text < ?"

_KIND = f"node.type NOT IN ({', '.join(f'{chr(39)}{kind}{chr(39)}' for kind in FIRST_KINDS)})"


def search_ids(connection: sqlite3.Connection, text: str, limit: int) -> list[str]:
    """Ids of the matching nodes, best first: exact, then all words, then start of words.

    Persons and companies come before other nodes of the same step, then ids decide.
    Cost: grows with the number of nodes that match the longest word.
    """
    question = read_question(text)
    if not question.words or limit <= 0:
        return []
    found: dict[str, None] = {}
    for query, params in _stages(question):
        rows = connection.execute(f"{query} ORDER BY {_KIND}, node.id LIMIT ?", (*params, limit))
        found.update(dict.fromkeys(id_ for id_, _ in rows))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _stages(question: Question) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The query and parameters of each step. Text of a person is always a parameter."""
    exact = tuple(sorted({question.whole, question.joined}))
    yield _nodes(f"{{term}}.text IN ({', '.join('?' for _ in exact)})", 1), exact
    # The longest word comes first, because it matches the fewest nodes.
    words = tuple(sorted(question.words, key=lambda word: (-len(word), word)))
    yield _nodes("{term}.text = ?", len(words)), words
    ranges = tuple(bound for word in words for bound in (word, word + _LAST))
    starts = _nodes(_BEGINS, len(words)), _nodes(_BEGINS, 1)
    yield (
        f"SELECT id, type FROM ({starts[0]} UNION {starts[1]}) AS node",
        (*ranges, question.joined, question.joined + _LAST),
    )


def _nodes(test: str, times: int) -> str:
    """The query for nodes with a term for each of ``times`` tests."""
    others = "".join(
        f" AND EXISTS (SELECT 1 FROM term AS other WHERE other.node = term.node AND {test.format(term='other')})"
        for _ in range(times - 1)
    )
    return (
        "SELECT DISTINCT node.id AS id, node.type AS type FROM term JOIN node ON node.no = term.node "
        f"WHERE {test.format(term='term')}{others}"
    )

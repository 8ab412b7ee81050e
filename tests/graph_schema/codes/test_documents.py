"""Kinds of document and of authority: one row each."""

from __future__ import annotations

from graph_schema.codes.documents import (
    AUTHORITIES,
    AUTHORITIES_BY_CODE,
    DOCUMENT_CODES,
    DOCUMENT_KINDS,
    DOCUMENTS_BY_CODE,
)


def test_codes_and_words_are_unique():
    assert len(DOCUMENTS_BY_CODE) == len(DOCUMENT_CODES) == len(DOCUMENT_KINDS)
    assert len(AUTHORITIES_BY_CODE) == len(AUTHORITIES)
    for rows in (DOCUMENT_KINDS, AUTHORITIES):
        assert len({row.english for row in rows}) == len({row.romanian for row in rows}) == len(rows)
